import Bytes
import CanonicalJSON
import Catalog
package import Contract
package import Terminal

/// The block of lines that tells a reader what was wrong, where it is said, and how to look again.
package struct FailureText: Sendable {
  /// Bytes of one value that a terminal shows.
  private static let limit = 240
  /// Differences of one requirement in one case.
  private static let differences = 8

  private let style: TextStyle
  /// Whether every difference is shown.
  private let isWhole: Bool

  package init(style: TextStyle, isWhole: Bool = true) {
    self.style = style
    self.isWhole = isWhole
  }

  /// The lines about one case that need an eye; nothing where all is well.
  package func text(of result: CaseResult) -> String {
    Holding.each(of: result).filter(\.verdict.isNews).map { text(of: $0) }.joined()
  }

  /// The first of the cases in which the same was seen, then the names of four others and how many are left.
  func text(of kind: Trouble.Kind) -> String {
    guard let first = kind.holdings.first else { return "" }
    let (shown, left) = kind.shown()
    return text(of: first, also: shown.dropFirst().map(\.caseID), left: left)
  }

  /// One requirement's findings in one case share a head and a foot.
  func text(of holding: Holding, also others: [String] = [], left: Int = 0) -> String {
    let findings = holding.findings.filter { $0.verdict == holding.verdict }
    guard let head = findings.first else { return "" }
    let verdict = style.paint("\(head.verdict):", as: head.verdict)
    var lines = ["\(verdict) \(line(head.caseID)) · \(line(head.requirement)) (\(head.level))"]
    if let place = head.place { lines.append("  --> \(line(place.description))") }
    if let (name, text) = head.groundsRow { lines.append("   \(padded(name)) \(line(text))") }
    if let request = head.request.map({ PlayedFault(in: $0) }) {
      lines.append("   request   \(line(request.request))")
      if let faults = request.faults { lines.append("   stubs     play \(line(faults))") }
    }
    let shown = isWhole ? findings[...] : findings.prefix(FailureText.differences)
    for finding in shown { lines += difference(finding) }
    let untold = findings.count - shown.count
    if untold > 0 { lines.append("   and \(untold) more differences") }
    if let waste = holding.waste { lines.append("   ledger    \(waste)") }
    if let curl = head.notes["curl"]?.stringValue {
      lines += curl.split(separator: "\n").map {
        "     \(VisibleText.line(String($0), limit: 2_000))"
      }
    }
    for side in head.notes["sides"]?.arrayValue ?? [] {
      lines.append("   seen      \(line(side.stringValue ?? ""))")
    }
    if let again = head.again {
      lines.append("   again     \(VisibleText.line(again, limit: 2_000))")
    }
    for (index, other) in others.enumerated() {
      lines.append("   \(padded(index == 0 ? "also" : "")) \(line(other))")
    }
    if left > 0 { lines.append("   \(padded("")) and \(left) more") }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func difference(_ finding: Finding) -> [String] {
    var lines: [String] = []
    if let pointer = finding.pointer {
      lines.append("   \(padded(finding.side.rawValue)) \(line(pointer.description))")
    }
    if finding.actual != nil || finding.expected != nil {
      if finding.pointer == nil { lines.append("   \(finding.side)") }
      let (actual, expected) = LookAlikes.told(finding.actual, finding.expected)
      lines.append("     actual    \(value(actual))")
      lines.append("     expected  \(value(expected))")
    }
    if let why = finding.why { lines.append("   why       \(line(why))") }
    return lines
  }

  private func value(_ value: JSON?) -> String {
    value.map { JSONExcerpt.line($0, limit: FailureText.limit) } ?? "nothing"
  }

  private func line(_ text: String) -> String { VisibleText.line(text, limit: FailureText.limit) }

  private func padded(_ word: String) -> String {
    word + String(repeating: " ", count: max(0, 9 - word.count))
  }
}
