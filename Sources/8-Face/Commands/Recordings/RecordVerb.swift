import Exchanges
import Recordings
import Sessions
import Terminal

extension Verb {
  static let record = Verb(
    name: "record",
    operands: .any("OFFER… | --proxy"),
    summary: "captures what providers say, without a secret on disk",
    options: RecordVerb.options,
    rules: RecordVerb.rules,
    speaksJSON: false,
    examples: [
      .outside("record fal/flux.2-max --dry-run", "what would be asked and what it may cost"),
      .outside(
        "record fal/flux.2-max --budget 0.50",
        "asks fal with FAL_KEY, and never spends more"
      ),
      .outside(
        "record fal/flux.2-max --upstream stubs --recordings /tmp/recordings",
        "the same of the stubs, for nothing"
      ),
      .outside("record --proxy --port 4023", "keeps what passes on the way to the providers"),
      .outside("record --proxy --budget 2", "and lets nothing on that may cost more in all"),
    ],
    run: RecordVerb.run
  )
}

enum RecordVerb {
  static let pictures = Option<KeptPictures?>.choice(
    "images keep|measure",
    "whether pictures are kept; only their measures unless given"
  )
  static let proxy = Option.flag("proxy", "stand before a gateway instead of asking myself")

  static let key = Option.clientKey.saying(
    "proxy: the key that the gateway must give, if not the providers' own; one is made unless given"
  )

  private static let budget = Option.budget.saying(
    "never spend more; what has no known price is refused"
  )

  private static let proxyOptions =
    Service.options + Service.tlsOptions
    + Options(key, .name.saying("proxy: the name to keep the recording under"))

  static let rules: [OptionRule] =
    [
      .only(proxyOptions, with: proxy), .apart(proxy, from: Options(.dryRun)),
      .withoutOperands(proxy),
      .apart(Option.asked, saying: { $0 == Asked.stubs.rawValue }, from: Options(budget)),
    ] + Service.rules

  static let options =
    proxyOptions + Options(.recordings, .rulesOff, proxy, .asked, pictures, .dryRun)
    + Options(budget)

  static func run(_ call: Invocation) async throws -> ExitCode {
    do {
      return try await call[proxy] ? RecordProxy(call: call).run() : RecordOffers(call: call).run()
    } catch let error as SecretFound {
      call.console.writeError("error: \(error)\n")
      return .secretFound
    }
  }
}

/// The way in which pictures in answers are kept.
enum KeptPictures: String, CaseIterable { case keep, measure }

extension Invocation {
  /// The upstream that answers: the providers over the network, or the stubs in memory.
  func providerUpstream() throws -> ProviderUpstream {
    try ProviderUpstream(
      catalog(),
      isLive: self[.asked] != .stubs,
      environment: console.environment
    )
  }

  /// The way in which pictures in answers are kept.
  var keptPictures: RecordingSession.Pictures {
    self[RecordVerb.pictures] == .keep ? .bytes : .measures
  }
}
