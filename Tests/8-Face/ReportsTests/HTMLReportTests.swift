import CanonicalJSON
import Contract
import TestSupport
import Testing

@testable import Reports

@Suite(.heavy)
struct HTMLReportTests {
  /// Runs of ten thousand findings: of so many in ten that fail, with so many values among them.
  private func page(failing: Int, values: Int) -> String {
    let results = (0..<10_000).map { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/model-\(index % 12)/provider-\(index % 5)/t2i/case-\(index)"
      finding.requirement = "requirement.\(index * 7 % 60)"
      finding.verdict = index % 10 < failing ? .failed : .passed
      finding.actual = ["width": .integer(index % values), "height": 887]
      return CaseResult(caseID: finding.caseID, findings: [finding])
    }
    return SampleRun.text(.html, of: SampleRun.events(results))
  }

  @Test(arguments: [(0, 1), (1, 3), (10, 3), (10, 4_000)])
  func `keeps ten thousand findings below half a megabyte`(failing: Int, values: Int) {
    #expect(page(failing: failing, values: values).utf8.count <= 500_000)
  }

  @Test func `begins with how much is broken, where to begin and what to run`() throws {
    let text = SampleRun.text(.html)
    let lead = try #require(text.firstRange(of: "3 requirements broken in 3 cases"))
    let command = try #require(
      text.firstRange(of: "touchstone check sizes/flux.1-kontext-max/replicate/t2i/4x3")
    )
    let review = try #require(text.firstRange(of: ">Needs review<"))
    let matrix = try #require(text.firstRange(of: ">Requirements and offers<"))
    #expect(lead.lowerBound < command.lowerBound)
    #expect(command.lowerBound < review.lowerBound)
    #expect(review.lowerBound < matrix.lowerBound)
  }

  @Test func `folds what ten thousand findings would make long`() {
    let text = page(failing: 10, values: 3)
    #expect(text.contains("<summary>52 more requirements</summary>"))
    #expect(text.split(separator: #"<details class="trouble"#).count == 61)
    #expect(!text.contains(" open>"), "an overview comes first")
  }

  @Test func `opens the first requirement where a reader sees them all`() {
    let text = SampleRun.text(.html)
    #expect(text.split(separator: " open>").count == 2)
    #expect(text.contains(#"data-r="size.table" open>"#))
  }

  @Test func `tells cases beyond the first five to the script, a name by what it changes`() throws {
    let text = page(failing: 10, values: 1)
    let start = try #require(text.firstRange(of: #"id="rows-data">"#)).upperBound
    let data = try JSON(parsing: String(text[start...].prefix { $0 != "<" }))
    let block = try #require(data["blocks"]?[0])
    let values = try #require(block[1]?.arrayValue)
    var name: Substring = ""
    for index in stride(from: 0, to: values.count, by: 4) {
      name = name.prefix(values[index].intValue ?? 0) + (values[index + 1].stringValue ?? "")
      #expect(name.hasPrefix("sizes/model-"))
      #expect(name.contains("/t2i/case-"))
    }
  }

  @Test func `lays the provider's picture beside the delivered one, and says what each is`() {
    let text = SampleRun.text(.html)
    #expect(text.contains("<figcaption>the provider's: 1183×887 png, 3878 bytes</figcaption>"))
    #expect(text.contains("<figcaption>delivered: 1024×1024 png, 4213 bytes</figcaption>"))
  }

  @Test func `puts models below their provider`() {
    let text = SampleRun.text(.html, of: SampleRun.events(SampleRun.results.dropLast()))
    #expect(text.contains(#"<th scope="colgroup" colspan="3">fal</th>"#))
    #expect(text.contains(#"<th scope="col" data-o="fal/flux.2-max">flux.2-max</th>"#))
  }
}
