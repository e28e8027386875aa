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
    guard let ending = run.record(event) else { return "" }
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
    if !troubles.isEmpty || run.ledger != nil { lines.append(facts(ending, troubles)) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One notice of how much is broken, where to begin, and whose run it was.
  private func facts(_ ending: RunEnding, _ troubles: [Trouble]) -> String {
    let rows = RunFactsText(run, ending).rows.map { "\($0.name): \($0.text)" }
    let lead = RunLead(troubles, of: run)
    let text = ([lead.command].compactMap(\.self) + rows).joined(separator: "\n")
    let title = "run of \(VisibleText.line(run.gatewayName, limit: 60)): \(lead.sentence)"
    return "::notice title=\(AnnotationReport.property(title))::"
      + AnnotationReport.data(text)
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

extension Trouble {
  fileprivate var command: String {
    switch verdict {
    case .failed: "error"
    case .errored, .fixed, .flaky: "warning"
    default: "notice"
    }
  }
}
