import Providers
import Synchronization

/// What the calls of a request came to: pictures that providers made, and tries that others made good.
final class Purchases: Sendable {
  private let number = Atomic(0)
  private let all = Mutex<[String]>([])

  /// How many pictures providers made, or may have made.
  var bought: Int { number.load(ordering: .relaxed) }

  /// The tries in order, as `fal 429, replicate 503, 503, 200`; nil where each call was answered at once.
  var tries: String? {
    let all = all.withLock { $0 }
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }

  /// A call that was answered: worth telling only where it took more than one try.
  func note(_ result: ProviderResult, by provider: String, isFirst: Bool) {
    number.add(result.pictures.count, ordering: .relaxed)
    guard !isFirst || !result.absorbed.isEmpty else { return }
    let statuses = (result.absorbed.map(String.init) + ["200"]).joined(separator: ", ")
    all.withLock { $0.append("\(provider) \(statuses)") }
  }

  func note(_ failure: ProviderFailure, mayHaveMade count: Int) {
    if failure.mayBeBilled { number.add(count, ordering: .relaxed) }
    let words = (failure.absorbed.map(String.init) + [failure.end]).joined(separator: ", ")
    all.withLock { $0.append("\(failure.provider) \(words)") }
  }
}

extension ProviderFailure {
  /// The status that ended it, or its kind where a status would not tell.
  fileprivate var end: String {
    guard let status, !(200..<300).contains(status) else { return kind.words }
    return "\(status)"
  }
}

extension ProviderFailure.Kind {
  fileprivate var words: String {
    switch self {
    case .moderated: "moderated"
    case .invalidInput: "input refused"
    case .notFound: "not found"
    case .rateLimited: "rate limited"
    case .account: "account refused"
    case .unavailable: "unavailable"
    case .ended: "ended without a picture"
    case .unreachable: "unreachable"
    case .deadline: "no picture in time"
    case .unreadable: "unreadable"
    }
  }
}
