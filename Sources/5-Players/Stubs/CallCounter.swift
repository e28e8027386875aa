import Bytes
import Exchanges
import Synchronization

/// Numbers the generations of each case, from 1, and counts the polls between them.
final class CallCounter: Sendable {
  private struct Counts {
    var calls = 0
    var polls = 0
  }

  /// Those of no case are counted together.
  private let counts = Mutex(BoundedStore<CaseToken?, Counts>(limit: 100_000))

  private let prompts = Mutex(BoundedStore<String, Int>(limit: 1_000))
  /// As much of a prompt as tells it from others.
  private static let longest = 400

  /// The number of this call within its case; where none is marked, among the calls with its prompt.
  func next(of token: CaseToken?, prompt: String) -> Int {
    let number = count(token) { $0.calls += 1 }.calls
    guard token == nil else { return number }
    return prompts.withLock { prompts in
      let key = String(prompt.prefix(CallCounter.longest))
      let number = (prompts[key] ?? 0) + 1
      prompts.put(number, at: key)
      return number
    }
  }

  func notePoll(of token: CaseToken?) { _ = count(token) { $0.polls += 1 } }

  /// How many generations of a case have come so far.
  func count(of token: CaseToken?) -> Int { counts.withLock { $0[token]?.calls ?? 0 } }

  /// How often work of a case was asked about.
  func polls(of token: CaseToken?) -> Int { counts.withLock { $0[token]?.polls ?? 0 } }

  private func count(_ token: CaseToken?, _ change: (inout Counts) -> Void) -> Counts {
    counts.withLock { counts in
      var count = counts[token] ?? Counts()
      change(&count)
      counts.put(count, at: token)
      return count
    }
  }
}

/// Ids that can't be guessed from another, and that are the same in every run.
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
    let digits = Array(next().utf8)
    let groups = [digits[0..<4], digits[4..<8], digits[8..<11], digits[11..<14], digits[14..<26]]
    let heads = ["019e", "-", "-7", "-8", "-"]
    return zip(heads, groups).map { $0 + String(decoding: $1, as: UTF8.self) }.joined()
  }

  /// 26 letters and digits, as Replicate's prediction ids are.
  func prediction() -> String { String(next().prefix(26)) }
}
