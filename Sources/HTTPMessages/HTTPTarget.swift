/// The path and query of a request, byte for byte as they were sent.
package struct HTTPTarget: Sendable, Hashable, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation
{
  package let text: String

  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { text = value }

  /// What stands before the question mark, still escaped.
  package var path: String { String(text.prefix { $0 != "?" }) }

  /// What stands behind the question mark, still escaped; nil without one.
  package var query: String? {
    guard let mark = text.firstIndex(of: "?") else { return nil }
    return String(text[text.index(after: mark)...])
  }

  /// The path's parts between slashes, unescaped each for itself, so that `%2F` stays inside its part.
  package var segments: [String] {
    path.split(separator: "/").map { HTTPTarget.unescaped($0) }
  }

  /// The query's names and values in order, unescaped, plus signs read as spaces.
  package var queryItems: [(name: String, value: String)] {
    (query ?? "").split(separator: "&").map { item in
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let plain = parts.map { part in
        HTTPTarget.unescaped(Substring(part.map { $0 == "+" ? " " : $0 }))
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
        let value = hexValue(String(Substring(digits)))
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hexValue(_ digits: String) -> UInt8? {
    digits.allSatisfy(\.isHexDigit) ? UInt8(digits, radix: 16) : nil
  }
}

/// An absolute http or https URL, cut into what a request needs.
package struct HTTPURL: Sendable, Hashable {
  package let scheme: String
  package let authority: String
  package let target: HTTPTarget

  /// Nil for any other scheme, an empty host, user information, white space or a fragment-only rest.
  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
    let scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[colon...].dropFirst(3)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.isEmpty, !authority.contains("@"),
      !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
    else { return nil }
    let target = rest[authority.endIndex...].prefix { $0 != "#" }
    self.scheme = scheme
    self.authority = String(authority)
    self.target = HTTPTarget(target.hasPrefix("/") ? String(target) : "/" + target)
  }

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
