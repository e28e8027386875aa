import Catalog
package import Drift
import HTTPMessages
import HTTPTransport

extension DriftScene {
  private var stubs: ProviderUpstream {
    ProviderUpstream(upstream.catalog, isLive: false, environment: [:])
  }

  /// The stubs, learned first and then held to that while a change is planted in them.
  package var rehearsed: RehearsedProvider {
    let stubs = stubs
    return RehearsedProvider(
      stubs.handler,
      keys: stubs.keys,
      subjects: subjects,
      clock: LoopWaiting()
    )
  }

  /// Everything that can be planted, at every provider that has a stub.
  package var wholeRehearsal: WholeRehearsal {
    let stubs = stubs
    return WholeRehearsal(
      stubs.handler,
      keys: stubs.keys,
      subjects: subjects,
      clock: TimelessWaiting()
    )
  }
}

/// A clock for stubs, which need no time: every wait is over at once.
private struct TimelessWaiting: Waiting {
  var now: ContinuousClock.Instant { .now }

  func wait(until deadline: ContinuousClock.Instant) async throws { try Task.checkCancellation() }
}
