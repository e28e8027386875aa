import Bytes
import Exchanges
import Synchronization

/// Numbers the generations of each case, from 1.
final class CallCounter: Sendable {
  private struct State {
    var counts: [CaseToken: Int] = [:]
    var uncounted = 0
  }

  private let state = Mutex(State())
  private static let mostCases = 100_000

  /// The number of this call within its case; calls of no case are numbered together.
  func next(of token: CaseToken?) -> Int {
    state.withLock { state in
      guard let token else {
        state.uncounted += 1
        return state.uncounted
      }
      if state.counts.count >= CallCounter.mostCases { state.counts = [:] }
      state.counts[token, default: 0] += 1
      return state.counts[token, default: 0]
    }
  }

  /// How many generations of a case have come so far.
  func count(of token: CaseToken?) -> Int {
    state.withLock { state in token.map { state.counts[$0] ?? 0 } ?? state.uncounted }
  }
}

/// Ids that nobody could guess from another, and that are the same in every run.
final class StubIDs: Sendable {
  private let salt: String
  private let issued = Mutex(0)

  init(salt: String) { self.salt = salt }

  /// 64 hexadecimal digits.
  func next() -> String {
    let number = issued.withLock { issued in
      issued += 1
      return issued
    }
    return SHA256.hex(of: Array("\(salt)/\(number)".utf8))
  }

  /// In the shape of a UUID of version 7, as fal's request ids are.
  func uuid() -> String {
    let digits = Array(next())
    let groups = [
      "019e" + digits[0..<4], String(digits[4..<8]), "7" + digits[8..<11], "8" + digits[11..<14],
      String(digits[14..<26]),
    ]
    return groups.joined(separator: "-")
  }

  /// 26 letters and digits, as Replicate's prediction ids are.
  func prediction() -> String { String(next().prefix(26)) }
}
