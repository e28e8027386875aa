import Bytes
import Catalog
import Exchanges
import HTTPMessages
import HTTPTransport
import Offline
import Recordings
import Sessions
import Terminal

extension Verb {
  static let replay = Verb(
    name: "replay",
    operands: .any("[PREFIX…]"),
    summary: "plays the providers from recordings; a request that was never recorded is a miss",
    options: ReplayVerb.options,
    rules: ServiceOptions.rules,
    vocabulary: .known(.recordings),
    speaksJSON: false,
    examples: [
      .outside("replay fal/flux.2-max", "plays the recordings of one offer at port 4022"),
      .outside(
        "replay --strict --latency recorded",
        "with the recorded delays; fails if a request was never recorded"
      ),
    ],
    run: ReplayVerb.run
  )
}

private enum ReplayVerb {
  static let reuses = Option.flag("reuse", "give the last answer of a sequence again and again")
  static let latency = Option.read(
    "latency recorded|none|xN",
    "how long answers take"
  ) { word throws(RecordingsUsage) in
    guard let latency = ReplayOptions.Latency(word) else { throw .notALatency(word) }
    return latency
  }.defaulting(to: "none")
  static let session = Option.text(
    "session FIELD",
    "a field of requests; each of its values goes through recorded answers on its own"
  )
  static let matchedFields = Option.list("match-field FIELD", "a field whose value must match, too")
  static let ignored = Option.list(
    "ignore NAME",
    "a query parameter, member or part that need not match"
  )

  static let options =
    ServiceOptions.all(port: 4022) + ServiceOptions.tls
    + Options(.recordings, .rulesOff, reuses, latency, session, matchedFields, ignored)
    + Options(.strict.saying("fail at the end when something was missed or never played"))

  static func run(_ call: Invocation) async throws -> ExitCode {
    let recordings = try call.recordings(call.operands)
    let options = try options(call)
    let replayer = Replayer(recordings, options: options, clock: LoopWaiting())
    let count = recordings.reduce(0) { $0 + $1.recording.entries.count }
    var service = call.service(replayer, port: 4022)
    service.detail = { Replayer.reason(of: $0) }
    service.metrics = {
      [
        Metric(
          "touchstone_misses_total",
          "Requests that no recording answers.",
          kind: .counter,
          value: Double(replayer.missCount)
        )
      ]
    }
    service.playedHosts = options.hosts
    service.security = try call.security()
    let code = try await call.run(service) {
      PlayedBases(at: $0.url).replayBanner(exchanges: count, recordings: recordings.count)
    }
    return code == .success ? report(replayer, call) : code
  }

  private static func options(_ call: Invocation) throws -> ReplayOptions {
    var options = ReplayOptions(policy: call.redactionPolicy)
    options.hosts = ServiceHosts(try call.catalog().everyProvider)
    options.reuses = call[reuses]
    options.fields = call[matchedFields].map { .init($0) }
    options.ignored = Set(call[ignored])
    if let field = call[session] { options.sessions = .byField(.init(field)) }
    if let latency = call[latency] { options.latency = latency }
    return options
  }

  private static func report(_ replayer: Replayer, _ call: Invocation) -> ExitCode {
    let unplayed = replayer.unplayed
    for entry in unplayed where !call.isQuiet { call.console.show("never played: \(entry)\n") }
    if replayer.missCount > 0 { call.console.show("\(replayer.missCount.counted("miss"))\n") }
    let isWhole = unplayed.isEmpty && replayer.missCount == 0
    return call[.strict] && !isWhole ? .failure : .success
  }
}
