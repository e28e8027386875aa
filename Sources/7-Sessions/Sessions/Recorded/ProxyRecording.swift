import Bytes
package import Catalog
package import Exchanges
package import HTTPMessages
import HTTPTransport
package import Recordings
import Synchronization

/// A recording of the calls on their way to the providers, brought to the disk while it goes on.
package final class ProxyRecording: Sendable {
  /// The handler that stands before the providers.
  package let handler: any HTTPHandler
  /// A key for clients that nobody knows yet: they spend a real provider's, and no other was given.
  private let madeKey: String?
  private let name: String
  private let upstream: ProviderUpstream
  private let hosts: ServiceHosts
  private let session: RecordingSession
  private let writer: RecordingWriter
  private let tally: SharedTally
  private let clock: any Waiting
  private let say: @Sendable (String) -> Void
  /// Why the last attempt to write failed; held during each, so that exchanges are written in their order.
  private let trouble = Mutex<String?>(nil)

  /// Seconds between two words of progress.
  private static let pause = 10

  /// With a budget, nothing goes on that it doesn't cover; nothing that lacks the clients' key, which is made where a
  /// real provider is paid and none is given.
  ///
  /// Refusals are not recorded.
  package init(
    _ upstream: ProviderUpstream,
    into store: RecordingStore,
    as name: String,
    pictures: RecordingSession.Pictures,
    policy: RedactionPolicy,
    budget: Budget?,
    clientKey: String? = nil,
    clock: any Waiting = LoopWaiting(),
    say: @escaping @Sendable (String) -> Void
  ) {
    self.upstream = upstream
    self.name = name
    hosts = ServiceHosts(upstream.catalog.everyProvider)
    madeKey = upstream.isLive && clientKey == nil ? ClientKey.made() : nil
    let tally = SharedTally(upstream)
    session = RecordingSession(pictures: pictures) { tally.add($0) }
    writer = RecordingWriter(
      store,
      name: name,
      metadata: RecordingMetadata(
        origin: upstream.origin,
        source: upstream.source,
        recordedAt: UTCTime.now.description
      ),
      policy: policy
    )
    let recorder = Tap(upstream.handler, into: session, clock: clock)
    let prices = PriceList(upstream.catalog)
    let limited: any HTTPHandler =
      if let budget {
        SpendLimit(next: recorder, prices: prices, budget: budget, say: say)
      } else {
        recorder
      }
    handler = RecordingFront(
      limited,
      hosts: hosts,
      credentials: upstream.credentials,
      clientKey: clientKey ?? madeKey
    )
    self.tally = tally
    self.clock = clock
    self.say = say
  }

  /// Keeps what comes while `serve` runs, second by second, and what is left when it has ended.
  package func kept<Outcome>(while serve: () async throws -> Outcome) async throws -> Outcome {
    let outcome = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.run() }
      defer { group.cancelAll() }
      return try await serve()
    }
    try write()
    return outcome
  }

  /// Writes every second what has come, until it is cancelled.
  package func run() async throws {
    var told = 0
    var next = clock.now
    for second in 1... {
      // From one beginning to the next: what comes during a long write must not wait a second more.
      next = max(next.advanced(by: .seconds(1)), clock.now)
      try await clock.wait(until: next)
      writeIfPossible()
      guard second.isMultiple(of: ProxyRecording.pause), tally.count > told else { continue }
      told = tally.count
      say("\(told.counted("exchange")) so far, \(tally.text)\n")
    }
  }

  /// Writes what is whole; what can't be written is kept for the next time.
  package func write() throws { try trouble.withLock { _ in try flush() } }

  /// The same where there is a next time; that it fails is said once.
  package func writeIfPossible() {
    let news = trouble.withLock { trouble in
      let before = trouble
      do {
        try flush()
        trouble = nil
      } catch {
        trouble = "error: \(error); it is tried again\n"
      }
      return trouble == before ? nil : trouble
    }
    if let news { say(news) }
  }

  private func flush() throws {
    let entries = session.taken()
    do { try writer.write(entries) } catch {
      session.giveBack(entries)
      throw error
    }
  }

  package var account: RecordingWriter.Account { writer.account }

  /// What was recorded and what it cost, in a line.
  package var summary: String {
    let account = account
    return "\(account.written.counted("exchange")), \(account.redactions.counted("redaction")), "
      + "\(tally.text)\n"
  }
}

extension ProxyRecording {
  /// What a service of it must know: whose hosts it plays, whose money it spends, and what must not be lost.
  package func prepare(_ service: inout Service) {
    service.playedHosts = hosts
    service.spendsForAnybody = upstream.isLive
    service.saveEarly = { self.writeIfPossible() }
  }

  /// The words for whoever points a gateway at it.
  package func banner(at url: String) -> String {
    let keys = madeKey.map { "the providers' own keys, or \($0)" } ?? "the key that --key named"
    return """
      Recording at \(url): point the gateway at \(url)/fal, /fal-queue,
      /replicate/v1 and /fireworks/inference/v1. Keys come from the environment\
      \(upstream.isLive ? "; the gateway gives \(keys)" : "").
      Recordings are kept as \(name), from the first second on. Ctrl-C stops it.


      """
  }
}

/// The cost of all exchanges so far, counted from wherever one ends.
private final class SharedTally: Sendable {
  private let isLive: Bool
  private let state: Mutex<(count: Int, spent: SpendTally)>

  init(_ upstream: ProviderUpstream) {
    isLive = upstream.isLive
    state = Mutex((0, SpendTally(upstream.catalog)))
  }

  func add(_ exchange: Exchange) {
    state.withLock { state in
      state.count += 1
      state.spent.add(exchange)
    }
  }

  var count: Int { state.withLock { $0.count } }

  var text: String { isLive ? state.withLock { $0.spent.text } : "free" }
}
