import Terminal
import Contract
import CanonicalJSON
import Reports
import Testing

struct ProgressLineTests {
  private let passed = RunEvent.finished(CaseResult(caseID: "a", findings: []))
  private let failed = RunEvent.finished(CaseResult(caseID: "b", findings: [SampleRun.table]))
  private let began = RunEvent.began(RunBeginning(contract: 1, gateway: [:], caseCount: 100))
  private let ended = RunEvent.ended(RunEnding(milliseconds: 0))

  /// The line as a terminal gets it, told to cut what it has no room for.
  private func cut(_ line: String) -> String { "\u{1B}[?7l\(line)\u{1B}[?7h" }

  private func progress(rewrites: Bool, columns: Int = 80) -> ProgressLine {
    ProgressLine(rewrites: rewrites, style: .plain, columns: columns)
  }

  /// The texts after events at these times, each with what the report says of it, and what a log gets.
  private func both(
    _ progress: ProgressLine,
    _ events: [(RunEvent, at: Double, saying: String)]
  ) -> [(output: String, log: String)] {
    var progress = progress
    return events.map { progress.text(around: $0.saying, after: $0.0, at: $0.at) }
  }

  private func texts(
    _ progress: ProgressLine,
    _ events: [(RunEvent, at: Double, saying: String)]
  ) -> [String] {
    both(progress, events).map(\.output)
  }

  @Test func `writes a terminal's line again, ten times a second at most`() {
    let texts = texts(
      progress(rewrites: true),
      [(began, 1_000, ""), (passed, 1_050, ""), (passed, 1_100, ""), (passed, 1_150, "")]
        + [(failed, 1_500, "")]
    )
    #expect(
      texts == [
        "", "", cut("2 of 100 cases · 20 a second"), "",
        "\r\u{1B}[2K" + cut("4 of 100 cases · 1 failed · 8.0 a second"),
      ]
    )
  }

  @Test func `makes way for what the report says, and is gone at the end`() {
    let texts = texts(
      progress(rewrites: true),
      [
        (began, 0, ""), (passed, 100, ""), (failed, 110, "failed: b\n"), (passed, 120, ""),
        (ended, 130, "3 cases\n"),
      ]
    )
    #expect(texts[2] == "\r\u{1B}[2Kfailed: b\n" + cut("2 of 100 cases · 1 failed · 18 a second"))
    #expect(texts[3] == "")
    #expect(texts[4] == "\r\u{1B}[2K3 cases\n")
  }

  @Test func `never wraps`() {
    let texts = texts(progress(rewrites: true, columns: 20), [(began, 0, ""), (passed, 100, "")])
    #expect(texts[1] == cut("1 of 100 cases · 10"))
  }

  @Test func `tells what is left once there is something to guess from`() {
    let texts = texts(
      progress(rewrites: true),
      [(began, 0, ""), (passed, 2_900, ""), (passed, 3_000, "")]
    )
    #expect(texts[1] == cut("1 of 100 cases · 0.3 a second"))
    #expect(texts[2].hasSuffix(cut("2 of 100 cases · 2 min left · 0.7 a second")))
  }

  @Test func `guesses from how fast it went lately`() {
    let slow = (1...9).map { (passed, at: Double($0) * 10_000, saying: "") }
    let fast = (1...50).map { (passed, at: 90_000 + Double($0) * 500, saying: "") }
    let last = texts(progress(rewrites: true), [(began, 0, "")] + slow + fast).last
    #expect(last?.contains("59 of 100 cases · 21 s left · 2.0 a second") == true, "\(last ?? "")")
  }

  @Test func `gives a log a plain line every ten seconds, beside the report and never in it`() {
    let texts = both(
      progress(rewrites: false),
      [
        (began, 0, ""), (passed, 9_000, "x\n"), (passed, 10_000, "y\n"), (passed, 11_000, ""),
        (passed, 20_000, ""), (ended, 20_001, "end\n"),
      ]
    )
    #expect(texts.map(\.output) == ["", "x\n", "y\n", "", "", "end\n"])
    #expect(
      texts.map(\.log) == [
        "", "", "2 of 100 cases · 8 min left · 0.2 a second\n", "",
        "4 of 100 cases · 8 min left · 0.2 a second\n", "",
      ]
    )
  }
}
