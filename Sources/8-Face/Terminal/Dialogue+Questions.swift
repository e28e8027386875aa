extension Dialogue {
  /// Questions that a decision asks, answered by a line of keys each.
  package struct Questions: Sendable {
    let console: Console
    let keyboard: any Keyboard

    /// The keys of a line, shown as they come; nil where it was given up.
    package func line(_ question: String) async -> String? {
      console.write(question)
      var text = ""
      while let key = await keyboard.key() {
        switch key {
        case "\n", "\r":
          console.write("\n")
          return text
        case .escape, .interrupt:
          console.write("\n")
          return nil
        case "\u{7F}", "\u{8}":
          guard text.popLast() != nil else { continue }
          console.write("\u{8} \u{8}")
        default:
          text.append(key)
          console.show(String(key))
        }
      }
      return nil
    }
  }
}
