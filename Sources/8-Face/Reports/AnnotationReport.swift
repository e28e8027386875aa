import Bytes
import Catalog
package import Contract

/// A run as GitHub workflow commands: one annotation for each requirement in trouble, ten at most.
///
/// GitHub shows ten errors and ten warnings of a step and drops the rest unseen, so the tenth says how
/// many requirements are left.
package struct AnnotationReport: Report {
  /// As many as GitHub is sure to show.
  static let limit = 10

  private let userFolder: String
  private var run = RunRecord()

  /// Points into files under `userFolder`, a path from the repository's root, and at nothing else.
  package init(userFolder: String) { self.userFolder = userFolder }

  package mutating func record(_ event: RunEvent) -> String {
    guard run.record(event) != nil else { return "" }
    let troubles = Trouble.each(in: run.holdings)
    let isCut = troubles.count > AnnotationReport.limit
    let shown = troubles.prefix(isCut ? AnnotationReport.limit - 1 : AnnotationReport.limit)
    var lines = shown.map(annotation)
    if isCut {
      let left = troubles.dropFirst(shown.count)
      let names = left.map { VisibleText.line($0.requirement, limit: 60) }.prefix(20)
      lines.append(
        "::\(left.contains { $0.verdict == .failed } ? "error" : "warning") "
          + "title=\(left.count) more requirements::"
          + AnnotationReport.data(
            names.joined(separator: ", ") + (left.count > names.count ? ", …" : "")
          )
      )
    }
    if let ledger = run.ledger { lines.append("::notice title=ledger::\(ledger)") }
    return lines.map { $0 + "\n" }.joined()
  }

  private func annotation(_ trouble: Trouble) -> String {
    var properties: [String] = []
    if let place = trouble.holdings.lazy.compactMap(\.place).first(where: isUsers) {
      properties.append("file=\(AnnotationReport.property(place.file))")
      properties.append("line=\(max(1, place.line))")
    }
    let title = "\(trouble.requirement) (\(trouble.level)): \(trouble.counts)"
    properties.append("title=\(AnnotationReport.property(title))")
    return "::\(trouble.command) \(properties.joined(separator: ","))::"
      + AnnotationReport.data(message(trouble))
  }

  private func message(_ trouble: Trouble) -> String {
    guard let first = trouble.holdings.first else { return "" }
    var text = VisibleText.line(first.caseID) + "\n" + HoldingText.body(of: first, valueLimit: 400)
    let others = trouble.holdings.dropFirst()
    if !others.isEmpty {
      text +=
        "\nalso      "
        + others.prefix(5).map { VisibleText.line($0.caseID) }.joined(separator: ", ")
      if others.count > 5 { text += " and \(others.count - 5) more" }
    }
    return text
  }

  private func isUsers(_ place: Place) -> Bool { place.file.hasPrefix(userFolder + "/") }

  private static func data(_ text: String) -> String {
    VisibleText.block(text).replacing("%", with: "%25").replacing("\r", with: "%0D")
      .replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(VisibleText.line(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

/// The trouble of one requirement, in all its cases.
private struct Trouble {
  var requirement: String
  var level: Level
  /// The worst of the verdicts.
  var verdict: Verdict
  /// The worst first.
  var holdings: [Holding]

  /// The worst first; of one verdict, the most frequent.
  static func each(in holdings: [Holding]) -> [Trouble] {
    let news = holdings.filter(\.verdict.isNews)
    return Dictionary(grouping: news, by: \.requirement).values
      .compactMap(Trouble.init)
      .sorted {
        ($0.verdict.rank, -$0.holdings.count, $0.requirement)
          < ($1.verdict.rank, -$1.holdings.count, $1.requirement)
      }
  }

  private init?(_ unsorted: [Holding]) {
    holdings = unsorted.enumerated()
      .sorted { ($0.element.verdict.rank, $0.offset) < ($1.element.verdict.rank, $1.offset) }
      .map(\.element)
    guard let worst = holdings.first else { return nil }
    requirement = worst.requirement
    level = worst.level
    verdict = worst.verdict
  }

  /// How often which verdict, the worst first.
  var counts: String {
    var tally = Tally()
    for holding in holdings { tally.count(holding.verdict) }
    return tally.worstFirst.map { "\($0.count) \($0.verdict)" }.joined(separator: ", ")
  }

  var command: String {
    switch verdict {
    case .failed: "error"
    case .errored, .fixed, .flaky: "warning"
    default: "notice"
    }
  }
}
