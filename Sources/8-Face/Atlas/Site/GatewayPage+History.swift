import Contract
import Reports

extension GatewayPage {
  /// Every version by group, and what changed from each to the next.
  var history: String {
    let rows = gateway.sheets.reversed().map { sheet in
      "<tr><th scope=\"row\">\(MarkupText.line(sheet.shownVersion))</th>"
        + "<td class=\"day\">\(MarkupText.line(sheet.day))</td><td class=\"number\">\(sheet.contract)</td>"
        + RequirementGroup.allCases.map { atlas.score(sheet, in: $0).cell }.joined()
        + Level.allCases.map { level in
          let tally = sheet.levels[level] ?? Tally()
          return Outcome(tally).cell(tally.judged == 0 ? "" : tally.share)
        }.joined() + "</tr>\n"
    }
    let table = AtlasTable(
      caption: "Versions, the newest first: requirements held by group, cases passed by level",
      head: AtlasTable.head(
        ["version", "judged", "contract"] + RequirementGroup.allCases.map(\.rawValue)
          + Level.allCases.map(\.rawValue)
      )
    )
    return "<h2>History</h2>\n\(table.html(rows.joined()))" + changes
  }

  private var changes: String {
    zip(gateway.sheets.dropFirst(), gateway.sheets).reversed().map { new, old in
      let change = SheetChange(from: old, to: new)
      let title = "\(old.shownVersion) → \(new.shownVersion)"
      var html = "<h3>\(MarkupText.line(title))</h3>\n"
      if change.mended.isEmpty, change.broken.isEmpty {
        return html + "<p>Nothing holds that did not, and nothing broke.</p>\n"
      }
      if !change.broken.isEmpty { html += "<p>Broken since: \(links(change.broken))</p>\n" }
      if !change.mended.isEmpty { html += "<p>Holds since: \(links(change.mended))</p>\n" }
      return html
    }.joined()
  }

  private func links(_ ids: [String]) -> String {
    ids.map { id in
      atlas.requirements.first { $0.id == id }?.link ?? MarkupText.line(id)
    }.joined(separator: ", ")
  }
}
