package import Bytes
package import HTTPMessages

/// A failure on purpose, as a directive in a prompt says it: `[fault: status=429 times=2]`.
package struct Faults: Sendable, Equatable {
  /// Only the first so many calls of the case are hit; nil hits all.
  package var times: Int?
  /// Only this call of the case is hit, counted from 1.
  package var call: Int?
  /// Only this provider is hit.
  package var provider: String?

  package var status: Int?
  /// Seconds, in the field that goes with `status`.
  package var retryAfter: Int?
  /// The provider's own name of the error that it answers with.
  package var errorName: String?
  package var isModerated = false
  /// Whether moderation finds fault with the pictures rather than with the prompt.
  package var moderatesOutput = false
  package var hasFailed = false
  package var slowness: Duration?
  package var stalls = false
  package var resets = false
  /// How a connection ends that a fault ends.
  package var ending = NoAnswer.Ending.rst
  /// The mishap after the work was taken on.
  package var interference: Interference.Kind?
  /// Where it does, if the directives say so.
  package var moment: Interference.Moment?
  /// The wait between taking work on and the answer.
  package var slownessAfterAccept: Duration?
  /// The origin that URLs by which work is followed name.
  package var pollOrigin: String?
  /// The origin that pictures' URLs name.
  package var mediaOrigin: String?
  /// Whether pictures are of more pixels than anybody should decode.
  package var isBomb = false
  /// The percentage of each picture that is delivered.
  package var truncation: Int?
  package var hasWrongType = false
  package var wrongSize: PixelSize?
  package var hasBadJSON = false
  package var isHTML = false
  /// Polls that find the work unfinished.
  package var polls: Int?
  package var isNeverReady = false
  /// Results and pictures are gone when they are asked for.
  package var isExpired = false
  /// How many pictures are delivered, whatever was asked for.
  package var images: Int?
  package var isBase64Only = false
  /// The answer's prompt is not the one that was asked for.
  package var rewritesPrompt = false
  /// How many calls must have come before any is answered.
  package var barrier: Int?
  /// How often work must have been asked about before the call is answered.
  package var polled: Int?
  /// The error code that the reference gateway answers with.
  package var gatewayCode: String?

  package init() {}

  /// Reads each `[fault: …]` of a prompt, in order; the first that hits a call is the one that counts.
  package static func all(in prompt: String) throws(FaultDirectiveError) -> [Faults] {
    // Hardly a prompt has any.
    guard prompt.utf8.contains(UInt8(ascii: "[")) else { return [] }
    var all: [Faults] = []
    var rest = prompt[...]
    while let place = rest.firstRange(of: "[fault:") {
      let inside = rest[place.upperBound...].prefix { $0 != "]" }
      guard inside.endIndex < rest.endIndex else { throw .unclosed(String(inside)) }
      all.append(try Faults(directives: String(inside)))
      rest = rest[inside.endIndex...]
    }
    return all
  }

  /// The directives themselves, without the brackets: `status=429 times=2`.
  package init(directives: String) throws(FaultDirectiveError) {
    self.init()
    try read(directives[...])
  }

  /// The mishap at a moment after the work was taken on; orders lose their answer, pictures the rest.
  package func interference(at moment: Interference.Moment) -> Interference.Kind? {
    guard let kind = interference else { return nil }
    let usual: Interference.Moment =
      switch kind {
      case .loss, .redirect: .submit
      case .endless, .shortfall, .drip: .media
      }
    return self.moment ?? usual == moment ? kind : nil
  }

  package var isEmpty: Bool { self == Faults() }

  /// Whether the call with this number within its case is hit.
  package func hits(call number: Int, provider name: String) -> Bool {
    number <= times ?? .max && number == call ?? number && name == provider ?? name
  }

  private mutating func read(_ text: Substring) throws(FaultDirectiveError) {
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let directive = FaultDirective.all.first(where: { $0.name == name }) else {
        throw .unknown(name)
      }
      guard directive.apply(parts.count > 1 ? String(parts[1]) : nil, &self) else {
        throw .malformed(String(word), form: directive.form)
      }
    }
  }
}
