import Exchanges
import Recordings
import Sessions
import Terminal

extension Verb {
  static let record = Verb(
    name: "record",
    operands: .any("OFFER… | --proxy"),
    summary: "records what providers answer, and writes no secret to disk",
    options: RecordVerb.options,
    rules: RecordVerb.rules,
    vocabulary: .known(.offers),
    speaksJSON: false,
    examples: [
      .outside("record fal/flux.2-max --dry-run", "what would be asked and what it may cost"),
      .outside(
        "record fal/flux.2-max --budget 0.50",
        "asks fal with FAL_KEY, and never spends more"
      ),
      .outside(
        "record fal/flux.2-max --upstream stubs --recordings /tmp/recordings",
        "the same from the stubs, free"
      ),
      .outside("record --proxy --port 4023", "records what passes on the way to the providers"),
      .outside("record --proxy --budget 2", "and stops whatever would cost more in all"),
    ],
    run: RecordVerb.run
  )
}

enum RecordVerb {
  static let pictures = Option<KeptPictures?>.choice(
    "images keep|measure",
    "whether pictures are kept, or only their measures"
  ).defaulting(to: "measure")
  static let proxy = Option.flag(
    "proxy",
    "stand between a gateway and its providers, and record what passes"
  )

  static let key = Option.clientKey.saying(
    "proxy: the key that the gateway must give, if not the providers' own"
  ).defaulting(to: "a new one, which is printed")

  private static let budget = Option.budget.saying(
    "never spend more; what has no known price is refused"
  )

  private static let proxyOptions =
    ServiceOptions.all(port: 4023) + ServiceOptions.tls
    + Options(key, .name.saying("proxy: the name to keep the recording under"))

  static let rules: [OptionRule] =
    [
      .only(proxyOptions, with: proxy), .apart(proxy, from: Options(.dryRun)),
      .withoutOperands(proxy),
      .apart(Option.asked, saying: { $0 == Asked.stubs.rawValue }, from: Options(budget)),
    ] + ServiceOptions.rules

  static let options =
    proxyOptions + Options(.recordings, .rulesOff, proxy, .asked, pictures, .dryRun)
    + Options(budget)

  static func run(_ call: Invocation) async throws -> ExitCode {
    do {
      return try await call[proxy] ? recordTraffic(call) : recordOffers(call)
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
