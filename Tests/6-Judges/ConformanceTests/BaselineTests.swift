import Contract
import CanonicalJSON
import Conformance
import Testing

struct BaselineTests {
  private static let requirements = RequirementList(
    revision: 2,
    [
      Requirement(id: "n.count", level: .published, sentence: "", source: ""),
      Requirement(id: "n.late", level: .published, sentence: "", source: "", since: 2),
    ]
  )

  private static func item(_ id: String, provider: String? = "fal") -> Case {
    var question = Question(id: id, [RequirementName("n.count")], Ask(path: "/"), expectation: "")
    question.model = provider == nil ? nil : "m"
    question.provider = provider
    return Case(question) { _ in [] }
  }

  private static func result(
    _ id: String,
    _ verdict: Verdict,
    _ requirement: String = "n.count"
  ) -> CaseResult {
    let finding = Finding(
      caseID: id,
      requirement: requirement,
      level: .published,
      verdict: verdict
    )
    return CaseResult(caseID: id, findings: [finding])
  }

  @Test func `calls that belong to no case can be expected like any failure`() throws {
    let baseline = try read(
      #"{"contract":2}"#,
      #"{"requirement":"error.no-amplification","case":"wire/strays","reason":"it polls on"}"#
    )
    let assessed = baseline.assess(
      BaselineTests.result("wire/strays", .failed, "error.no-amplification"),
      of: .strays,
      BaselineTests.requirements,
      on: try #require(Day("2026-11-29"))
    )
    #expect(assessed.verdict == .known)
  }

