import Bytes

/// The `; name=value` pairs behind a media type or a disposition, in order.
package struct HTTPParameters: Sendable, Equatable, ExpressibleByArrayLiteral {
  package struct Parameter: Sendable, Equatable {
    /// In lower case.
    package var name: String
    package var value: String
  }

  package private(set) var all: [Parameter] = []

  package init(arrayLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }

  package mutating func append(_ name: String, _ value: String) {
    all.append(Parameter(name: name.lowercased(), value: value))
  }

  /// The value of `name`; its extended form of RFC 5987, `name*=UTF-8''…`, wins where both stand.
  package subscript(name: String) -> String? {
    all.first { $0.name == name + "*" }.flatMap { HTTPParameters.extended($0.value) }
      ?? all.first { $0.name == name }?.value
  }

  /// As it goes behind a value, quoted where need be.
  package var text: String {
    all.map { "; \($0.name)=\(HTTPParameters.quoted($0.value))" }.joined()
  }

  private static func quoted(_ value: String) -> String {
    guard value.isEmpty || !value.utf8.allSatisfy(HTTPFieldParser.isToken) else {
      return value
    }
    // Scalar by scalar: a quote and a combining mark behind it are one character.
    var escaped = ""
    for scalar in value.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return "\"\(escaped)\""
  }

  /// RFC 5987 section 3.2: charset, language, escaped bytes; nil where it is malformed.
  private static func extended(_ value: String) -> String? {
    let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = unescapedBytes(parts[2]) else { return nil }
    switch parts[0].lowercased() {
    case "utf-8": return String(validating: bytes, as: UTF8.self)
    case "iso-8859-1": return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    default: return nil
    }
  }

  private static func unescapedBytes(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(Hex.value),
        let low = rest.popFirst().flatMap(Hex.value)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}

/// Reads tokens, quoted strings and parameter lists, RFC 9110 section 5.6.
struct HTTPParameterScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  mutating func token() -> String? {
    skipSpace()
    let token = rest.prefix(while: HTTPFieldParser.isToken)
    rest = rest.dropFirst(token.count)
    return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Everything up to the end; nil where a pair is malformed.
  mutating func parameters() -> HTTPParameters? {
    var parameters: HTTPParameters = []
    skipSpace()
    while skip(";") {
      skipSpace()
      if rest.isEmpty || rest.first == UInt8(ascii: ";") { continue }
      guard let name = token(), skip("="), let value = value() else { return nil }
      parameters.append(name, value)
      skipSpace()
    }
    return rest.isEmpty ? parameters : nil
  }

  /// A quoted string, or whatever stands before the next semicolon or space: browsers and curl are free with tokens.
  private mutating func value() -> String? {
    if skip("\"") { return quoted() }
    let value = rest.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
    rest = rest.dropFirst(value.count)
    return String(decoding: value, as: UTF8.self)
  }

  /// A backslash escapes a quote or a backslash only, since some senders write paths plainly.
  private mutating func quoted() -> String? {
    var value: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
      case UInt8(ascii: "\\")
      where rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "\\"):
        value.append(rest.removeFirst())
      default: value.append(byte)
      }
    }
    return nil
  }

  private mutating func skipSpace() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 } }
}
