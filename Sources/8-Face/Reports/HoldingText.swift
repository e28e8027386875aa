import Bytes
import Catalog
import Contract
import CanonicalJSON

/// The seen and the expected, in plain lines, for readers without a page.
enum HoldingText {
  /// Everything but the head: request, each difference, why, how to look again, and what explains it.
  static func body(of holding: Holding, valueLimit: Int = 1_000) -> String {
    var lines: [String] = []
    if let place = holding.place {
      lines.append("at        \(VisibleText.line(place.description))")
    }
    if let (name, text) = holding.findings.lazy.compactMap(\.groundsRow).first {
      let gap = String(repeating: " ", count: max(1, 10 - name.count))
      lines.append(name + gap + VisibleText.line(text))
    }
    if let request = holding.request.map({ PlayedFault(in: $0) }) {
      lines.append("request   \(VisibleText.line(request.request, limit: valueLimit))")
      if let faults = request.faults { lines.append("stubs     play \(VisibleText.line(faults))") }
    }
    for finding in holding.findings { lines += difference(finding, valueLimit) }
    if let waste = holding.waste { lines.append("ledger    \(waste)") }
    if let again = holding.again { lines.append("again     \(VisibleText.line(again))") }
    let command = RequirementText.command(for: holding.requirement)
    lines.append("explain   \(VisibleText.line(command))")
    return lines.joined(separator: "\n")
  }

  /// The first difference in one line, or why.
  static func headline(of holding: Holding) -> String {
    guard
      let finding = holding.findings.first(where: { $0.verdict == holding.verdict })
    else { return holding.verdict.rawValue }
    guard finding.actual != nil || finding.expected != nil else {
      return VisibleText.line(finding.why ?? holding.verdict.rawValue)
    }
    let place = finding.pointer.map { "\(finding.side.rawValue) \($0): " } ?? ""
    return VisibleText.line(place, limit: 200)
      + "\(value(finding.actual, 120)), expected \(value(finding.expected, 120))"
  }

  private static func difference(_ finding: Finding, _ limit: Int) -> [String] {
    var lines: [String] = []
    if let pointer = finding.pointer {
      let side = finding.side.rawValue
      let gap = String(repeating: " ", count: 10 - side.utf8.count)
      lines.append(side + gap + VisibleText.line(pointer.description))
    }
    if finding.actual != nil || finding.expected != nil {
      if finding.pointer == nil { lines.append(finding.side.rawValue) }
      let (actual, expected) = LookAlikes.told(finding.actual, finding.expected)
      lines.append("  actual    \(value(actual, limit))")
      lines.append("  expected  \(value(expected, limit))")
    }
    if let why = finding.why { lines.append("why       \(VisibleText.line(why, limit: limit))") }
    return lines
  }

  private static func value(_ value: JSON?, _ limit: Int) -> String {
    value.map { JSONExcerpt.line($0, limit: limit) } ?? "nothing"
  }
}