  private func read(_ lines: String...) throws -> Baseline {
    let text = lines.map { $0 + "\n" }.joined()
    return try Baseline(parsing: Array(text.utf8), file: "touchstone/expected.jsonl")
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func assess(
    _ baseline: Baseline,
    _ verdict: Verdict,
    _ requirement: String = "n.count",
    case id: String = "a",
    provider: String? = "fal",
    on today: String = "2026-11-21"
  ) throws -> Finding {
    let result = baseline.assess(
      BaselineTests.result(id, verdict, requirement),
      of: BaselineTests.item(id, provider: provider),
      BaselineTests.requirements,
      on: try day(today)
    )
    return try #require(result.findings.first)
  }

  private static let head = #"{"contract":1,"gateway":"g"}"#
  private static let line =
    #"{"requirement":"n.count","offer":"fal/m","reason":"slow","until":"2026-12-31"}"#

  @Test func `a failure that is expected is known, and says why and where`() throws {
    let finding = try assess(read(BaselineTests.head, BaselineTests.line), .failed)
    #expect(finding.verdict == .known)
    #expect(finding.why == "expected: slow")
    #expect(finding.notes["expectation"] == "touchstone/expected.jsonl:2")
  }

  @Test func `where a gateway only differs, that may be expected too`() throws {
    let baseline = try read(BaselineTests.head, BaselineTests.line)
    #expect(try assess(baseline, .differs).verdict == .known)
    #expect(try assess(baseline, .differs, on: "2027-01-01").verdict == .differs)
  }

  @Test(arguments: [("2026-12-31", Verdict.known), ("2027-01-01", .failed)])
  func `an expectation holds on its last day and not on the next`(
    today: String,
    verdict: Verdict
  ) throws {
    let baseline = try read(BaselineTests.head, BaselineTests.line)
    let finding = try assess(baseline, .failed, on: today)
    #expect(finding.verdict == verdict)
    #expect(finding.why?.contains("slow") == true)
  }

  @Test func `what was expected to fail and passes is fixed`() throws {
    let finding = try assess(read(BaselineTests.head, BaselineTests.line), .passed)
    #expect(finding.verdict == .fixed)
  }

  @Test func `nothing is fixed in a case in which it still fails elsewhere`() throws {
    let both = ["passed", "failed", "passed"].compactMap(Verdict.init).flatMap {
      BaselineTests.result("a", $0).findings
    }
    let result = try read(BaselineTests.head, BaselineTests.line).assess(
      CaseResult(caseID: "a", findings: both),
      of: BaselineTests.item("a"),
      BaselineTests.requirements,
      on: day("2026-11-21")
    )
    #expect(result.findings.map(\.verdict) == [.passed, .known, .passed])
  }

  @Test(arguments: [Verdict.skipped, .errored, .flaky])
  func `nothing else becomes another verdict`(verdict: Verdict) throws {
    let baseline = try read(BaselineTests.head, BaselineTests.line)
    #expect(try assess(baseline, verdict).verdict == verdict)
  }

  @Test func `an expectation speaks of its offer and its case alone`() throws {
    let offer = try read(BaselineTests.head, BaselineTests.line)
    #expect(try assess(offer, .failed, provider: "replicate").verdict == .failed)
    #expect(try assess(offer, .failed, provider: nil).verdict == .failed)
    let one = try read(
      BaselineTests.head,
      #"{"requirement":"n.count","offer":"fal/m","case":"a","reason":"slow"}"#
    )
    #expect(try assess(one, .failed, case: "a").verdict == .known)
    #expect(try assess(one, .failed, case: "b").verdict == .failed)
  }

  @Test func `a requirement that is newer than the file is new and fails nobody`() throws {
    let old = try read(BaselineTests.head)
    let finding = try assess(old, .failed, "n.late")
    #expect(finding.verdict == .differs)
    #expect(finding.notes["new"] == true)
    let adopted = try read(#"{"contract":2}"#)
    #expect(try assess(adopted, .failed, "n.late").verdict == .failed)
    #expect(try assess(Baseline(), .failed, "n.late").verdict == .failed)
  }

  private func writer(
    _ baseline: Baseline,
    _ results: (String, Verdict)...
  ) -> BaselineWriter {
    var writer = BaselineWriter(baseline)
    for (id, verdict) in results {
      writer.record(BaselineTests.result(id, verdict), of: BaselineTests.item(id))
    }
    return writer
  }

  private func word(_ until: String? = nil) throws -> BaselineWriter.Word {
    BaselineWriter.Word(
      reason: "as found",
      until: until.flatMap(Day.init),
      today: try day("2026-11-21")
    )
  }

  @Test func `writes one line where every case of an offer fails`() throws {
    let baseline = try writer(Baseline(), ("a", .failed), ("b", .failed))
      .rewritten(word("2027-01-31"), revision: 2)
    #expect(
      baseline.text(gateway: "g") == #"""
        {"contract":2,"gateway":"g"}
        {"requirement":"n.count","offer":"fal/m","reason":"as found","until":"2027-01-31"}

        """#
    )
  }

  @Test func `writes a line for each case where only some fail`() throws {
    let baseline = try writer(Baseline(), ("a", .failed), ("b", .passed), ("c", .failed))
      .rewritten(word(), revision: 2)
    #expect(
      baseline.text(gateway: "g") == #"""
        {"contract":2,"gateway":"g"}
        {"requirement":"n.count","offer":"fal/m","case":"a","reason":"as found"}
        {"requirement":"n.count","offer":"fal/m","case":"c","reason":"as found"}

        """#
    )
  }

  @Test func `keeps a reason and its day, unless that is over`() throws {
    let old = try read(BaselineTests.head, BaselineTests.line)
    let kept = try writer(old, ("a", .known)).rewritten(word(), revision: 2)
    #expect(kept.failures.map(\.reason) == ["slow"])
    #expect(kept.failures.map(\.until) == [Day("2026-12-31")])
    let over = try read(
      BaselineTests.head,
      #"{"requirement":"n.count","offer":"fal/m","reason":"slow","until":"2026-11-20"}"#
    )
    let renewed = try writer(over, ("a", .failed)).rewritten(word(), revision: 2)
    #expect(renewed.failures.map(\.reason) == ["as found"])
    #expect(renewed.failures.map(\.until) == [nil])
  }

  @Test func `a run of some cases adds to what stands`() throws {
    let old = try read(
      BaselineTests.head,
      #"{"requirement":"n.count","offer":"fal/m","case":"z","reason":"slow"}"#
    )
    let baseline = try writer(old, ("a", .failed), ("b", .passed)).extended(word(), revision: 2)
    #expect(baseline.contract == 1)
    #expect(baseline.failures.map(\.caseID) == ["z", "a"])
  }

  @Test func `drops what has passed everywhere, and nothing that did not run`() throws {
    let old = try read(
      BaselineTests.head,
      #"{"requirement":"n.count","offer":"fal/m","case":"a","reason":"x"}"#,
      #"{"requirement":"n.count","offer":"fal/m","case":"b","reason":"x"}"#,
      #"{"requirement":"n.count","offer":"fal/m","case":"c","reason":"x"}"#
    )
    let pruned = writer(old, ("a", .fixed), ("b", .known)).pruned()
    #expect(pruned.failures.map(\.caseID) == ["b", "c"])
    #expect(pruned.contract == 1)
  }

  @Test func `what was skipped or could not be found out is expected by nobody`() throws {
    let baseline = try writer(Baseline(), ("a", .skipped), ("b", .errored), ("c", .flaky))
      .rewritten(word(), revision: 2)
    #expect(baseline.failures == [])
  }

  @Test func `reads what it writes`() throws {
    let baseline = try writer(Baseline(), ("a", .failed), ("b", .passed))
      .rewritten(word("2027-01-31"), revision: 2)
    let text = baseline.text(gateway: "g")
    let again = try Baseline(parsing: Array(text.utf8), file: "f")
    #expect(again.text(gateway: "g") == text)
  }

  struct Fault: CustomTestStringConvertible {
    var text: String
    var message: String
    var testDescription: String { message }
  }

  static let faults = [
    Fault(
      text: line,
      message:
        "f:1: must be {\"contract\":N}, the revision that the file was written for; 'touchstone check --write-expected --reason TEXT' writes it"
    ),
    Fault(
      text: head + "\n" + line.replacing("2026-12-31", with: "2026-02-30"),
      message: "f:2: \"until\" is \"2026-02-30\" but must be a day as 2026-12-31"
    ),
    Fault(
      text: head + "\n" + line.replacing("slow", with: " "),
      message: "f:2: \"reason\" must say why the failure stands"
    ),
    Fault(
      text: head + "\n" + line + "\n" + line,
      message: "f:3: says of n.count what already stands at f:2; delete one of them"
    ),
    Fault(
      text: head + "\n" + line.replacing("offer", with: "ofer"),
      message: "f:2#/ofer: unknown key. Did you mean \"offer\"?"
    ),
  ]

  @Test(arguments: faults) func `says what is wrong with a file`(_ fault: Fault) {
    let error = #expect(throws: (any Error).self) {
      try Baseline(parsing: Array(fault.text.utf8), file: "f")
    }
    #expect(error.map { "\($0)" } == fault.message)
  }

  @Test(arguments: [
    ("2026-12-31", true), ("2024-02-29", true), ("2026-02-29", false), ("2026-13-01", false),
    ("2026-1-1", false), ("26-01-01", false), ("tomorrow", false), ("", false),
    ("1900-02-29", false),
  ])
  func `knows the days of the calendar`(text: String, isDay: Bool) {
    #expect((Day(text) != nil) == isDay)
  }
}
