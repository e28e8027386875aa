import Catalog
import Contract
import Reports

/// One gateway: its newest version in full, and how it came there.
struct GatewayPage {
  let atlas: Atlas
  let gateway: GatewayHistory

  var sheet: Sheet { gateway.newest }

  var part: AtlasPart {
    AtlasPage(name: Atlas.page(of: gateway), title: sheet.title).part(
      lead + groups + broken + rulings + bugs + unjudged + history + again + badges
    )
  }

  private var lead: String {
    var facts = [
      ("judged", sheet.day), ("contract", "revision \(sheet.contract)"),
      ("cases", sheet.cases.inWords),
    ]
    if sheet.ledger != .empty { facts.append(("ledger", "\(sheet.ledger)")) }
    let rows = facts.map { "<dt>\($0)</dt><dd>\(MarkupText.line($1))</dd>" }
    return "<h1>\(MarkupText.line(sheet.title))</h1>\n<dl>\(rows.joined())</dl>\n"
  }

  /// What holds, group by group.
  private var groups: String {
    let rows = RequirementGroup.allCases.map { group in
      let score = atlas.score(sheet, in: group)
      let counts: [Outcome] = [.held, .differs, .broken, .unsteady, .unknown, .unjudged]
      let cells = counts.map { "<td class=\"number\">\(score[$0])</td>" }.joined()
      return "<tr><th scope=\"row\">\(group)</th>\(score.outcome.cell(score.words))\(cells)</tr>\n"
    }
    let table = AtlasTable(
      caption: "Requirements of each group",
      head: AtlasTable.head([
        "group", "in short", "held", "differ by a ruling", "broken", "not always", "not found out",
        "not judged",
      ])
    )
    let held = standing(.held)
    let list = held.map(\.link).joined(separator: ", ")
    return "<h2>What holds</h2>\n\(table.html(rows.joined()))"
      + (held.isEmpty
        ? "" : "<details><summary>the \(held.count) that hold</summary><p>\(list)</p></details>\n")
  }

  private var broken: String {
    let lost = [Outcome.broken, .unknown, .unsteady].flatMap(standing)
    var html = "<h2>What does not hold</h2>\n"
    if lost.isEmpty { return html + "<p>Nothing that was judged.</p>\n" }
    for requirement in lost {
      guard let standing = sheet.standings[requirement.id] else { continue }
      html += "<h3>\(requirement.link) \(standing.outcome.badge)</h3>\n"
      html += "<p>\(MarkupText.line(requirement.sentence)) "
      html +=
        "<small>\(requirement.level) · \(standing.tally.telling) of \(standing.tally.judged) cases</small></p>\n"
      html += standing.examples.map(\.html).joined()
    }
    return html
  }

  private var rulings: String {
    let rows = sheet.rulings.map { ruling in
      "<tr><th scope=\"row\">\(MarkupText.line(ruling.ruling))</th>"
        + "<td class=\"wide\">\(MarkupText.line(ruling.question))</td>"
        + "<td>\(MarkupText.line(ruling.ours))</td><td>\(MarkupText.line(ruling.answer))</td>"
        + "<td>\(ruling.isAdopted ? "its profile" : "what it did")</td>"
        + "<td class=\"number\">\(ruling.shown)/\(ruling.asked)</td></tr>\n"
    }
    guard !rows.isEmpty else {
      return
        "<h2>What differs by a ruling</h2>\n<p>It answers every ruling as the contract does.</p>\n"
    }
    let table = AtlasTable(
      caption: "Questions that no page answers; another answer is no fault",
      head: AtlasTable.head([
        "ruling", "question", "the contract", "this gateway", "known by", "cases",
      ])
    )
    return "<h2>What differs by a ruling</h2>\n\(table.html(rows.joined()))"
  }

  private var bugs: String {
    let seen = atlas.bugs.filter { sheet.bugs[$0.name] == true }
    let absent = atlas.bugs.count { sheet.bugs[$0.name] == false }
    let rest = atlas.bugs.count - seen.count - absent
    let rows = seen.map { bug in
      "<tr><th scope=\"row\">\(bug.link)</th><td class=\"wide\">\(MarkupText.line(bug.symptom))</td>"
        + "<td>\(atlas.contract[bug.requirement]?.link ?? MarkupText.line(bug.requirement))</td>"
        + "<td><code>\(MarkupText.line(bug.caseID))</code></td></tr>\n"
    }
    let table = AtlasTable(
      caption: "Bugs that people reported, of this or of another gateway, and that show here",
      head: AtlasTable.head(["report", "symptom", "requirement", "case"])
    )
    return "<h2>Reported bugs that it has</h2>\n"
      + "<p>\(seen.count) of \(atlas.bugs.count) reported bugs show; \(absent) do not, \(rest) were not looked for.</p>\n"
      + (rows.isEmpty ? "" : table.html(rows.joined()))
  }

  private var unjudged: String {
    let rows = standing(.unjudged).map { requirement in
      let why = sheet.standings[requirement.id]?.reason ?? "no case was asked"
      return "<tr><th scope=\"row\">\(requirement.link)</th>"
        + "<td class=\"wide\">\(MarkupText.line(why))</td></tr>\n"
    }
    guard !rows.isEmpty else { return "" }
    let table = AtlasTable(
      caption: "Requirements of which no case was judged, and why",
      head: AtlasTable.head(["requirement", "why"])
    )
    return "<h2>What was not judged</h2>\n\(table.html(rows.joined()))"
  }

  private var again: String {
    """
    <h2>Judge it again</h2>
    <p>With \(MarkupText.line(sheet.title)) installed:</p>
    <pre>\(MarkupText.block(sheet.command))</pre>

    """
  }

  private var badges: String {
    let names = ["touchstone"] + RequirementGroup.allCases.map(\.rawValue)
    let pictures = names.map { name in
      let badge =
        RequirementGroup(rawValue: name).map {
          atlas.score(sheet, in: $0).badge(name, isSafety: $0 == .safety)
        } ?? atlas.levelBadge(sheet)
      return "<li><img src=\"../badges/\(gateway.slug)/\(name).svg\" "
        + "alt=\"\(MarkupText.line("\(badge.label): \(badge.message)"))\"></li>"
    }
    let file = "badges/\(gateway.slug)/touchstone.svg"
    return """
      <h2>Badges</h2>
      <ul class="badges">\(pictures.joined())</ul>
      <p>Beside each drawing lies the same as JSON, for shields.io's endpoint badges. In a README:</p>
      <pre>![touchstone](https://YOUR-SITE/\(file))</pre>

      """
  }

  private func standing(_ outcome: Outcome) -> [Requirement] {
    atlas.requirements.filter { (sheet.standings[$0.id]?.outcome ?? .unjudged) == outcome }
  }
}

extension Tally {
  /// `120 passed, 3 failed`.
  var inWords: String { given.map { "\($0.count) \($0.verdict)" }.joined(separator: ", ") }
}
