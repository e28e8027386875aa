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
  private let session: RecordingSession
  private let writer: RecordingWriter
  private let tally: SharedTally
  private let clock: any Waiting
  private let say: @Sendable (String) -> Void
  /// Why the last attempt to write failed; held during each, so that exchanges are written in their order.
  private let trouble = Mutex<String?>(nil)

  /// Seconds between two words of progress.
  private static let pause = 10

  /// With a budget, nothing goes on that it doesn't cover, and with a key for clients nothing that lacks it.
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
      hosts: ServiceHosts(upstream.catalog.everyProvider),
      credentials: upstream.credentials,
      clientKey: clientKey
    )
    self.tally = tally
    self.clock = clock
    self.say = say
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
  /// The words for whoever points a gateway at it; `madeKey` is a key for clients that nobody knows yet.
  package static func banner(
    at url: String,
    as name: String,
    madeKey: String?,
    isLive: Bool
  ) -> String {
    let keys = madeKey.map { "the providers' own keys, or \($0)" } ?? "the key that --key named"
    return """
      Recording at \(url): point the gateway at \(url)/fal, /fal-queue,
      /replicate/v1 and /fireworks/inference/v1. Keys come from the environment\
      \(isLive ? "; the gateway gives \(keys)" : "").
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
