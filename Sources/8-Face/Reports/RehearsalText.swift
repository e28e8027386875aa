package import Drift
import Terminal

/// What came of a whole rehearsal, as a table.
package struct RehearsalText {
  private let table: RehearsalTable
  /// Whether what is as it must be is listed, too.
  private let isVerbose: Bool

  package init(_ table: RehearsalTable, isVerbose: Bool) {
    self.table = table
    self.isVerbose = isVerbose
  }

  package var text: String {
    rows(table.rules, good: "found") + rows(table.harmless, good: "quiet") + summary
  }

  private func rows(_ rows: [RehearsalTable.Row], good: String) -> String {
    WrappedRows.table(
      rows.filter { isVerbose || !isGood($0, good) }
        .map { row in
          let words = table.providers.map { "\($0) \(row.word($0, good: good))" }
          return (row.name, words.joined(separator: " · "))
        }
    )
  }

  private func isGood(_ row: RehearsalTable.Row, _ good: String) -> Bool {
    table.providers.map { row.word($0, good: good) }.allSatisfy { $0 == good || $0 == "–" }
  }

  private var summary: String {
    let (found, quiet) = (table.found, table.quiet)
    let unplanted = table.unplanted
    return
      "\(found.right) of \(found.planted) planted changes found, \(table.rules.count) rules at "
      + "\(table.providers.joined(separator: ", ")); \(quiet.planted - quiet.right) false alarms in "
      + "\(quiet.planted) differences that are none\n"
      + (unplanted.isEmpty ? "" : "planted nowhere: \(unplanted.joined(separator: ", "))\n")
  }
}
