import Catalog
import Drift
import Exchanges
import HTTPMessages
import HTTPTransport
import Recordings
import Sessions
import Synchronization

/// `record --proxy`: serves until it is interrupted, and writes what is whole as it goes.
struct RecordProxy {
  let call: Invocation

  init(_ call: Invocation) { self.call = call }

  func run() async throws -> ExitCode {
    let isLive = call.recordsLive
    let name = call[.name] ?? "proxy/session"
    let tally = SharedTally(try call.catalog(), isLive: isLive)
    let session = RecordingSession(pictures: call.keptPictures) { tally.add($0) }
    let roll = RecordingRoll(
      try call.keptRecordings(),
      name: name,
      metadata: RecordingMetadata(
        origin: isLive ? .live : .simulated,
        source: isLive ? nil : "the stub providers",
        recordedAt: UTCTime.now.description
      ),
      policy: call.redactionPolicy
    )
    let writer = ProxyWriter(
      session: session,
      roll: roll,
      tally: tally,
      say: { if !call.isQuiet { call.console.write($0) } }
    )
    let recorder = Tap(try call.recordedUpstream(), into: session, clock: LoopWaiting())
    let catalog = try call.catalog()
    let front = RecordingFront(
      try limited(recorder, catalog, say: writer.say),
      hosts: ServiceHosts(catalog.everyProvider),
      credentials: credentials(catalog, isLive: isLive)
    )
    let service = Service(handler: front, call: call, defaultPort: 4023)
    let code = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await writer.run(LoopWaiting()) }
      defer { group.cancelAll() }
      return try await service.run(security: Service.security(call)) {
        banner($0, name: name)
      }
    }
    try writer.write()
    return report(roll.account, spent: tally.text) ?? code
  }

  /// With a budget, nothing goes on that it doesn't cover; refusals are not recorded.
  private func limited(
    _ next: any HTTPHandler,
    _ catalog: ModelCatalog,
    say: @escaping @Sendable (String) -> Void
  ) throws -> any HTTPHandler {
    guard let limit = call[.budget] else { return next }
    let budget = Budget(limit: limit)
    return SpendLimit(next: next, prices: PriceList(catalog), budget: budget, say: say)
  }

  private func banner(_ server: HTTPServer, name: String) -> String {
    """
    Recording at \(server.url): point the gateway at \(server.url)/fal, /fal-queue,
    /replicate/v1 and /fireworks/inference/v1. Keys come from the environment. Ctrl-C writes \(name).


    """
  }

  /// Nil where nothing was refused.
  private func report(_ account: RecordingRoll.Account, spent: String) -> ExitCode? {
    for refusal in account.refused { call.console.writeError("error: \(refusal)\n") }
    for part in account.parts { call.console.write("\(part)\n") }
    call.console.write(
      "\(account.written.counted("exchange")), \(account.redactions.counted("redaction")), \(spent)\n"
    )
    if account.heldSecret { return .secretFound }
    return account.refused.isEmpty ? nil : .failure
  }

  private func credentials(
    _ catalog: ModelCatalog,
    isLive: Bool
  ) -> RecordingFront.Credentials {
    var credentials: RecordingFront.Credentials = [:]
    for facts in catalog.everyProvider {
      let key = isLive ? call.console.environment[facts.key.variable] : facts.key.sample
      guard let key, !key.isEmpty else { continue }
      for part in facts.stepsWithKey {
        credentials[part] = (.init(facts.key.field), facts.key.value(for: key))
      }
    }
    return credentials
  }
}

/// What all exchanges so far cost, counted from wherever one ends.
private final class SharedTally: Sendable {
  private let isLive: Bool
  private let state: Mutex<(count: Int, spent: SpendTally)>

  init(_ catalog: ModelCatalog, isLive: Bool) {
    self.isLive = isLive
    state = Mutex((0, SpendTally(catalog)))
  }

  func add(_ exchange: Exchange) {
    state.withLock { state in
      state.count += 1
      state.spent.add(exchange)
    }
  }

  var count: Int { state.withLock { $0.count } }

  /// For people.
  var text: String { isLive ? state.withLock { $0.spent.text } : "free" }
}

/// Brings what is whole to the disk while a proxy goes on, and says how far it is.
private struct ProxyWriter {
  let session: RecordingSession
  let roll: RecordingRoll
  let tally: SharedTally
  let say: @Sendable (String) -> Void

  /// More than this is not kept in memory.
  private static let mostExchanges = 1000
  private static let mostBytes = 32 << 20
  /// Seconds between two words of progress.
  private static let pause = 10

  /// Looks every second whether there is enough for a part, until it is cancelled.
  func run(_ clock: any Waiting) async throws {
    var told = 0
    for second in 1... {
      try await clock.wait(for: .seconds(1))
      if session.count >= ProxyWriter.mostExchanges || session.size >= ProxyWriter.mostBytes {
        do { try write() } catch { say("error: \(error); it is tried again\n") }
      }
      guard second.isMultiple(of: ProxyWriter.pause), tally.count > told else { continue }
      told = tally.count
      say("\(told.counted("exchange")) so far, \(tally.text)\n")
    }
  }

  /// What can't be written is kept for the next time.
  func write() throws {
    let entries = session.taken()
    do { try roll.write(entries) } catch {
      session.giveBack(entries)
      throw error
    }
  }
}
