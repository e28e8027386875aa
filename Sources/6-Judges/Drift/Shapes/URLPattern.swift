import CanonicalJSON

/// The host family and the kind of path that some URLs share: `fal.media` and `/files/*/*.png`.
package struct URLPattern: Sendable, Equatable {
  /// The last two labels, so that hosts may rotate: `v3.fal.media` and `v3b.fal.media` are one family.
  package var host: String
  /// Path segments, `*` where they differ; nil where even their number does.
  package var segments: [String]?

  init(host: String, segments: [String]?) {
    self.host = host
    self.segments = segments
  }

  /// The pattern of one http or https URL.
  init(of url: String) {
    let rest = url.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    host = URLPattern.family(Substring(authority))
    let path = rest[authority.endIndex...].prefix { $0 != UInt8(ascii: "?") }
    segments = path.split(separator: UInt8(ascii: "/")).map { URLPattern.segment(Substring($0)) }
  }

  /// Host names by their last two labels, addresses whole, ports left out.
  static func family(_ authority: Substring) -> String {
    guard authority.utf8.first != UInt8(ascii: "[") else { return String(authority) }
    let host = authority.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard host.last.map({ !(0x30...0x39 ~= $0) }) ?? false else { return String(Substring(host)) }
    var dots = 0
    var start = host.endIndex
    while start > host.startIndex {
      let previous = host.index(before: start)
      if host[previous] == UInt8(ascii: ".") {
        dots += 1
        if dots == 2 { break }
      }
      start = previous
    }
    return String(Substring(host[start...])).lowercased()
  }

  /// Words stay, names of files keep their ending, all else is an id.
  private static func segment(_ text: Substring) -> String {
    let bytes = text.utf8
    if bytes.count <= 16, bytes.allSatisfy({ 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "-") }) {
      return String(text)
    }
    if bytes.count == 2, bytes.first == UInt8(ascii: "v") { return String(text) }
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), bytes[dot...].count <= 6 else {
      return "*"
    }
    return "*" + String(text[dot...])
  }

  /// Whether the pattern of this URL would add nothing to this one; makes none, for most URLs are like those before.
  func covers(_ url: String) -> Bool {
    guard let segments else { return false }
    let rest = url.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard URLPattern.isHost(authority, of: host.utf8) else { return false }
    var path = rest[authority.endIndex...].prefix { $0 != UInt8(ascii: "?") }
    for segment in segments {
      path = path.drop { $0 == UInt8(ascii: "/") }
      let part = path.prefix { $0 != UInt8(ascii: "/") }
      guard !part.isEmpty, URLPattern.covers(part, segment.utf8) else { return false }
      path = path[part.endIndex...]
    }
    return path.allSatisfy { $0 == UInt8(ascii: "/") }
  }

  /// The host itself, or one label more of its family.
  private static func isHost(_ authority: Substring.UTF8View, of host: String.UTF8View) -> Bool {
    guard authority.count >= host.count, authority.suffix(host.count).elementsEqual(host) else {
      return false
    }
    let label = authority.dropLast(host.count)
    return label.isEmpty || label.last == UInt8(ascii: ".")
  }

  private static func covers(_ part: Substring.UTF8View, _ segment: String.UTF8View) -> Bool {
    guard segment.first == UInt8(ascii: "*") else { return part.elementsEqual(segment) }
    let ending = segment.dropFirst()
    return ending.isEmpty
      || part.count > ending.count && part.suffix(ending.count).elementsEqual(ending)
  }

  /// The pattern that covers both.
  func joined(_ other: URLPattern) -> URLPattern {
    guard let first = segments, let second = other.segments, first.count == second.count else {
      return URLPattern(host: host, segments: nil)
    }
    if first == second { return self }
    return URLPattern(
      host: host,
      segments: zip(first, second).map { URLPattern.joined($0, $1) }
    )
  }

  private static func joined(_ first: String, _ second: String) -> String {
    if first == second { return first }
    return "*"
  }

  var path: String { segments.map { "/" + $0.joined(separator: "/") } ?? "/**" }

  var json: JSON { ["host": .string(host), "path": .string(path)] }

  init?(_ json: JSON) {
    guard let host = json["host"]?.stringValue, let path = json["path"]?.stringValue else {
      return nil
    }
    self.host = host
    segments = path == "/**" ? nil : path.split(separator: "/").map(String.init)
  }
}
