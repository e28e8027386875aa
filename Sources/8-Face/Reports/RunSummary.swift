import Bytes
import Catalog
import Contract
import Terminal

/// The summary of a run by group, level and requirement, each counted in cases.
struct RunSummary: Sendable {
  private let run: RunRecord
  private let ending: RunEnding

  init(_ run: RunRecord, _ ending: RunEnding) {
    self.run = run
    self.ending = ending
  }

  /// A few paragraphs, those in trouble first, each of a few lines.
  func lines(style: TextStyle, columns: Int) -> [String] {
    let levels = run.levels.map { (name: $0.level.rawValue, tally: $0.tally) }
    return paragraph("by group", entries(groups), style: style, columns: columns)
      + paragraph("by level", levels.map(entry), style: style, columns: columns)
      + paragraph("by requirement", requirementEntries, style: style, columns: columns)
      + whySkipped(style: style, columns: columns)
      + bill(style: style, columns: columns)
      + circumstances(style: style, columns: columns)
  }

  /// Cases, by the first step of their names.
  private var groups: [(key: String, value: Tally)] {
    var groups: [String: Tally] = [:]
    for result in run.results {
      groups[Holding.group(of: result.caseID), default: Tally()].count(result.verdict)
    }
    return groups.sorted { $0.key < $1.key }
  }

  /// When it was, what was built, who was judged, and what was chosen; nothing where nobody says so.
  private func circumstances(style: TextStyle, columns: Int) -> [String] {
    guard run.facts != RunFacts() else { return [] }
    var facts = run.facts
    facts.commit = facts.commit.map { String($0.prefix(12)) }
    let rows = RunFactsText(run, facts, to: ending).rows
    let told = ["commit", "version", "gateway", "cases"]
    let texts =
      [facts.began].compactMap(\.self) + rows.filter { told.contains($0.name) }.map(\.text)
    return paragraph(
      "run",
      texts.map { Entry(text: $0) },
      style: style,
      columns: columns,
      limit: texts.count
    )
  }

  /// The ledger of all cases in lines; none where no pictures were asked for.
  private func bill(style: TextStyle, columns: Int) -> [String] {
    guard let ledger = run.ledger else { return [] }
    return paragraph("ledger", ledger.parts.map { Entry(text: $0) }, style: style, columns: columns)
  }

  /// Why cases were skipped, the most frequent reason first; nothing where none was.
  func whySkipped(style: TextStyle, columns: Int) -> [String] {
    var reasons: [String: Int] = [:]
    for result in run.results where result.verdict == .skipped {
      guard let why = result.findings.lazy.compactMap(\.why).first else { continue }
      reasons[why, default: 0] += 1
    }
    let entries = reasons.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
      .map { Entry(text: "\($0.value) \(VisibleText.line($0.key, limit: 120))") }
    return entries.isEmpty ? [] : paragraph("why skipped", entries, style: style, columns: columns)
  }

  /// A name with its numbers; the verdict that colours it is nil where nothing needs an eye.
  private struct Entry {
    var text: String
    var verdict: Verdict?
    var count = 0

    /// The worst first, then the most frequent.
    static func comesFirst(_ one: Entry, _ other: Entry) -> Bool {
      let (first, second) = (one.verdict?.rank ?? .max, other.verdict?.rank ?? .max)
      return (first, -one.count) < (second, -other.count)
    }
  }

  private func entries(_ tallies: [(key: String, value: Tally)]) -> [Entry] {
    let all = tallies.map { entry((name: $0.key, tally: $0.value)) }
    return all.filter { $0.verdict != nil }.sorted(by: Entry.comesFirst)
      + all.filter { $0.verdict == nil }
  }

  private func entry(_ item: (name: String, tally: Tally)) -> Entry {
    let name = VisibleText.line(item.name, limit: 60)
    let worst = item.tally.worstFirst.first
    guard let worst else { return Entry(text: name) }
    return Entry(
      text: "\(name) \(TallyText.text(item.tally))",
      verdict: worst.verdict.isNews ? worst.verdict : nil,
      count: worst.count
    )
  }

  /// Those that need review by name, the others by their number.
  private var requirementEntries: [Entry] {
    var requirements: [String: Tally] = [:]
    for holding in run.holdings {
      requirements[holding.requirement, default: Tally()].count(holding.verdict)
    }
    let all = entries(requirements.sorted { $0.key < $1.key })
    let quiet = requirements.values.filter {
      $0.worstFirst.first.map { !$0.verdict.isNews } ?? true
    }
    let held = quiet.count { $0[.passed] > 0 }
    let rest = [(held, "held"), (quiet.count - held, "not judged")]
      .filter { $0.0 > 0 }.map { Entry(text: "\($0) \($1)") }
    return all.filter { $0.verdict != nil } + rest
  }

  private static let titleWidth = 16
  /// Lines of one paragraph; entries beyond are counted.
  private static let lineLimit = 3

  private func paragraph(
    _ title: String,
    _ entries: [Entry],
    style: TextStyle,
    columns: Int,
    limit: Int = lineLimit
  ) -> [String] {
    let width = max(30, columns - RunSummary.titleWidth)
    var lines: [[Entry]] = [[]]
    var used = 0
    for entry in entries {
      let length = entry.text.count
      if used > 0, used + 3 + length > width {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append(entry)
      used += (used > 0 ? 3 : 0) + length
    }
    let left = lines.dropFirst(limit).map(\.count).reduce(0, +)
    var shown = lines.prefix(limit).map { line in
      line.map { entry in entry.verdict.map { style.paint(entry.text, as: $0) } ?? entry.text }
        .joined(separator: " · ")
    }
    if left > 0 { shown[shown.count - 1] += " and \(left) more" }
    return shown.enumerated().map { index, text in
      RunSummary.row(index == 0 ? title : "", text, style: style)
    }
  }

  /// A line under its paragraph's title.
  static func row(_ title: String, _ text: String, style: TextStyle) -> String {
    let gap = String(repeating: " ", count: titleWidth - title.count)
    return style.dim(title) + gap + text
  }
}
