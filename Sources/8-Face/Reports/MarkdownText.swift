import Bytes

/// Text as it stands in GitHub's Markdown without meaning anything there.
package enum MarkdownText {
  /// One line in running text or a table's cell: what Markdown or HTML would read is an entity, all else stays
  /// legible to whoever reads the source.
  package static func line(_ text: String, limit: Int = 400) -> String {
    let bytes = Array(VisibleText.line(text, limit: limit).utf8)
    var escaped: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if marks.contains(byte) || isRead(byte, between: bytes[..<index], and: bytes[(index + 1)...])
      {
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

  private static let marks = Set("\\`*[]<>#|~&@$".utf8)

  /// Whether Markdown reads a byte for what stands beside it: an underscore at the edge of a word, and a colon
  /// that begins a link or the name of a picture, as in `:bug:`.
  private static func isRead(
    _ byte: UInt8,
    between before: ArraySlice<UInt8>,
    and after: ArraySlice<UInt8>
  ) -> Bool {
    switch byte {
    case UInt8(ascii: "_"):
      return ![before.last, after.first].allSatisfy { $0.map(isWord) ?? false }
    case UInt8(ascii: ":"):
      if after.starts(with: "//".utf8) { return true }
      let name = after.prefix { isWord($0) || "_+-".utf8.contains($0) }
      return name.contains { !isDigit($0) } && after.dropFirst(name.count).first == byte
    default:
      return false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
