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

/// An absolute http or https URL, cut into what a request needs.
package struct HTTPURL: Sendable, Hashable {
  package let scheme: String
  package let authority: String
  package let target: HTTPTarget

  /// Nil for any other scheme, an empty host, user information, white space or a fragment-only rest.
  package init?(_ text: String) {
    // Cut by bytes: a mark that joins the next letter would hide a slash from a cut by characters.
    let bytes = text.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[colon...].starts(with: "://".utf8)
    else { return nil }
    let scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = bytes[colon...].dropFirst(3)
    let authority = rest.prefix { !HTTPURL.authorityEnds.contains($0) }
    guard !authority.isEmpty, authority.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "@") }),
      !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F })
    else { return nil }
    let target = rest[authority.endIndex...].prefix { $0 != UInt8(ascii: "#") }
    let isRooted = target.first == UInt8(ascii: "/")
    self.scheme = scheme
    self.authority = String(Substring(authority))
    self.target = HTTPTarget((isRooted ? "" : "/") + String(Substring(target)))
  }

  private static let authorityEnds = Array("/?#".utf8)

  package var text: String { "\(scheme)://\(authority)\(target.text)" }

  /// The host without brackets, and the port or the scheme's own.
  package var hostAndPort: (host: String, port: Int)? {
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      let host = authority[authority.index(after: authority.startIndex)..<close]
      return port(authority[close...].dropFirst()).map { (String(host), $0) }
    }
    let host = authority.prefix { $0 != ":" }
    guard !host.isEmpty else { return nil }
    return port(authority[host.endIndex...]).map { (String(host), $0) }
  }

  private func port(_ suffix: Substring) -> Int? {
    if suffix.isEmpty { return scheme == "https" ? 443 : 80 }
    guard suffix.hasPrefix(":"), suffix.dropFirst().utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      let port = Int(suffix.dropFirst()), 1...65535 ~= port
    else { return nil }
    return port
  }
}
