import CanonicalJSON
import Contract
import Testing

@testable import Reports

struct TroubleTests {
  private func holdings(
    _ count: Int,
    _ requirement: String = "size.table",
    pointer: String = "aspect_ratio",
    actual: (Int) -> JSON = { _ in "16:9" },
    verdict: Verdict = .failed
  ) -> [Holding] {
    (0..<count).flatMap { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/\(pointer)-\(index)"
      finding.requirement = requirement
      finding.pointer = JSONPointer(["input", pointer])
      finding.actual = actual(index)
      finding.verdict = verdict
      return Holding.each(of: CaseResult(caseID: finding.caseID, findings: [finding]))
    }
  }

  @Test func `sorts by verdict, then by how many cases show it`() {
    let troubles = Trouble.each(
      in: holdings(1, "rare") + holdings(9, "flaky", verdict: .flaky) + holdings(3, "common")
        + holdings(2, "fine", verdict: .passed)
    )
    #expect(troubles.map(\.requirement) == ["common", "rare", "flaky"])
    #expect(troubles.map(\.counts) == ["3 failed", "1 failed", "9 flaky"])
  }

  @Test func `takes the strongest level at which it came to the worst`() {
    var findings = [Level.policy, .openai, .documented].map { level in
      Finding(caseID: "\(level)", requirement: "a", level: level, verdict: .failed)
    }
    findings[0].verdict = .differs
    findings.append(Finding(caseID: "b", requirement: "a", level: .safety, verdict: .passed))
    let holdings = findings.flatMap {
      Holding.each(of: CaseResult(caseID: $0.caseID, findings: [$0]))
    }
    #expect(Trouble.each(in: holdings).first?.level == .documented)
    #expect(OfferMatrix(holdings, of: [:]).rows.first?.level == .documented)
    let own = Requirement(id: "a", level: .published, sentence: "", source: "")
    #expect(OfferMatrix(holdings, of: ["a": own]).rows.first?.level == .published)
  }

  @Test func `groups by place and value`() {
    let trouble = Trouble.each(
      in: holdings(2) + holdings(4) { _ in "1:1" } + holdings(3, pointer: "seed")
    ).first
    #expect(trouble?.kinds.map(\.holdings.count) == [4, 3, 2])
    #expect(trouble?.kinds.map(\.isVaried) == [false, false, false])
  }

  @Test(arguments: [(8, 8), (9, 1)])
  func `takes many values at one place together`(values: Int, kinds: Int) {
    let trouble = Trouble.each(in: holdings(values) { .integer($0) }).first
    #expect(trouble?.kinds.count == kinds)
    #expect(trouble?.caseCount == values)
  }

  @Test func `shows five cases and counts the others`() {
    let kind = Trouble.each(in: holdings(17)).first?.kinds.first
    #expect(kind?.shown().holdings.count == 5)
    #expect(kind?.shown().left == 12)
  }
}
