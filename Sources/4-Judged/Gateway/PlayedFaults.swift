import Bytes
import Exchanges
import Synchronization

/// How often the gateway's own fault has hit each case, so that `times` and `call` mean what they say.
final class PlayedFaults: Sendable {
  private let counts = Mutex(BoundedStore<String, Int>(limit: 1_000))
  /// As much of a prompt as tells it from others, where no case is marked in it.
  private static let longest = 400

  /// The number of this request among those of its case, or with its prompt, counted from 1.
  func number(of prompt: String) -> Int {
    let key = CaseToken(in: prompt)?.id ?? String(prompt.prefix(PlayedFaults.longest))
    return counts.withLock { counts in
      let number = (counts[key] ?? 0) + 1
      counts.put(number, at: key)
      return number
    }
  }
}
