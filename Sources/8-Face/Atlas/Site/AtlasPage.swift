import Bytes
import Reports

/// A file of the site.
package struct AtlasPart: Sendable, Equatable {
  /// From the site's folder.
  package var name: String
  package var text: String
}

/// A page of the site: its frame, and where the site's other files are from it.
struct AtlasPage {
  /// From the site's folder: `gateways/litellm.html`.
  let name: String
  let title: String
  var script = ""

  /// Leads from this page to the site's folder.
  var root: String { name.contains("/") ? "../" : "" }

  func part(_ body: String) -> AtlasPart {
    AtlasPart(
      name: name,
      text: """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(MarkupText.line(title)) · Touchstone atlas</title>
        <link rel="stylesheet" href="\(root)\(AtlasStyle.file)">
        \(script.isEmpty ? "" : "<script>\(script)</script>\n")</head><body>
        <a class="skip" href="#main">to the content</a>
        <nav aria-label="atlas"><a href="\(root)index.html">Atlas</a> <a href="\(root)compare.html">Compare two</a></nav>
        <main id="main">
        \(body)</main>
        <footer><p>Made by <code>touchstone atlas</code>. A verdict holds for the version that is named, as it was judged then.</p></footer>
        </body></html>

        """
    )
  }

  /// Nothing is fetched but the site's own files, and no script runs but the page's own.
  private var policy: String {
    let hash = Base64.encode(SHA256.digest(of: Array(script.utf8)))
    let scripts = script.isEmpty ? "'none'" : "'sha256-\(hash)'"
    return
      "default-src 'none'; img-src 'self' file:; style-src 'self' file:; script-src \(scripts)"
  }
}

/// A table in a frame that scrolls by itself, so that no page is wider than its window.
struct AtlasTable {
  let caption: String
  var attributes = ""
  /// Cells of the head, as markup.
  let head: String

  func html(_ rows: String) -> String {
    let name = MarkupText.line(caption)
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(name)"><table\(attributes)>
      <caption><span>\(name)</span></caption>
      <thead>\(head)</thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  /// A head of one row, whose first cell heads the rows.
  static func head(_ names: [String]) -> String {
    "<tr>" + names.map { "<th scope=\"col\">\(MarkupText.line($0))</th>" }.joined() + "</tr>"
  }
}

extension Outcome {
  /// A cell of a table: the sign for the eye, the word for who listens, and what stands beside.
  func cell(_ text: String = "", title: String = "") -> String {
    let beside = text.isEmpty ? "" : " \(MarkupText.line(text))"
    let hint = title.isEmpty ? words : "\(words): \(title)"
    return #"<td class="\#(rawValue)" title="\#(MarkupText.line(hint))">"# + mark + beside + "</td>"
  }

  /// The sign with its word for who listens.
  var mark: String {
    "<span aria-hidden=\"true\">\(sign)</span><span class=\"unseen\">\(words)</span>"
  }

  /// The sign with its word for everybody.
  var badge: String {
    #"<span class="mark \#(rawValue)">\#(sign) \#(words)</span>"#
  }
}
