import Bytes
import Catalog
package import Contract

/// A run as Markdown for a step summary: how much is broken and where to begin, then what needs review, then the
/// matrix of requirements and offers.
///
/// GitHub refuses a summary above 1 MiB, so what does not fit is counted instead.
package struct MarkdownReport: Report {
  /// Well under what GitHub takes, for steps may add to a summary.
  static let limit = 900_000
  /// The part of it that is kept for the matrix and rulings.
  private static let tablesLimit = 250_000
  /// Kinds of one requirement, and names of further cases of a kind.
  private static let (kindLimit, nameLimit) = (12, 200)

  private let requirements: [String: Requirement]
  private var run = RunRecord()

  package init(requirements: [Requirement]) {
    self.requirements = Dictionary(requirements.map { ($0.id, $0) }) { first, _ in first }
  }

  package mutating func record(_ event: RunEvent) -> String {
    guard let ending = run.record(event) else { return "" }
    let holdings = run.holdings
    let troubles = Trouble.each(in: holdings)
    let tables = rulings + matrix(OfferMatrix(holdings, of: requirements))
    var text = head(ending, RunLead(troubles, of: run))
    text += review(
      Trouble.each(in: holdings.filter(\.isToldAlone)),
      below: text.utf8.count + tables.utf8.count
    )
    return text + tables
  }

  private func head(_ ending: RunEnding, _ lead: RunLead) -> String {
    var text = "# Touchstone: \(MarkdownText.line(run.gatewayName))\n\n**\(lead.sentence)**"
    if let first = lead.first { text += " · first \(MarkdownText.line(first))" }
    text += "\n\n"
    if let command = lead.command {
      text += MarkdownText.fenced(VisibleText.line(command, limit: 2_000), as: "sh") + "\n"
    }
    let counts = run.tally.worstFirst.map { "\($0.verdict.sign) **\($0.count)** \($0.verdict)" }
    text += counts.joined(separator: " · ") + "\n\n| run | |\n|---|---|\n"
    for (name, fact) in RunFactsText(run, ending).rows {
      text += "| \(name) | \(MarkdownText.line(fact, limit: 1_000)) |\n"
    }
    return text
  }

  /// What needs review, requirement by requirement, as much as there is room for.
  private func review(_ troubles: [Trouble], below used: Int) -> String {
    guard !troubles.isEmpty else { return "" }
    var text = "\n## Needs review\n\n"
    for (index, trouble) in troubles.enumerated() {
      let section = self.section(trouble)
      guard used + text.utf8.count + section.utf8.count < MarkdownReport.limit else {
        let left = troubles.count - index
        return text + "\(left.counted("more requirement")) in trouble: see the other reports.\n"
      }
      text += section
    }
    return text
  }

  private func section(_ trouble: Trouble) -> String {
    var text = "### \(MarkdownText.line(trouble.requirement))\n\n"
    if let sentence = requirements[trouble.requirement]?.sentence {
      text += "\(MarkdownText.line(sentence)) "
    }
    text += "\(trouble.level) · \(trouble.counts)\n\n"
    for kind in trouble.kinds.prefix(MarkdownReport.kindLimit) { text += self.kind(kind) }
    let left = trouble.kinds.dropFirst(MarkdownReport.kindLimit).reduce(0) {
      $0 + $1.holdings.count
    }
    if left > 0 { text += "\(left.counted("more case")) with other values.\n\n" }
    return text
  }

  /// Five cases that open, and the names of the others.
  private func kind(_ kind: Trouble.Kind) -> String {
    let (shown, left) = kind.shown()
    guard let first = shown.first else { return "" }
    let sight =
      kind.isVaried ? first.site ?? kind.verdict.rawValue : HoldingText.headline(of: first)
    var text = "\(kind.verdict.sign) \(MarkdownText.line(sight)) · "
    text += "\(kind.holdings.count.counted("case"))\n\n"
    for holding in shown { text += entry(holding) }
    guard left > 0 else { return text }
    let names = kind.holdings.dropFirst(shown.count).prefix(MarkdownReport.nameLimit)
      .map { VisibleText.line($0.caseID) }
    return text + "<details><summary>\(left) more</summary>\n\n"
      + MarkdownText.fenced(
        (names + (left > names.count ? ["…"] : [])).joined(separator: "\n")
      ) + "\n</details>\n\n"
  }

  private func entry(_ holding: Holding) -> String {
    let name = MarkdownText.line(holding.caseID)
    let body = HoldingText.body(of: holding)
    return "<details><summary>\(holding.verdict.sign) \(holding.verdict): \(name)</summary>\n\n"
      + MarkdownText.fenced(body) + "\n</details>\n\n"
  }
}

extension MarkdownReport {
  /// The gateway's answers that differ from our rulings, a row for each.
  private var rulings: String {
    let differing = run.rulings.differing
    guard !differing.isEmpty else { return "" }
    let rows = differing.map { entry in
      "| \(MarkdownText.line(entry.ruling)) | \(MarkdownText.line(entry.question)) "
        + "| \(MarkdownText.line(entry.summary)) |\n"
    }
    return
      "\n## Rulings that it answers in another way\n\n| ruling | question | answer |\n|---|---|---|\n"
      + rows.joined()
  }

  /// Columns stand by provider, the model under its name.
  private func matrix(_ matrix: OfferMatrix) -> String {
    guard !matrix.rows.isEmpty else { return "" }
    var text = "\n## Requirements and offers\n\n| requirement | level |"
    for column in matrix.columns {
      let steps = (column ?? "any").split(separator: "/", maxSplits: 1)
      text += " \(steps.map { MarkdownText.line(String($0)) }.joined(separator: "<br>")) |"
    }
    text += "\n|---|---|" + String(repeating: "---|", count: matrix.columns.count) + "\n"
    for (index, row) in matrix.rows.enumerated() {
      let line = self.line(row)
      guard text.utf8.count + line.utf8.count < MarkdownReport.tablesLimit else {
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
}
