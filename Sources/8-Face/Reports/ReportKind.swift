package import Contract
import Terminal

/// A form that `--report KIND=FILE` and `merge` can write.
package enum ReportKind: String, Sendable, CaseIterable {
  case text
  case json
  case junit
  case sarif
  case markdown
  case annotations
  case html
}

extension ReportKind {
  /// All of them, as help and errors name them.
  package static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// A fresh report of this kind.
  ///
  /// `requirements` are what the report explains, `places` where the contract states them; annotations point into files under `userFolder` only,
  /// which is a path from the repository's root.
  package func report(
    explaining requirements: [Requirement],
    at places: RequirementPlaces = RequirementPlaces(),
    userFolder: String = "touchstone"
  ) -> any Report {
    switch self {
    case .text: TerminalReport(style: .plain)
    case .json: JSONReport()
    case .junit: JUnitReport()
    case .sarif: SARIFReport(requirements: requirements, places: places)
    case .markdown: MarkdownReport(requirements: requirements)
    case .annotations: AnnotationReport(userFolder: userFolder)
    case .html: HTMLReport(requirements: requirements)
    }
  }
}
