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

  /// A run in which one requirement alone could fill the page, and many others are broken too.
  private func crowded(_ others: Int) -> [CaseResult] {
    func results(_ count: Int, _ requirement: String, _ length: Int) -> [CaseResult] {
      (0..<count).map { index in
        var finding = SampleRun.table
        finding.caseID = "sizes/model/fal/t2i/case-\(index)"
        finding.requirement = requirement
        finding.pointer = JSONPointer(["input", "\(index % 200)"])
        finding.actual = .string(String(repeating: "x", count: length) + "\(index)")
        return CaseResult(caseID: finding.caseID, findings: [finding])
      }
    }
    return results(2_000, "loud", 4_000) + (0..<others).flatMap { results(3, "silent.\($0)", 40) }
  }

  @Test(arguments: [36, 120])
  func `shows a case of every broken requirement, however much one of them fills`(others: Int) {
    let text = SampleRun.text(.html, of: SampleRun.events(crowded(others)))
    #expect(text.utf8.count <= 500_000)
    let troubles = text.split(separator: #"<details class="trouble"#).dropFirst()
    #expect(troubles.count == others + 1)
    for trouble in troubles {
      #expect(trouble.contains(#"class="kind""#) && trouble.contains(#"class="diff""#))
      #expect(trouble.contains(#"class="case""#) && trouble.contains(#"class="again""#))
    }
  }

  @Test func `keeps the counts where there is no room for a case, and tells the script so`() {
    let holdings = crowded(5).flatMap(Holding.each)
    var (review, names) = (HTMLReview([:], room: 6_000), HTMLNames())
    let text = review.text(of: Trouble.each(in: holdings), &names)
    #expect(text.utf8.count < 6_000)
    #expect(text.contains(#"data-r="silent.4" data-l="published" data-n="3" data-v="failed">"#))
    #expect(text.contains("<small>published · 3 failed</small>"))
    #expect(text.contains("The page is full: 3 more cases are in the JSON report."))
  }

  @Test func `has no link in a line that opens, and no two regions of one name`() throws {
    let text = SampleRun.text(.html)
    for summary in text.matches(of: /<summary>(.*?)<\/summary>/.dotMatchesNewlines()) {
      #expect(!summary.1.contains("<a "))
    }
    #expect(text.matches(of: /aria-labelledby="matrix-title"/).count == 1)
  }

  @Test func `prints the whole matrix, no edge of it faded`() throws {
    let print = try #require(HTMLStyle.css.firstRange(of: "@media print"))
    let rule = try #require(
      HTMLStyle.css[print.upperBound...].firstMatch(of: /\.scroll\.clipped \{[^}]*\}/)
    )
    #expect(rule.0.contains("mask-image: none"))
  }

  @Test func `counts many rulings and folds their list`() {
    let results = (0..<30).map { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/\(index)"
      finding.verdict = .differs
      finding.ruled = RulingAnswer(
        ruling: "ruling-\(index / 5)",
        question: "?",
        held: "refused",
        given: [index % 5 > 2 ? "accepted" : "otherwise"]
      )
      return CaseResult(caseID: finding.caseID, findings: [finding])
    }
    let text = SampleRun.text(.html, of: SampleRun.events(results))
    let row =
      "<dt>rulings</dt><dd><details><summary>1 ruling answered by its profile, 6 rulings answered otherwise"
      + "</summary><ul><li>gif-input is accepted</li>"
      + "<li>ruling-0: 5 of 5: 3 otherwise, 2 accepted, not refused</li>"
    #expect(text.contains(row))
    #expect(
      SampleRun.text(.markdown, of: SampleRun.events(results)).contains(
        "6 rulings answered otherwise |"
      )
    )
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
    #expect(text.contains(/data-r="size.table"[^>]* open>/))
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
