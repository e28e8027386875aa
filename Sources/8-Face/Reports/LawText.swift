import Contract
package import Exploring
import Terminal

/// Laws explained: what holds of every gateway without a table.
package enum LawText {
  /// What is said above all of them.
  package static let introduction =
    "What 'touchstone explore' holds a gateway to, in asks that nobody wrote. A project's own laws stand in "
    + "touchstone/laws, one a file: {\"sentence\": …, \"asks\": [{…}, {…}], \"expect\": \"equal\"}; "
    + "\"refused\" and \"delivers\" are expected as well."

  /// A law with its level and its sentence.
  package static func entry(_ law: Law, columns: Int = .max) -> String {
    "\(law.id) (\(law.level))\n  \(WrappedRows.wrapped(law.sentence, by: 2, columns: columns))\n"
  }

  /// One law, and how it is tried.
  package static func text(of law: Law, columns: Int = .max) -> String {
    let rows = [
      ("level", law.level.rawValue),
      (
        "judges",
        law.isAboutOne ? "every ask, whichever law it was made for" : "asks beside each other"
      ),
      ("try", "touchstone explore --law \(law.id) --asks 500"),
    ]
    return "\(law.id)\n  \(WrappedRows.wrapped(law.sentence, by: 2, columns: columns))\n\n"
      + WrappedRows.table(rows, columns)
  }
}
