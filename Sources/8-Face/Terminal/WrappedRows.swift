/// Names and texts in two columns, the texts wrapped behind a margin.
package enum WrappedRows {
  /// The first column is as wide as its longest entry.
  ///
  /// Where that leaves no room for texts beside it, they stand below. The row called `verbatim` stays on its line,
  /// to be copied.
  package static func table(
    _ rows: [(String, String)],
    _ columns: Int = .max,
    verbatim: String? = nil
  ) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    let isNarrow = width + 4 > columns / 2
    let margin = isNarrow ? 6 : width + 4
    return rows.map { name, text in
      let space = String(repeating: " ", count: isNarrow ? margin : margin - name.count - 2)
      let lines = name == verbatim ? text : wrapped(text, by: margin, columns: columns)
      return "  \(name)\(isNarrow ? "\n" : "")\(space)\(lines)\n"
    }.joined()
  }

  /// Lines of words, each but the first behind a margin.
  package static func wrapped(_ text: String, by margin: Int, columns: Int) -> String {
    var wrapped = ""
    var used = margin
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if used > margin, used + 1 + word.count > columns {
        wrapped += "\n" + String(repeating: " ", count: margin)
        used = margin
      } else if used > margin {
        wrapped += " "
        used += 1
      }
      wrapped += word
      used += word.count
    }
    return wrapped
  }
}
