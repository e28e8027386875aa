/// Text from elsewhere, made fit to be shown: cut to a length, and nothing in it acts on the reader's screen.
///
/// Controls, marks that turn the direction of writing, and characters that no file may hold become
/// `\u{1B}`-like escapes; so does what begins a command to a CI service that reads along.
package enum VisibleText {
  /// One line of `limit` bytes at most.
  package static func line(_ text: String, limit: Int = 400) -> String {
    visible(text, limit: limit, keepsLines: false)
  }

  /// Lines as they came, `limit` bytes at most.
  package static func block(_ text: String, limit: Int = 8_000) -> String {
    visible(text, limit: limit, keepsLines: true)
  }

  /// The first `limit` bytes or fewer, between characters, and how many there were.
  package static func cut(_ text: String, to limit: Int) -> String {
    let utf8 = text.utf8
    guard utf8.count > limit else { return text }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    while end > utf8.startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return text[..<end] + "… (\(utf8.count) bytes in all)"
  }

  private static func visible(_ text: String, limit: Int, keepsLines: Bool) -> String {
    let text = harmless(cut(text, to: limit))
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if keepsLines && (scalar == "\n" || scalar == "\t") || !acts(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return shown
  }

  /// GitHub obeys lines that begin with `::`, it and Azure what follows `##[` and `##vso[` anywhere.
  private static func harmless(_ text: String) -> String {
    guard text.contains("::") || text.contains("##") else { return text }
    let lines = text.replacing("##[", with: "\\u{23}#[").replacing("##vso[", with: "\\u{23}#vso[")
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      let words = line.drop(while: \.isWhitespace)
      guard words.hasPrefix("::") else { return String(line) }
      return line[..<words.startIndex] + "\\u{3A}" + words.dropFirst()
    }.joined(separator: "\n")
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case ..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFDD0...0xFDEF, 0xFEFF, 0xFFF0...0xFFFB, 0xE0000...0xE007F:
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
