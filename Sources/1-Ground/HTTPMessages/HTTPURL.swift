import Bytes

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

extension HTTPURL {
  /// A base as paths are put behind it: without a closing slash.
  package static func base(_ text: String) -> String {
    text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}
