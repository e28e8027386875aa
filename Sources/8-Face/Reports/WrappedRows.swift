/// Names and texts in two columns, the texts wrapped behind a margin.
package enum WrappedRows {
  /// The row called `verbatim` stays on its line, to be copied.
  static func text(_ rows: [(String, String)], _ columns: Int, verbatim: String? = nil) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, text in
      let gap = width == 0 ? "" : String(repeating: " ", count: width - name.count + 2)
      let head = "  \(name)\(gap)"
      return head + (name == verbatim ? text : wrapped(text, by: head.count, columns)) + "\n"
    }.joined()
  }

  /// Lines of words, each but the first behind a margin.
  package static func wrapped(_ text: String, by margin: Int, _ columns: Int) -> String {
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
