import Bytes
import HTTPMessages

/// The page whole: markup, style and script in one answer that needs nothing else.
enum ConsolePage {
  static let response = HTTPResponse(
    200,
    fields: [
      .contentType: "text/html; charset=utf-8", "Cache-Control": "no-cache",
      "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    ],
    body: HTTPBody(html)
  )

  private static let script = ConsoleScript.all

  /// Only the page's own script runs, and only this server is asked for anything.
  private static let policy = """
    default-src 'none'; script-src 'sha256-\(hash(script))'; style-src 'sha256-\(hash(ConsoleStyle.css))'; \
    img-src 'self' data: blob:; connect-src 'self' data:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'
    """

  private static let html = """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Touchstone</title>
    <link rel="icon" href="data:,">
    <style>\(ConsoleStyle.css)</style>
    </head><body>
    \(ConsoleMarkup.body)
    <script>\(script)</script>
    </body></html>

    """

  private static func hash(_ text: String) -> String {
    Base64.encode(SHA256.digest(of: Array(text.utf8)))
  }
}
