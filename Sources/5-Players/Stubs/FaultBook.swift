package import Exchanges
import Synchronization

/// Faults that were posted beforehand, for prompts that can't carry directives.
package final class FaultBook: Sendable {
  private let posted = Mutex<[Faults]>([])

  package init() {}

  /// Hits the next calls that its scope names, `times` of them, one unless it says so.
  package func post(_ faults: Faults) { posted.withLock { $0.append(faults) } }

  package func clear() { posted.withLock { $0 = [] } }

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
