import Catalog
package import Contract
import Bytes

/// A run as one page that needs nothing but itself: matrix, filters, and both sides of every failure.
///
/// What needs an eye stands in the page's own markup, so that it reads without scripts; what passed is
/// laid out by the script. The page stays under five megabytes: details give way first, then passes.
package struct HTMLReport: Report {
  /// Bytes of markup, below the five megabytes that the page may have.
  private static let limit = 4_700_000

  private let requirements: [String: Requirement]
  private var run = RunRecord()

  package init(requirements: [Requirement]) {
    self.requirements = Dictionary(requirements.map { ($0.id, $0) }) { first, _ in first }
  }

  package mutating func record(_ event: RunEvent) -> String {
    guard let ending = run.record(event) else { return "" }
    return page(ending)
  }

  private func page(_ ending: RunEnding) -> String {
    let holdings = run.holdings
    let quiet = HTMLQuiet(holdings)
    let matrix = OfferMatrix(holdings)
    var names = HTMLNames()
    let explained = explanations(matrix, &names)
    let foot = HTMLFrame.quietSection(quiet) + explained + HTMLFrame.foot
    var html = HTMLFrame.head(title: "Touchstone: \(run.gatewayName)")
    html += headline(ending, holdings)
    html += HTMLMatrix.section(matrix) + HTMLFrame.filter
    appendNews(holdings.filter(\.verdict.isNews), HTMLReport.limit - foot.utf8.count, &names, &html)
    return html + foot
  }

  private func headline(_ ending: RunEnding, _ holdings: [Holding]) -> String {
    var tally = Tally()
    for holding in holdings { tally.count(holding.verdict) }
    var html =
      "<header><h1>Touchstone: \(MarkupText.line(run.gatewayName))</h1>\n<p class=\"muted\">"
    html += "\(HTMLText.count(tally.total)) checks in \(HTMLText.count(run.results.count)) cases, "
    html += ElapsedText.text(ending.milliseconds)
    if let contract = run.beginning?.contract { html += ", contract \(contract)" }
    if ending.unrunCount > 0 { html += ", \(HTMLText.count(ending.unrunCount)) cases not run" }
    html += "</p>\n"
    if let ledger = run.ledger { html += "<p class=\"muted\">ledger: \(ledger)</p>\n" }
    html += "<div class=\"verdicts\">"
    for (verdict, count) in tally.worstFirst {
      html +=
        #"<button type="button" class="\#(verdict)" data-v="\#(verdict)" aria-pressed="false">"#
      html += "\(verdict.sign) \(HTMLText.count(count)) \(verdict)</button>\n"
    }
    return html + "</div></header>\n"
  }

  /// A section for each requirement in trouble, until the page is full.
  private func appendNews(
    _ news: [Holding],
    _ limit: Int,
    _ names: inout HTMLNames,
    _ html: inout String
  ) {
    var left = news.count
    for (requirement, holdings) in Holding.worstFirst(news) {
      html += heading(requirement, holdings)
      for holding in holdings {
        let id = names.unique(HTMLText.id("c", holding.caseID, holding.requirement))
        let room = limit - html.utf8.count
        let article =
          room > limit / 8
          ? HTMLFinding.article(holding, id: id) : HTMLFinding.brief(holding, id: id)
        guard article.utf8.count < room else { break }
        html += article
        left -= 1
      }
      html += "</section>\n"
    }
    if left > 0 { html += "<p>\(HTMLText.count(left)) more are in the JSON report.</p>\n" }
  }

  private func heading(_ requirement: String, _ holdings: [Holding]) -> String {
    let level = holdings.first?.level.rawValue ?? ""
    var html = #"<section class="requirement"><h3>\#(MarkupText.line(requirement)) "#
    html += "<small>\(level) · \(HTMLText.count(holdings.count))</small></h3>\n"
    if let sentence = requirements[requirement]?.sentence {
      html += "<p>\(MarkupText.line(sentence)) "
    } else {
      html += "<p>"
    }
    return html + HTMLText.link(to: HTMLText.id("r", requirement), "explained") + "</p>\n"
  }

  /// The same text that `help REQUIREMENT` prints.
  private func explanations(_ matrix: OfferMatrix, _ names: inout HTMLNames) -> String {
    var html =
      #"<section aria-labelledby="explained"><h2 id="explained">Requirements explained</h2>"#
    html += "\n"
    for row in matrix.rows.prefix(1_000).sorted(by: { $0.requirement < $1.requirement }) {
      let name = MarkupText.line(row.requirement)
      let id = names.unique(HTMLText.id("r", row.requirement))
      let text = requirements[row.requirement].map { RequirementText.text(of: $0) }
      html +=
        #"<details class="explain" id="\#(id)"><summary>\#(name) <small>\#(row.level)</small>"#
      html += "</summary><div class=\"body\"><pre>"
      html += MarkupText.block(text ?? "The contract at hand does not explain this one.")
      html += "</pre></div></details>\n"
    }
    return html + "</section>\n"
  }
}
