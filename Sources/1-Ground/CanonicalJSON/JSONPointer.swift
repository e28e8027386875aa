/// A place in a JSON value, as RFC 6901 writes it: `/input/aspect_ratio`.
package struct JSONPointer: Sendable, Hashable {
  package var tokens: [String]

  package init(_ tokens: [String] = []) { self.tokens = tokens }

  /// Nil where `text` is neither empty nor begins with a slash, or where a `~` is neither `~0` nor `~1`.
  package init?(_ text: String) {
    guard !text.isEmpty else { self.init([]); return }
    // By scalars: a mark that joins a slash would make one character of the two.
    let scalars = text.unicodeScalars
    guard scalars.first == "/" else { return nil }
    var tokens: [String] = []
    for part in scalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let token = JSONPointer.unescaped(part) else { return nil }
      tokens.append(token)
    }
    self.init(tokens)
  }

  package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }
  package func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  private static func unescaped(_ part: Substring.UnicodeScalarView) -> String? {
    guard part.contains("~") else { return String(part) }
    var token = ""
    var rest = part
    while let scalar = rest.popFirst() {
      guard scalar == "~" else { token.unicodeScalars.append(scalar); continue }
      switch rest.popFirst() {
      case "0": token.append("~")
      case "1": token.append("/")
      default: return nil
      }
    }
    return token
  }
}

extension JSONPointer: CustomStringConvertible {
  package var description: String {
    tokens.map { token in
      var escaped = "/"
      for scalar in token.unicodeScalars {
        switch scalar {
        case "~": escaped += "~0"
        case "/": escaped += "~1"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }.joined()
  }
}

extension JSON {
  /// The value that `pointer` names; nil where nothing stands there.
  package subscript(pointer: JSONPointer) -> JSON? {
    pointer.tokens.reduce(Optional(self)) { value, token in
      switch value {
      case .object(let object): object[token]
      case .array: JSON.index(token).flatMap { value?[$0] }
      default: nil
      }
    }
  }

  /// RFC 6901 section 4: digits without a leading zero.
  private static func index(_ token: String) -> Int? {
    guard token == "0" || !token.hasPrefix("0"), token.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    return Int(token)
  }
}
