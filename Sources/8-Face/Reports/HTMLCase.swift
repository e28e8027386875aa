import CanonicalJSON
import Catalog
import Contract

/// One case in which a requirement needs review: a line that opens.
enum HTMLCase {
  /// How much of a case is told.
  struct Detail {
    /// Whether its own values are, where no other case has the same.
    var isWhole: Bool
    /// Whether its pictures are.
    var isIllustrated: Bool
  }

  static func line(_ holding: Holding, id: String, detail: Detail, room: Int) -> String {
    var html = opening(holding, id, as: detail)
    let body = self.body(holding, detail)
    html += html.utf8.count + body.utf8.count + 200 < room ? body : full
    let pictures = detail.isIllustrated ? holding.findings.map(HTMLPictures.figure) : []
    for illustration in pictures + holding.findings.map(HTMLTrace.text)
    where html.utf8.count + illustration.utf8.count < room / 2 {
      html += illustration
    }
    return html + "</div></details>\n"
  }

  private static let full = "<p>The page is full: the JSON report has the rest.</p>\n"

  private static func opening(_ holding: Holding, _ id: String, as detail: Detail) -> String {
    let offer = MarkupText.line(holding.offer ?? "any")
    let headline =
      detail.isWhole
      ? " <small>\(MarkupText.escaped(HoldingText.headline(of: holding)))</small>" : ""
    return #"<details class="case" id="\#(id)" data-o="\#(offer)">"#
      + "<summary><bdi>\(MarkupText.line(holding.caseID))</bdi>\(headline)</summary>\n"
      + "<div class=\"body\">\n<p class=\"link\">\(HTMLText.link(to: id, "link to this case"))</p>\n"
  }

  private static func body(_ holding: Holding, _ detail: Detail) -> String {
    var html = ""
    if let request = holding.request {
      html += #"<pre class="request">\#(MarkupText.line(request, limit: 2_000))</pre>"# + "\n"
    }
    let worst = holding.worst
    for finding in holding.findings where detail.isWhole || finding != worst {
      html += HTMLDifference.whole(finding)
    }
    if let (name, text) = holding.findings.lazy.compactMap(\.groundsRow).first {
      html += "<p class=\"place\">\(name) \(MarkupText.line(text, limit: 1_000))</p>\n"
    }
    if let place = holding.place {
      html +=
        #"<p class="place">expected at <code>\#(MarkupText.line(place.description))</code></p>"#
        + "\n"
    }
    if let waste = holding.waste { html += "<p>ledger: \(waste)</p>\n" }
    if let again = holding.again { html += HTMLText.command(again) }
    return html
  }
}
