/// The style of text for people: coloured or plain.
package struct TextStyle: Sendable {
  package let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  package static let plain = TextStyle(usesColor: false)

  package func bold(_ text: String) -> String { escape(text, "1") }

  package func dim(_ text: String) -> String { escape(text, "2") }

  /// The text in the colour or weight of this code of terminals.
  package func escape(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
