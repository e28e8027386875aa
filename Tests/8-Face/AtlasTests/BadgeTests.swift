import CanonicalJSON
import Contract
import Testing

@testable import Atlas

struct BadgeTests {
  @Test(arguments: [
    ([Outcome.held, .held], false, "held", Badge.Tone.good),
    ([.held, .differs, .unjudged], false, "held", .good),
    ([.held, .held, .held, .broken], false, "3 of 4 held", .odd),
    ([.held, .broken], false, "1 of 2 held", .bad),
    ([.held, .held, .held, .unsteady], true, "3 of 4 held", .bad),
    ([.held, .unknown, .held, .held], false, "3 of 4 held", .odd),
    ([.differs, .unjudged], false, "differs by a ruling", .calm),
    ([.unjudged], false, "not judged", .calm), ([], true, "not judged", .calm),
  ])
  func `a group's badge tells how many requirements hold`(
    outcomes: [Outcome],
    isSafety: Bool,
    message: String,
    tone: Badge.Tone
  ) {
    let badge = GroupScore(outcomes).badge("x", isSafety: isSafety)
    #expect(badge.message == message && badge.tone == tone)
  }

  private func text(_ verdicts: [(String, Verdict)], as form: LevelBadge.Form = .json) -> String {
    var badge = LevelBadge(requirements: SampleReports.contract.all, as: form)
    _ = badge.record(.began(RunBeginning(contract: 3, gateway: [:], caseCount: 1)))
    for (number, (requirement, verdict)) in verdicts.enumerated() {
      let finding = Finding(
        caseID: "case/\(number)",
        requirement: requirement,
        level: .published,
        verdict: verdict
      )
      _ = badge.record(.finished(CaseResult(caseID: "case/\(number)", findings: [finding])))
    }
    return badge.record(.ended(RunEnding(milliseconds: 1)))
  }

  @Test(arguments: [
    ([("n.count", Verdict.passed), ("size.table", .passed)], "core, sizes", "14743a"),
    ([("n.count", .passed), ("size.table", .known)], "core", "8a5a00"),
    ([("n.count", .passed), ("money.paid", .failed)], "core", "b3202b"),
    ([("size.table", .failed)], "no group held", "b3202b"),
    ([("size.table", .skipped)], "not judged", "59636e"),
  ])
  func `a run's badge names the groups that are held, for shields to draw`(
    verdicts: [(String, Verdict)],
    message: String,
    color: String
  ) throws {
    let endpoint = try JSON(parsing: text(verdicts))
    #expect(
      endpoint == [
        "schemaVersion": 1, "label": "touchstone", "message": .string(message),
        "color": .string(color),
      ]
    )
  }

  @Test func `a drawn badge says itself in words, whatever it is named`() {
    #expect(text([("n.count", .passed)], as: .svg).contains("<title>touchstone: core</title>"))
    let svg = Badge(label: "a<b", message: "\"c\" & d", tone: .good).svg
    #expect(svg.contains(#"aria-label="a&lt;b: &quot;c&quot; &amp; d""#))
    #expect(!svg.contains("a<b"))
  }
}
