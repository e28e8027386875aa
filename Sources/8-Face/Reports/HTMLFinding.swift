import Catalog
import Contract
import CanonicalJSON

/// One holding that needs an eye, as it stands on the page: a line that opens.
enum HTMLFinding {
  /// Thumbnails above this are left out.
  private static let pictureLimit = 60_000

  /// All there is to see.
  static func article(_ holding: Holding, id: String) -> String {
    var html = opening(holding, id) + "<div class=\"body\">\n"
    if let request = holding.request {
      html += #"<pre class="request">\#(MarkupText.line(request, limit: 2_000))</pre>"# + "\n"
    }
    for finding in holding.findings { html += difference(finding) }
    if let place = holding.place {
      html +=
        #"<p class="place">expected at <code>\#(MarkupText.line(place.description))</code></p>"#
    }
    if let waste = holding.waste { html += "<p>ledger: \(waste)</p>\n" }
    if let again = holding.again {
      html += #"<p class="again"><code>\#(MarkupText.line(again, limit: 1_000))</code> "#
      html += #"<button type="button" class="copy">copy</button></p>"#
    }
    return html + "</div></details>\n"
  }

  /// The first line alone, for a page that is full.
  static func brief(_ holding: Holding, id: String) -> String {
    opening(holding, id)
      + "<div class=\"body\"><p>\(MarkupText.escaped(HoldingText.headline(of: holding)))"
      + "</p><p>The page is full: the JSON report has the rest.</p></div></details>\n"
  }

  private static func opening(_ holding: Holding, _ id: String) -> String {
    let offer = MarkupText.line(holding.offer ?? "any")
    return
      #"<details class="finding \#(holding.verdict)" id="\#(id)" data-v="\#(holding.verdict)" "#
      + #"data-l="\#(holding.level)" data-g="\#(MarkupText.line(holding.group))" "#
      + #"data-r="\#(MarkupText.line(holding.requirement))" data-o="\#(offer)">"#
      + "<summary>\(HTMLText.badge(holding.verdict)) <bdi>\(MarkupText.line(holding.caseID))</bdi> "
      + HTMLText.link(to: id, "#", attributes: #" class="link" aria-label="link to this case""#)
      + "</summary>\n"
  }

  private static func difference(_ finding: Finding) -> String {
    var html = ""
    if let pointer = finding.pointer {
      let place = MarkupText.line(pointer.description)
      html += #"<p class="pointer">\#(finding.side) <code>\#(place)</code></p>"# + "\n"
    } else if finding.actual != nil || finding.expected != nil {
      html += #"<p class="pointer">\#(finding.side)</p>"# + "\n"
    }
    if let why = finding.why { html += "<p>\(MarkupText.line(why, limit: 2_000))</p>\n" }
    guard finding.actual != nil || finding.expected != nil else { return html + pictures(finding) }
    return html + #"<div class="sides">"#
      + HTMLDifference.table(expected: finding.expected, actual: finding.actual)
      + HTMLShapes.figure(expected: finding.expected, actual: finding.actual) + pictures(finding)
      + "</div>\n"
  }

  /// Thumbnails stand in the note `pictures`, as data URLs under `expected` and `actual`.
  private static func pictures(_ finding: Finding) -> String {
    guard let pictures = finding.notes["pictures"] else { return "" }
    var html = ""
    for side in ["expected", "actual"] {
      guard let url = pictures[side]?.stringValue, isPicture(url) else { continue }
      html += #"<figure><img src="\#(url)" alt="\#(side) picture" loading="lazy">"#
      html += "<figcaption>\(side)</figcaption></figure>\n"
    }
    return html.isEmpty ? "" : #"<div class="pictures">\#(html)</div>"# + "\n"
  }

  /// Only a picture's own bytes: nothing that would be fetched or run.
  private static func isPicture(_ url: String) -> Bool {
    let kinds = ["png", "jpeg", "webp", "gif", "avif"].map { "data:image/\($0);base64," }
    guard url.utf8.count <= pictureLimit, let kind = kinds.first(where: url.hasPrefix) else {
      return false
    }
    return url.utf8.dropFirst(kind.utf8.count).allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "/"),
        UInt8(ascii: "="):
        true
      default: false
      }
    }
  }
}
