import Bytes

/// One word of the fault grammar: how it is written, what it means, what it sets.
package struct FaultDirective: Sendable {
  package var name: String
  package var form: String
  package var meaning: String
  /// Reads the value behind the equals sign; false where it is malformed.
  var apply: @Sendable (_ value: String?, _ faults: inout Faults) -> Bool

  init(
    _ form: String,
    _ meaning: String,
    apply: @escaping @Sendable (String?, inout Faults) -> Bool
  ) {
    self.name = String(form.prefix { $0 != "=" && $0 != "[" })
    self.form = form
    self.meaning = meaning
    self.apply = apply
  }

  /// A directive that takes a whole number within `range`.
  private static func number(
    _ form: String,
    in range: ClosedRange<Int>,
    meaning: String,
    set: @escaping @Sendable (Int, inout Faults) -> Void
  ) -> FaultDirective {
    FaultDirective(form, meaning) { value, faults in
      guard let number = value.flatMap({ Int($0) }), range.contains(number) else { return false }
      set(number, &faults)
      return true
    }
  }

  /// A directive that takes no value.
  static func flag(
    _ name: String,
    _ meaning: String,
    set: @escaping @Sendable (inout Faults) -> Void
  ) -> FaultDirective {
    FaultDirective(name, meaning) { value, faults in
      guard value == nil else { return false }
      set(&faults)
      return true
    }
  }
}

extension FaultDirective {
  /// The whole grammar, as `help faults` prints it.
  package static let all: [FaultDirective] = answers + pictures + losses + scopes

  private static let answers: [FaultDirective] = [
    .number(
      "status=CODE",
      in: 400...599,
      meaning: "answers with this status in the provider's error body"
    ) {
      $1.status = $0
    },
    .number("retry-after=SECONDS", in: 0...3600, meaning: "adds Retry-After to that answer") {
      $1.retryAfter = $0
    },
    FaultDirective("error=NAME", "answers with this error of the provider's: runner_disconnected") {
      value,
      faults in
      guard let value, !value.isEmpty else { return false }
      faults.errorName = value
      return true
    },
    FaultDirective(
      "moderated[=output]",
      "refuses the prompt, or what came of it, as moderation does"
    ) { value, faults in
      guard value ?? "output" == "output" else { return false }
      faults.isModerated = true
      faults.moderatesOutput = value != nil
      return true
    },
    .flag("failed", "takes the work, and ends it without a picture") { $0.hasFailed = true },
    FaultDirective("slow=DURATION", "waits before the answer: 2s, 250ms") { value, faults in
      guard let duration = value.flatMap(FaultDirective.duration) else { return false }
      faults.slowness = duration
      return true
    },
    .flag("stall", "sends the head and half of the body, then nothing more") { $0.stalls = true },
    .flag("reset", "ends the connection before the work is taken") { $0.resets = true },
    .flag("bad-json", "answers 200 with JSON that breaks off") { $0.hasBadJSON = true },
    .flag("html-502", "answers 502 with a proxy's HTML page") { $0.isHTML = true },
    .number("polls=COUNT", in: 0...1000, meaning: "is ready only after so many polls") {
      $1.polls = $0
    },
    .flag("never-ready", "is never ready, however often it is polled") { $0.isNeverReady = true },
    .flag("expired", "has forgotten results and pictures when they are asked for") {
      $0.isExpired = true
    },
    .number(
      "barrier=COUNT",
      in: 1...64,
      meaning: "answers only once so many calls of the case have come"
    ) {
      $1.barrier = $0
    },
    .number(
      "polled=COUNT",
      in: 1...64,
      meaning: "answers only once work of the case was polled so often"
    ) {
      $1.polled = $0
    },
    FaultDirective("gateway=CODE", "makes the reference gateway answer with this error code") {
      value,
      faults in
      guard let value, !value.isEmpty else { return false }
      faults.gatewayCode = value
      return true
    },
  ]

  private static let pictures: [FaultDirective] = [
    FaultDirective("truncate-image=PERCENT%", "delivers only this part of each picture") {
      value,
      faults in
      guard let value, value.hasSuffix("%"), let part = Int(value.dropLast()), 0...99 ~= part
      else { return false }
      faults.truncation = part
      return true
    },
    .flag("wrong-type", "declares another media type than the picture has") {
      $0.hasWrongType = true
    },
    FaultDirective("wrong-size=WIDTHxHEIGHT", "delivers pictures of this size") { value, faults in
      guard let size = value.flatMap(PixelSize.init), 1...4096 ~= size.width,
        1...4096 ~= size.height
      else { return false }
      faults.wrongSize = size
      return true
    },
    .number(
      "images=COUNT",
      in: 0...16,
      meaning: "delivers so many pictures, whatever was asked for"
    ) {
      $1.images = $0
    },
    .flag("rewritten", "answers with another prompt than was asked for, where it answers with one")
    {
      $0.rewritesPrompt = true
    },
    .flag("base64-only", "delivers data URIs instead of URLs") { $0.isBase64Only = true },
  ]

  private static let scopes: [FaultDirective] = [
    .number("times=COUNT", in: 1...1000, meaning: "hits only the first so many calls of the case") {
      $1.times = $0
    },
    .number("call=NUMBER", in: 1...1000, meaning: "hits only this call of the case") {
      $1.call = $0
    },
    FaultDirective("provider=NAME", "hits only calls to this provider") { value, faults in
      guard let value, !value.isEmpty else { return false }
      faults.provider = value
      return true
    },
  ]

  /// Seconds or milliseconds, at most ten minutes: `2s`, `1.5s`, `250ms`.
  static func duration(_ text: String) -> Duration? {
    let isMilliseconds = text.hasSuffix("ms")
    guard isMilliseconds || text.hasSuffix("s"),
      let value = Double(text.dropLast(isMilliseconds ? 2 : 1)), value >= 0
    else { return nil }
    let seconds = isMilliseconds ? value / 1000 : value
    return seconds <= 600 ? .milliseconds(Int(seconds * 1000)) : nil
  }
}

/// A fault directive that cannot be followed.
package enum FaultDirectiveError: Error, Equatable, CustomStringConvertible {
  case unknown(String)
  case malformed(String, form: String)
  case unclosed(String)

  package var description: String {
    switch self {
    case .unknown(let name):
      "no fault directive is called \(name): touchstone help faults lists them"
    case .malformed(let word, let form): "the fault directive \(word) should read \(form)"
    case .unclosed(let text): "the fault directive [fault:\(text) lacks its closing bracket"
    }
  }
}
