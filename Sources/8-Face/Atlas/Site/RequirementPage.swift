import Contract
import Reports

/// One requirement: what it demands, who says so, who holds it, and how the others fail.
struct RequirementPage {
  let atlas: Atlas
  let requirement: Requirement

  var part: AtlasPart {
    AtlasPage(name: Atlas.page(of: requirement.id), title: requirement.id).part(
      lead + grounds + holders + failures + bugs + again
    )
  }

  private var lead: String {
    var facts = [
      ("level", "\(requirement.level): \(requirement.level.meaning)"),
      ("group", "\(requirement.group): \(requirement.group.meaning)"),
      ("since", "contract \(requirement.since)"),
    ]
    if let example = requirement.example { facts.append(("example", example)) }
    let rows = facts.map { "<dt>\($0)</dt><dd>\(MarkupText.line($1))</dd>" }
    return """
      <h1>\(MarkupText.line(requirement.id))</h1>
      <p>\(MarkupText.line(requirement.sentence))</p>
      <dl>\(rows.joined())</dl>

      """
  }

  private var grounds: String {
    let html =
      switch requirement.grounds {
      case .quotation(let quotation): quoted(quotation)
      case .ruling(let ruling): ruled(ruling)
      case .statement(_, let source): "<p>\(MarkupText.line(source))</p>\n"
      }
    return "<h2>Who says so</h2>\n\(html)"
  }

  private func quoted(_ quotation: Quotation) -> String {
    ([quotation] + quotation.beside).map { words in
      let page = MarkupText.line(words.page)
      let isLink = words.url?.hasPrefix("https://") ?? false
      let source = isLink ? "<a href=\"\(MarkupText.line(words.url ?? ""))\">\(page)</a>" : page
      return
        "<blockquote><p>\(MarkupText.line(words.words))</p><p><small>\(source)</small></p></blockquote>\n"
    }.joined()
  }

  private func ruled(_ ruling: Ruling) -> String {
    let rows = [
      ("question", ruling.question), ("our answer", ruling.answer),
      ("others give", ruling.others.isEmpty ? "no other" : ruling.others.joined(separator: ", ")),
      ("why", ruling.why),
    ].map { "<dt>\($0)</dt><dd>\(MarkupText.line($1))</dd>" }
    return "<p>No page: it is a ruling of this project.</p>\n<dl>\(rows.joined())</dl>\n"
  }

  private var holders: String {
    let rows = atlas.gateways.flatMap { gateway in
      gateway.sheets.reversed().map { sheet in
        let standing = sheet.standings[requirement.id] ?? Standing()
        let tally = standing.tally
        let cases = tally.judged == 0 ? "" : tally.share
        return "<tr><th scope=\"row\"><a href=\"../\(Atlas.page(of: gateway))\">"
          + "\(MarkupText.line(gateway.name))</a> \(MarkupText.line(sheet.shownVersion))</th>"
          + "<td class=\"\(standing.outcome.rawValue)\">\(standing.outcome.sign) \(standing.outcome.words)</td>"
          + "<td class=\"number\">\(cases)</td>"
          + "<td class=\"wide\">\(MarkupText.line(tally.judged == 0 ? standing.reason ?? "" : ""))</td></tr>\n"
      }
    }
    let table = AtlasTable(
      caption: "Every version, and how many of its cases passed",
      head: AtlasTable.head(["gateway", "outcome", "passed", "why not judged"])
    )
    return "<h2>Who holds it</h2>\n\(table.html(rows.joined()))"
  }

  /// The newest version of each gateway that does otherwise, with a case of each kind.
  private var failures: String {
    let sheets = atlas.gateways.map(\.newest).filter {
      $0.standings[requirement.id].map { !$0.examples.isEmpty } ?? false
    }
    guard !sheets.isEmpty else { return "" }
    let parts = sheets.map { sheet in
      let examples = sheet.standings[requirement.id]?.examples ?? []
      return "<h3>\(MarkupText.line(sheet.title))</h3>\n" + examples.map(\.html).joined()
    }
    return "<h2>How others do</h2>\n\(parts.joined())"
  }

  private var bugs: String {
    let reports = atlas.bugs.filter { $0.requirement == requirement.id }
    guard !reports.isEmpty else { return "" }
    let items = reports.map { "<li>\($0.link): \(MarkupText.line($0.symptom))</li>\n" }
    return "<h2>Bugs that people reported</h2>\n<ul>\n\(items.joined())</ul>\n"
  }

  private var again: String {
    """
    <h2>Look again</h2>
    <pre>touchstone check \(MarkupText.line(requirement.id)) --gateway http://127.0.0.1:8080/v1
    touchstone help \(MarkupText.line(requirement.id))</pre>

    """
  }
}
