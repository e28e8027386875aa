/// A page in the house's style that needs nothing but itself and runs no script.
package struct HTMLPage {
  private let title: String
  private let style: String

  /// `style` is laid after the house's own.
  package init(title: String, style: String = "") {
    self.title = title
    self.style = style
  }

  package func text(_ body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(MarkupText.line(title))</title>
    <style>
    \(HTMLStyle.css)\(style)</style>
    </head><body>
    \(body)</body></html>

    """
  }
}
