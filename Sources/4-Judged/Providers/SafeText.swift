import HTTPMessages

/// A provider's words, made fit to be passed on.
enum SafeText {
  private static let limit = 300

  /// One line of at most 300 characters, URLs left out: they may be private or signed.
  static func shortened(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).map { word in
      word.contains("://") || word.hasPrefix("data:") ? "…" : String(word)
    }
    let line = words.joined(separator: " ")
    return line.count > limit ? line.prefix(limit) + "…" : line
  }
}
