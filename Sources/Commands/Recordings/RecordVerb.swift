import Catalog
import Exchanges
import HTTPMessages
import HTTPTransport
import Recordings
import Sessions
import Stubs

extension Verb {
  static let record = Verb(
    name: "record",
    operands: .any("OFFER… | --proxy"),
    summary: "captures what providers say, without a secret on disk",
    options: Service.options + Service.tlsOptions + [
      .recordings, .ruleOff,
      .flag("proxy", "stand before a gateway instead of asking myself"),
      .value("upstream", "live|stubs", "who answers; live unless given"),
      .value("as", "NAME", "proxy: the name to keep the recording under"),
      .value(
        "images",
        "keep|measure",
        "whether pictures are kept; only their measures unless given"
      ),
      .flag("dry-run", "print plan and cost, and ask nobody"),
      .value("budget", "USD", "never spend more; what has no known price is refused"),
    ],
    run: RecordVerb.run
  )
}

private enum RecordVerb {
  static func run(_ call: Invocation) async throws -> ExitCode {
    do {
      return try await call.isSet("proxy") ? RecordProxy(call).run() : RecordOffers(call).run()
    } catch let error as SecretFound {
      call.console.writeError("error: \(error)\n")
      return .secretFound
    }
  }
}

extension UTCTime {
  static var now: UTCTime { UTCTime(milliseconds: WallClock.milliseconds) }
}

extension Invocation {
  private enum Upstream: String, CaseIterable {
    case live, stubs
  }

  private enum Pictures: String, CaseIterable {
    case keep, measure
  }

  /// Whether the providers themselves are asked.
  func recordsLive() throws(UsageError) -> Bool {
    try choice("upstream", of: Upstream.self) != .stubs
  }

  /// The most that may be spent; nil where nobody said.
  func spendingLimit() throws(RecordingsUsage) -> Money? {
    guard let text = value("budget") else { return nil }
    guard let amount = Double(text), 0...100_000 ~= amount else { throw .notABudget(text) }
    return Money(dollars: amount)
  }

  /// What is kept of pictures in answers.
  func keptPictures() throws(UsageError) -> RecordingSession.Pictures {
    try choice("images", of: Pictures.self) == .keep ? .bytes : .measures
  }

  /// Who answers: the providers over the network, or the stubs in memory.
  func recordedUpstream() throws -> any HTTPHandler {
    guard try recordsLive() else { return ProviderStubs(try catalog(), clock: LoopWaiting()) }
    return HTTPClient(reaching: .anyAddress)
  }
}
