package import Contract
import Terminal

/// Public reports of bugs, each with what a gateway that has it breaks, and where that shows.
package enum BugText {
  /// The words above a list of them.
  package static let introduction =
    "Bugs of gateways that people have reported, the requirement that such a gateway breaks, and the case that "
    + "shows it. Each case asks a shipped offer, whichever provider the report is about; what stands in "
    + "brackets is our own reading. 'touchstone check CASE' looks for one at your gateway."

  /// One report, laid out in `columns`.
  package static func entry(_ report: BugReport, columns: Int = .max) -> String {
    let words = [report.symptom, report.reading.map { "(\($0))" }].compactMap(\.self)
    let line = WrappedRows.wrapped(words.joined(separator: " "), by: 2, columns: columns)
    return "\(report.name)\n  \(line)\n  \(report.requirement) · \(report.caseID)\n"
  }
}
