import Contract
import Reports

/// The first page: gateways by group and level, and every requirement at every version.
struct IndexPage {
  let atlas: Atlas

  var part: AtlasPart {
    AtlasPage(name: "index.html", title: "Gateways", script: FilterScript.javaScript).part(
      lead + gateways + levels + MatrixSection(atlas: atlas).html
    )
  }

  private var lead: String {
    let versions = atlas.sheets.count
    return """
      <h1>Gateways, held to one contract</h1>
      <p>\(atlas.gateways.count) gateways in \(versions) versions, \(atlas.requirements.count) requirements of contract \
      \(atlas.contract.revision). What <code>touchstone check</code> found on both sides of each: what its clients got, \
      and what reached the providers. The data is <a href="atlas.json">atlas.json</a>.</p>

      """
  }

  private var gateways: String {
    let groups = RequirementGroup.allCases.map(\.rawValue)
    let rows = atlas.gateways.flatMap { gateway in
      gateway.sheets.reversed().map { sheet in
        let name = MarkupText.line(gateway.name)
        return "<tr><th scope=\"row\"><a href=\"\(Atlas.page(of: gateway))\">\(name)</a> "
          + "\(MarkupText.line(sheet.shownVersion))</th><td class=\"day\">\(MarkupText.line(sheet.day))</td>"
          + RequirementGroup.allCases.map { atlas.score(sheet, in: $0).cell }.joined() + "</tr>\n"
      }
    }
    let keys = RequirementGroup.allCases.map {
      "<dt>\($0.rawValue)</dt><dd>\(MarkupText.line($0.meaning))</dd>"
    }
    let table = AtlasTable(
      caption: "Requirements that each version holds, of those that were judged",
      head: AtlasTable.head(["gateway", "judged"] + groups)
    )
    return "<h2>By group</h2>\n\(table.html(rows.joined()))<dl>\(keys.joined())</dl>\n"
  }

  private var levels: String {
    let rows = atlas.gateways.flatMap { gateway in
      gateway.sheets.reversed().map { sheet in
        let cells = Level.allCases.map { level in
          let tally = sheet.levels[level] ?? Tally()
          return Outcome(tally).cell(tally.judged == 0 ? "" : tally.share)
        }
        return
          "<tr><th scope=\"row\">\(MarkupText.line(sheet.title))</th>\(cells.joined())</tr>\n"
      }
    }
    let keys = Level.allCases.map { "<dt>\($0.rawValue)</dt><dd>\($0.meaning)</dd>" }
    let table = AtlasTable(
      caption: "Cases that passed, of those that were judged, by who demands what decides each",
      head: AtlasTable.head(["gateway"] + Level.allCases.map(\.rawValue))
    )
    return "<h2>By level</h2>\n\(table.html(rows.joined()))<dl>\(keys.joined())</dl>\n"
  }
}

extension GroupScore {
  /// A cell that says how many of the group's requirements hold.
  var cell: String { outcome.cell(judged == 0 ? "" : "\(sound)/\(judged)") }
}

extension Tally {
  /// Cases that passed, of those that were judged.
  var share: String { "\(self[.passed] + self[.fixed])/\(judged)" }
}

extension Level {
  var meaning: String {
    switch self {
    case .published: "a published page says so"
    case .documented: "another first-party page says so"
    case .openai: "the OpenAI API says so"
    case .policy: "nobody says so: a ruling of this project, which binds no other gateway"
    case .safety: "nobody has to say so: users lose money, keys or their network by it"
    }
  }
}
