package import Contract
import Terminal

/// Public reports of bugs, each with what a gateway that has it breaks, and where that shows.
package enum BugText {
  /// The text that `help bugs` prints, laid out in `columns`.
  package static func list(_ reports: [BugReport], columns: Int = .max) -> String {
    let entries = reports.map { report in
      let words = [report.symptom, report.reading.map { "(\($0))" }].compactMap(\.self)
      let line = WrappedRows.wrapped(words.joined(separator: " "), by: 2, columns)
      return "\(report.name)\n  \(line)\n  \(report.requirement) · \(report.caseID)\n"
    }
    return """
      Bugs of gateways that people have reported, what a gateway that has one breaks, and the case that shows it.
      Each is asked at a shipped offer, whichever provider it was reported of; in brackets stands what is our own
      reading. 'touchstone check CASE' looks for one at your gateway.

      \(entries.joined(separator: "\n"))
      """
  }
}
