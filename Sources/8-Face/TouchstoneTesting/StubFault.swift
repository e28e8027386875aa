import Exchanges

/// A fault that a stub commits on purpose, in the next calls that it hits.
public struct StubFault: Sendable, Equatable {
  /// In the words that `touchstone help faults` lists.
  public let directives: String

  /// Any fault of `touchstone help faults`, in its words: `"truncate-image=50% times=2"`.
  public static func directives(_ text: String) -> StubFault { StubFault(directives: text) }

  /// Answers with an error's status, in the body that belongs to it.
  public static func status(_ code: Int, times: Int = 1, retryAfter: Int? = nil) -> StubFault {
    let wait = retryAfter.map { " retry-after=\($0)" } ?? ""
    return StubFault(directives: "status=\(code) times=\(times)\(wait)")
  }

  /// Refuses the prompt as moderation does.
  public static func moderated(times: Int = 1) -> StubFault {
    StubFault(directives: "moderated times=\(times)")
  }

  /// Lets the caller wait before the answer.
  public static func slow(_ duration: Duration, times: Int = 1) -> StubFault {
    let (seconds, attoseconds) = duration.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    return StubFault(directives: "slow=\(milliseconds)ms times=\(times)")
  }

  /// Cuts the connection instead of an answer.
  public static func reset(times: Int = 1) -> StubFault {
    StubFault(directives: "reset times=\(times)")
  }

  /// Delivers only this part of each picture.
  public static func truncatedImage(percent: Int, times: Int = 1) -> StubFault {
    StubFault(directives: "truncate-image=\(percent)% times=\(times)")
  }

  /// Answers with this code of the gateway's error table, such as `INSUFFICIENT_BALANCE`.
  public static func gateway(_ code: String, times: Int = 1) -> StubFault {
    StubFault(directives: "gateway=\(code) times=\(times)")
  }

  /// Throws where the words are none that a stub can follow.
  func parsed() throws -> Faults { try Faults(directives: directives) }
}
