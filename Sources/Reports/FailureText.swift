import CanonicalJSON
package import Findings

/// The block of lines that tells a reader what was wrong, where it is said, and how to look again.
package struct FailureText: Sendable {
  /// Bytes of one value that a terminal shows.
  private static let limit = 240

  private let style: TextStyle

  package init(style: TextStyle) { self.style = style }

  /// What needs an eye in one case; nothing where all is well.
  package func text(of result: CaseResult) -> String {
    let news = result.findings.filter { $0.verdict.isNews }
    var text = ""
    var start = news.startIndex
    while start < news.endIndex {
      let first = news[start]
      let end =
        news[start...].firstIndex {
          $0.requirement != first.requirement || $0.verdict != first.verdict
        } ?? news.endIndex
      text += block(Array(news[start..<end]))
      start = end
    }
    return text
  }

  /// One requirement's findings in one case share a head and a foot.
  private func block(_ findings: [Finding]) -> String {
    guard let head = findings.first else { return "" }
    let verdict = style.paint("\(head.verdict):", as: head.verdict)
    var lines = ["\(verdict) \(line(head.caseID)) · \(line(head.requirement)) (\(head.level))"]
    if let place = head.place { lines.append("  --> \(line(place.description))") }
    if let request = head.request { lines.append("   request   \(line(request))") }
    for finding in findings { lines += difference(finding) }
    if let again = head.again {
      lines.append("   again     \(VisibleText.line(again, limit: 2_000))")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func difference(_ finding: Finding) -> [String] {
    var lines: [String] = []
    if let pointer = finding.pointer {
      lines.append("   \(padded(finding.side.rawValue)) \(line(pointer.description))")
    }
    if finding.actual != nil || finding.expected != nil {
      lines.append("     actual    \(value(finding.actual))")
      lines.append("     expected  \(value(finding.expected))")
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
