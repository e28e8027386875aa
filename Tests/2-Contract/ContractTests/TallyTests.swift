import Contract
import Testing

struct TallyTests {
  @Test func `counts verdicts in the order they are declared, and leaves out what never came`() {
    var tally = Tally()
    for verdict in [Verdict.skipped, .passed, .failed, .passed] { tally.count(verdict) }
    #expect(
      tally.given.map { "\($0.verdict) \($0.count)" } == ["passed 2", "failed 1", "skipped 1"]
    )
    #expect(tally.total == 4)
    #expect(tally[.errored] == 0)
  }

  @Test(arguments: Verdict.allCases)
  func `asks for a reader's eye where something must be done`(verdict: Verdict) {
    let quiet: Set<Verdict> = [.passed, .known, .skipped]
    #expect(verdict.isNews == !quiet.contains(verdict))
  }
}
