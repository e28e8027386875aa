import CanonicalJSON
import Contract

/// The pictures of a finding: the one that the provider made beside the one that the gateway handed out.
enum HTMLPictures {
  /// Pictures above this are left out.
  private static let limit = 60_000

  /// Pictures stand in the note `pictures`, as data URLs under `expected` and `actual`, with what each is.
  static func figure(_ finding: Finding) -> String {
    guard let pictures = finding.notes["pictures"] else { return "" }
    var html = ""
    for (side, title) in [("expected", "the provider's"), ("actual", "delivered")] {
      guard let url = pictures[side]?.stringValue, isPicture(url) else { continue }
      let what = pictures["\(side)_is"]?.stringValue.map { ": \(MarkupText.line($0))" } ?? ""
      html += #"<figure><img src="\#(url)" alt="\#(title) picture" loading="lazy">"#
      html += "<figcaption>\(title)\(what)</figcaption></figure>\n"
    }
    return html.isEmpty ? "" : #"<div class="pictures">\#(html)</div>"# + "\n"
  }

  /// Only a picture's own bytes: nothing that would be fetched or run.
  private static func isPicture(_ url: String) -> Bool {
    let kinds = ["png", "jpeg", "webp", "gif", "avif"].map { "data:image/\($0);base64," }
    guard url.utf8.count <= limit, let kind = kinds.first(where: url.hasPrefix) else {
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
