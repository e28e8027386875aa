package import Contract

/// The style of text for people: coloured or plain.
package struct TextStyle: Sendable {
  package let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  package static let plain = TextStyle(usesColor: false)

  package func paint(_ text: String, as verdict: Verdict) -> String {
    switch verdict {
    case .passed: escape(text, "32")
    case .failed: escape(text, "1;31")
    case .errored, .flaky, .fixed: escape(text, "33")
    case .differs, .known, .skipped: escape(text, "36")
    }
  }

  package func bold(_ text: String) -> String { escape(text, "1") }

  package func dim(_ text: String) -> String { escape(text, "2") }

  private func escape(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
