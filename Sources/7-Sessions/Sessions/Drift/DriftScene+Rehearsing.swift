import Catalog
package import Drift
import HTTPMessages
import HTTPTransport

extension DriftScene {
  /// The stubs, learned first and then held to that while a change is planted in them.
  package var rehearsed: RehearsedProvider { rehearsed(by: LoopWaiting()) }

  /// Everything that can be planted, at every provider that has a stub.
  package var wholeRehearsal: WholeRehearsal {
    WholeRehearsal(rehearsed(by: TimelessWaiting()))
  }

  private func rehearsed(by clock: any Waiting) -> RehearsedProvider {
    let stubs = ProviderUpstream(upstream.catalog, isLive: false, environment: [:])
    return RehearsedProvider(stubs.handler, keys: stubs.keys, subjects: subjects, clock: clock)
  }
}

/// A clock for stubs, which need no time: every wait is over at once.
private struct TimelessWaiting: Waiting {
  var now: ContinuousClock.Instant { .now }

  func wait(until deadline: ContinuousClock.Instant) async throws { try Task.checkCancellation() }
}
