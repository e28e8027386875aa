/// A text that is compared by its bytes, as everything on a wire is.
///
/// Swift takes composed and decomposed letters for the same; a parser at the other end doesn't.
struct ExactText: Hashable, Comparable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (first: Self, second: Self) -> Bool {
    // Swift's own comparison is the fast one; what it calls different is.
    first.text == second.text && first.text.utf8.elementsEqual(second.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    unsafe text.utf8.span.bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

  /// The order of UTF-16 code units, RFC 8785 section 3.2.3.
  ///
  /// That of UTF-8's bytes, but that surrogates stand before what else lies from U+E000 on.
  static func < (first: Self, second: Self) -> Bool {
    first.text.utf8.lexicographicallyPrecedes(second.text.utf8) { weight($0) < weight($1) }
  }

  private static func weight(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0xEE, 0xEF: byte + 5
    case 0xF0...: byte - 2
    default: byte
    }
  }
}

extension JSONObject.Member {
  /// The name as it is told from others.
  var key: ExactText { ExactText(name) }

  package static func == (first: Self, second: Self) -> Bool {
    first.key == second.key && first.value == second.value
  }
}

extension JSONPointer {
  package static func == (first: Self, second: Self) -> Bool {
    first.tokens.elementsEqual(second.tokens) { ExactText($0) == ExactText($1) }
  }

  package func hash(into hasher: inout Hasher) {
    for token in tokens { hasher.combine(ExactText(token)) }
  }
}

extension JSON {
  package static func == (first: Self, second: Self) -> Bool {
    switch (first, second) {
    case (.null, .null): true
    case (.bool(let first), .bool(let second)): first == second
    case (.number(let first), .number(let second)): first == second
    case (.string(let first), .string(let second)): ExactText(first) == ExactText(second)
    case (.array(let first), .array(let second)): first == second
    case (.object(let first), .object(let second)): first == second
    default: false
    }
  }
}
