import Bytes

/// Text as it stands in GitHub's Markdown without meaning anything there.
package enum MarkdownText {
  /// One line in running text or a table's cell: what Markdown or HTML might read is an entity.
  package static func line(_ text: String, limit: Int = 400) -> String {
    var escaped: [UInt8] = []
    for byte in VisibleText.line(text, limit: limit).utf8 {
      if marks.contains(byte) {
        escaped += "&#\(byte);".utf8
      } else {
        escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// Lines as they are, between fences longer than any run of backticks in them.
  static func fenced(_ text: String, as language: String = "text") -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let end = text.hasSuffix("\n") ? "" : "\n"
    return "\(fence)\(language)\n\(text)\(end)\(fence)\n"
  }

  /// A value in running text, set as code.
  static func code(_ text: String) -> String { "<code>\(line(text))</code>" }

  private static let marks = Set("\\`*_{}[]<>()#|!~&@:$\"'^".utf8)
}
