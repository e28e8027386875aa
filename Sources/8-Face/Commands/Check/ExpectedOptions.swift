import Conformance
import Sessions
import Terminal

/// What a run is to make of a gateway's failures and of its own answers.
enum ExpectedOptions {
  static let adopts = Option.flag(
    "write-expected",
    "expect this run's failures from now on, in expected.jsonl"
  )
  static let prunes = Option.flag(
    "prune-expected",
    "remove expected failures that have passed"
  )
  static let adoptsRulings = Option.flag(
    "adopt-rulings",
    "write its own answers to rulings into its profile, where they are always the same"
  )

  static let all = Options(
    adopts,
    .reason.saying("with --write-expected: why they stand"),
    .until.saying("with --write-expected: the last day they are expected, such as 2026-12-31"),
    prunes
  )

  static func change(_ call: Invocation) -> ExpectedFailures.Change? {
    call[adopts] ? .adopted : call[prunes] ? .pruned : nil
  }

  /// How failures are written down that are expected from now on.
  static func word(_ call: Invocation) throws -> BaselineWriter.Word {
    guard let today = Day(call.today) else {
      throw UsageError.notADay(option: "the clock", value: "\(call.console.unixTime())")
    }
    let reason = call[.reason]
    if call[adopts] {
      guard reason?.allSatisfy(\.isWhitespace) == false else {
        throw UsageError.missingCompanion(option: adopts.flag, needs: "--reason TEXT")
      }
    } else if reason != nil || call[.until] != nil {
      throw UsageError.missingCompanion(
        option: reason != nil ? "--reason" : "--until",
        needs: adopts.flag
      )
    }
    return BaselineWriter.Word(reason: reason ?? "", until: call[.until], today: today)
  }
}
