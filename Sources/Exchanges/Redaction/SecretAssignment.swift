/// Finds the value behind a telling name: `api_key=…`, `"secret": "…"`, `?X-Amz-Signature=…`.
enum SecretAssignment {
  /// The value around whose `=` or `:` the walk stands.
  ///
  /// `run` is that of the values which were looked at before.
  static func span(in bytes: [UInt8], at sign: Int, _ run: inout ByteRun) -> SecretSpan? {
    guard let name = name(in: bytes, before: sign) else { return nil }
    let isEquals = bytes[sign] == UInt8(ascii: "=")
    let text = String(decoding: bytes[name], as: UTF8.self)
    let opensQuery = isEquals && isQuery(bytes, before: name.lowerBound)
    let rule: RedactionRule
    if opensQuery, SecretNames.signs(text) {
      rule = .signedURL
    } else if SecretNames.isKeyLike(text) {
      rule = .keyName
    } else if SecretNames.isAccount(text) {
      rule = .accountID
    } else {
      return nil
    }
    guard let value = value(in: bytes, after: sign, isQuery: opensQuery, &run) else { return nil }
    return SecretSpan(range: value, rule: rule)
  }

  /// Quotes, escaped or not, and spaces may stand between the name and its sign.
  private static func name(in bytes: [UInt8], before sign: Int) -> Range<Int>? {
    var end = sign
    while end > 0, " \"'\\]".utf8.contains(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, end - start < longestName, isNameByte(bytes[start - 1]) { start -= 1 }
    return start < end ? start..<end : nil
  }

  private static func value(
    in bytes: [UInt8],
    after sign: Int,
    isQuery: Bool,
    _ run: inout ByteRun
  ) -> Range<Int>? {
    var start = sign + 1
    var isQuoted = false
    while start < bytes.count, " \"'\\".utf8.contains(bytes[start]) {
      isQuoted = isQuoted || bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'")
      start += 1
    }
    let value = run.rest(of: bytes, from: start, while: isValueByte)
    guard !value.isEmpty, !isScheme(bytes[value]) else { return nil }
    let isTelling =
      isQuoted || isQuery || (value.count >= shortestBare && run.holdsDigit(from: start))
    return isTelling ? value : nil
  }

  private static func isScheme(_ value: ArraySlice<UInt8>) -> Bool {
    value.count <= longestScheme && schemes.contains(ASCII.lowercased(value))
  }

  private static func isQuery(_ bytes: [UInt8], before start: Int) -> Bool {
    start > 0 && (bytes[start - 1] == UInt8(ascii: "?") || bytes[start - 1] == UInt8(ascii: "&"))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    ASCII.isKeyByte(byte) || byte == UInt8(ascii: ".")
  }

  private static func isValueByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && !"\"'\\&,;<>{}#".utf8.contains(byte)
  }

  private static let longestName = 64
  /// Below this, an unquoted value is taken for a word of a sentence.
  private static let shortestBare = 8
  /// These are followed by the secret itself, which has a rule of its own.
  private static let schemes = ["bearer", "basic", "key", "token"].map { Array($0.utf8) }
  private static let longestScheme = 6
}
