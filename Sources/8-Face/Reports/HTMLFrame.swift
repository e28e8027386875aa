import Contract
import Bytes

/// The page around the findings.
enum HTMLFrame {
  /// Opens the page; nothing but its own style and script may act, and nothing may be fetched.
  static func head(title: String) -> String {
    let hash = Base64.encode(SHA256.digest(of: Array(HTMLScript.javaScript.utf8)))
    let policy =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'"
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(MarkupText.line(title))</title>
      <style>
      \(HTMLStyle.css)</style>
      <script>\(HTMLScript.javaScript)</script>
      </head><body>

      """
  }

  /// The bar that narrows what is shown.
  static let filter: String = {
    let levels = Level.allCases.map { #"<option value="\#($0)">\#($0)</option>"# }.joined()
    return """
      <main><h2 id="news-title">Needs review</h2>
      <form class="filter" id="filter" role="search" aria-label="findings">
      <input id="text" type="search" placeholder="text in a case, value or command" aria-label="text">
      <select id="level" aria-label="level"><option value="">every level</option>\(levels)</select>
      <select id="group" aria-label="group"><option value="">every group</option></select>
      <button type="button" id="chosen" hidden>×</button>
      <button type="button" id="clear">clear</button>
      <output id="status" role="status"></output>
      </form>
      <p id="none" hidden>Nothing here needs review.</p>

      """
  }()

  /// The rows that the script lays out, with the data they are made of.
  static func rows(_ rows: HTMLRows) -> String {
    """
    <details id="quiet"><summary>\(HTMLText.count(rows.quiet)) passed, known or skipped</summary>
    <div class="body"><noscript><p>Only the page's script can list these.</p></noscript>
    <table class="rows"><thead><tr><th scope="col">verdict</th><th scope="col">case</th>
    <th scope="col" class="wide">requirement</th><th scope="col" class="wide">why</th></tr></thead>
    <tbody id="quiet-rows"></tbody></table>
    <button type="button" id="more" hidden>show more</button><p id="left" hidden></p></div></details>
    \(rows.script)

    """
  }

  static let foot = """
    </main><footer><p class="keys"><kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous,
    <kbd>Enter</kbd> open, <kbd>x</kbd> open all, <kbd>Esc</kbd> clear</p></footer>
    </body></html>

    """
}
