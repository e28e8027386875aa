import Catalog
package import Contract

/// A run as Markdown for a step summary: counts, the matrix of requirements and offers, and what needs an eye.
///
/// GitHub refuses a summary above 1 MiB, so what does not fit is counted instead.
package struct MarkdownReport: Report {
  /// Well under what GitHub takes, for steps may add to a summary.
  static let limit = 900_000

  private let requirements: [String: Requirement]
  private var run = RunRecord()

  package init(requirements: [Requirement]) {
    self.requirements = Dictionary(requirements.map { ($0.id, $0) }) { first, _ in first }
  }

  package mutating func record(_ event: RunEvent) -> String {
    guard let ending = run.record(event) else { return "" }
    let holdings = run.holdings
    var text = head(ending)
    text += rulings
    text += matrix(OfferMatrix(holdings))
    append(holdings.filter(MarkdownReport.isShown), to: &text)
    return text
  }

  /// Answers to rulings are told together.
  private static func isShown(_ holding: Holding) -> Bool {
    holding.verdict.isNews
      && (holding.verdict != .differs || holding.findings.allSatisfy { $0.ruled == nil })
  }

  /// The gateway's answers that differ from our rulings, a row for each.
  private var rulings: String {
    var tally = RulingTally()
    for result in run.results { tally.count(result) }
    guard !tally.differing.isEmpty else { return "" }
    let rows = tally.differing.map { entry in
      "| \(MarkdownText.line(entry.ruling)) | \(MarkdownText.line(entry.question)) "
        + "| \(MarkdownText.line(entry.summary)) |\n"
    }
    return
      "\n## Rulings that it answers in another way\n\n| ruling | question | answer |\n|---|---|---|\n"
      + rows.joined()
  }

  private func head(_ ending: RunEnding) -> String {
    let tally = run.tally
    let name = MarkdownText.line(run.gatewayName)
    var text = "# Touchstone: \(name)\n\n"
    text += "\(tally.total) cases in \(ElapsedText.text(ending.milliseconds))"
    if let contract = run.beginning?.contract { text += ", contract \(contract)" }
    text += ".\n\n"
    let counts = tally.worstFirst.map { "\($0.verdict.sign) **\($0.count)** \($0.verdict)" }
    text += counts.joined(separator: " · ") + "\n"
    if let ledger = run.ledger { text += "\nLedger: \(ledger).\n" }
    if ending.unrunCount > 0 { text += "\n\(ending.unrunCount) cases were not run.\n" }
    return text
  }

  private func matrix(_ matrix: OfferMatrix) -> String {
    guard !matrix.rows.isEmpty else { return "" }
    var text = "\n## Requirements and offers\n\n| requirement | level |"
    for column in matrix.columns { text += " \(column.map { MarkdownText.line($0) } ?? "any") |" }
    text += "\n|---|---|" + String(repeating: "---|", count: matrix.columns.count) + "\n"
    for (index, row) in matrix.rows.enumerated() {
      let line = self.line(row)
      guard text.utf8.count + line.utf8.count < MarkdownReport.limit / 2 else {
        return text + "\n\(matrix.rows.count - index) more requirements are in the other reports.\n"
      }
      text += line
    }
    if matrix.hiddenColumnCount > 0 {
      text += "\n\(matrix.hiddenColumnCount) more offers are in the other reports.\n"
    }
    return text
  }

  private func line(_ row: OfferMatrix.Row) -> String {
    var line = "| \(MarkdownText.line(row.requirement)) | \(row.level) |"
    for cell in row.cells {
      line +=
        " " + cell.worstFirst.map { "\($0.verdict.sign) \($0.count)" }.joined(separator: " ") + " |"
    }
    return line + "\n"
  }

  private func append(_ news: [Holding], to text: inout String) {
    guard !news.isEmpty else { return }
    text += "\n## What needs an eye\n\n"
    var left = news.count
    for (requirement, holdings) in Holding.worstFirst(news) {
      let title = MarkdownText.line(requirement)
      text += "### \(title)\n\n"
      if let sentence = requirements[requirement]?.sentence {
        text += "\(MarkdownText.line(sentence))\n\n"
      }
      for holding in holdings {
        let entry = self.entry(holding)
        guard text.utf8.count + entry.utf8.count < MarkdownReport.limit else {
          text += "\(left) more are in the other reports.\n"
          return
        }
        text += entry
        left -= 1
      }
    }
  }

  private func entry(_ holding: Holding) -> String {
    let name = MarkdownText.line(holding.caseID)
    let body = HoldingText.body(of: holding)
    return "<details><summary>\(holding.verdict.sign) \(holding.verdict): \(name)</summary>\n\n"
      + MarkdownText.fenced(body) + "\n</details>\n\n"
  }
}
