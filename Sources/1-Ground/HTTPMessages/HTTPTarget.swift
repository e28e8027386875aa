import Bytes

/// The path and query of a request, byte for byte as they were sent.
package struct HTTPTarget: Sendable, Hashable, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation
{
  package let text: String

  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { text = value }

  /// The part before the question mark, still escaped.
  package var path: String { String(Substring(text.utf8.prefix { $0 != UInt8(ascii: "?") })) }

  /// The part behind the question mark, still escaped; nil without one.
  package var query: String? {
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    return String(Substring(text.utf8[mark...].dropFirst()))
  }

  /// The path's parts between slashes, unescaped each for itself, so that `%2F` stays inside its part.
  package var segments: [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { HTTPTarget.unescaped(Substring($0)) }
  }

  /// The query's names and values in order, unescaped, plus signs read as spaces.
  package var queryItems: [(name: String, value: String)] {
    (query ?? "").utf8.split(separator: UInt8(ascii: "&")).map { item in
      let parts = item.split(
        separator: UInt8(ascii: "="),
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      let plain = parts.map { part in
        HTTPTarget.unescaped(Substring(part).replacing("+", with: " "))
      }
      return (plain[0], plain.count > 1 ? plain[1] : "")
    }
  }

  /// The first value of a query item.
  package func queryValue(_ name: String) -> String? {
    queryItems.first { $0.name == name }?.value
  }

  /// Percent escapes undone; what is no escape stays as it is.
  package static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let high = digits.first.flatMap(Hex.value), let low = digits.last.flatMap(Hex.value)
      {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
