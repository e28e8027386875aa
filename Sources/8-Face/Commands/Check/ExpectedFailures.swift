import Bytes
import Conformance
import Contract
import Sessions
import Terminal

/// A gateway's expected failures, and what a call wants done to them.
struct ExpectedFailures {
  static let writeExpected = Option.flag(
    "write-expected",
    "expect this run's failures from now on, in expected.jsonl"
  )
  static let pruneExpected = Option.flag(
    "prune-expected",
    "remove expected failures that have passed"
  )

  /// Nil for the reference, which is held to everything, and where no folder is known to be its.
  private let file: BaselineFile?
  private let call: Invocation
  let baseline: Baseline
  let today: Day

  init(_ subject: GatewayChoice, _ layers: GoldenLayers, _ call: Invocation) throws {
    self.call = call
    guard let today = Day(call.today) else {
      throw UsageError.notADay(option: "the clock", value: "\(call.console.unixTime())")
    }
    self.today = today
    file = subject.baselineFile(layers)
    baseline = try file.map { try $0.read(shown: call.shown($0.path)) } ?? Baseline()
    try check()
  }

  /// Refuses what can't be done before an hour's run instead of after it.
  private func check() throws {
    for option in [ExpectedFailures.writeExpected, ExpectedFailures.pruneExpected]
    where call[option] {
      guard let file else { throw VerbError.noBaseline(option: option.flag) }
      guard call.console.environment["CI"] != "true" else {
        throw GoldenError.frozen(file: call.shown(file.path))
      }
      try file.tryWriting()
    }
    if call[ExpectedFailures.writeExpected] {
      guard call[.reason]?.allSatisfy(\.isWhitespace) == false else {
        throw UsageError.missingCompanion(option: "--write-expected", needs: "--reason TEXT")
      }
    } else if call[.reason] != nil {
      throw UsageError.missingCompanion(option: "--reason", needs: "--write-expected")
    } else if call[.until] != nil {
      throw UsageError.missingCompanion(option: "--until", needs: "--write-expected")
    }
  }

  private var word: BaselineWriter.Word {
    BaselineWriter.Word(
      reason: call[.reason] ?? "",
      until: call[.until],
      today: today
    )
  }

  /// Writes what the call asked for; true where the run's failures are expected from now on.
  func update(_ writer: BaselineWriter, gateway: String, revision: Int, isWhole: Bool) throws
    -> Bool
  {
    guard let file, call[ExpectedFailures.writeExpected] || call[ExpectedFailures.pruneExpected]
    else {
      return false
    }
    let isAdopting = call[ExpectedFailures.writeExpected]
    let new =
      switch (isAdopting, isWhole) {
      case (true, true): writer.rewritten(word, revision: revision)
      case (true, false): writer.extended(word, revision: revision)
      case (false, _): writer.pruned()
      }
    try file.write(new, gateway: gateway)
    call.console.writeError(
      "wrote \(call.shown(file.path)): \(new.failures.count.counted("expected failure"))\n"
    )
    return isAdopting
  }
}

extension ExpectedFailures {
  static let options = Options(
    writeExpected,
    .reason.saying("with --write-expected: why they stand"),
    .until.saying("with --write-expected: the last day they are expected, such as 2026-12-31"),
    pruneExpected
  )
}
