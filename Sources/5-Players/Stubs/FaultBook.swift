package import Exchanges
import Synchronization

/// Faults that were posted beforehand, for prompts that can't carry directives, and how many calls any hit.
package final class FaultBook: Sendable {
  private let posted = Mutex<[Faults]>([])
  private let hits = Mutex(0)

  package init() {}

  /// Hits the next calls that its scope names, `times` of them, one unless it says so.
  package func post(_ faults: Faults) { posted.withLock { $0.append(faults) } }

  package func clear() { posted.withLock { $0 = [] } }

  /// How many calls were hit, by a posted fault or by their prompt's own.
  package var hitCount: Int { hits.withLock { $0 } }

  func noteHit() { hits.withLock { $0 += 1 } }

  /// The faults that hit the next call of a provider, in the order they were posted.
  package func next(for provider: String) -> Faults? {
    posted.withLock { posted in
      guard let index = posted.firstIndex(where: { $0.provider ?? provider == provider }) else {
        return nil
      }
      let faults = posted[index]
      let left = (faults.times ?? 1) - 1
      if left > 0 { posted[index].times = left } else { posted.remove(at: index) }
      return faults
    }
  }
}
