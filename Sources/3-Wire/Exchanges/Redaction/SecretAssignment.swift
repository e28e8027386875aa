/// Finds the value behind a telling name: `api_key=…`, `"secret": "…"`, `?X-Amz-Signature=…`, `Cookie: …`.
enum SecretAssignment {
  /// The values around whose `=` or `:` the walk stands.
  ///
  /// `run` is that of the values which were looked at before.
  static func spans(in bytes: [UInt8], at sign: Int, run: inout ByteRun) -> [SecretSpan] {
    guard let name = name(in: bytes, before: sign) else { return [] }
    let plain = SecretNames.plain(bytes[name])
    let opensQuery = bytes[sign] == UInt8(ascii: "=") && isQuery(bytes, before: name.lowerBound)
    let rule: RedactionRule
    if opensQuery, SecretNames.signs(plain: plain) {
      rule = .signedURL
    } else if SecretNames.isKeyLike(plain: plain) {
      rule = .keyName
    } else if SecretNames.isAccount(plain: plain) {
      rule = .accountID
    } else if SecretNames.isCookies(plain: plain), bytes[sign] == UInt8(ascii: ":") {
      return cookies(in: bytes, after: sign)
    } else {
      return []
    }
    let place = Place(
      bytes: bytes,
      name: name,
      sign: sign,
      isQuery: opensQuery,
      isFetchOption: plain.elementsEqual("credentials".utf8)
    )
    return value(at: place, rule, run: &run).map { [SecretSpan(range: $0, rule: rule)] } ?? []
  }

  /// Where a name and its sign stand.
  private struct Place {
    let bytes: [UInt8]
    let name: Range<Int>
    let sign: Int
    let isQuery: Bool
    /// Whether fetch has an option of this name, which holds one of three words.
    let isFetchOption: Bool
  }

  /// Quotes, escaped or not, and spaces may stand between the name and its sign.
  ///
  /// A name may be two words where the second is `key`.
  private static func name(in bytes: [UInt8], before sign: Int) -> Range<Int>? {
    var end = sign
    while end > 0, " \"'\\]".utf8.contains(bytes[end - 1]) { end -= 1 }
    var start = nameStart(in: bytes, before: end, behind: end - longestName)
    guard start < end else { return nil }
    if start > 0, bytes[start - 1] == 0x20, isKey(bytes[start..<end]) {
      start = nameStart(in: bytes, before: start - 1, behind: end - longestName)
    }
    return start..<end
  }

  private static func nameStart(in bytes: [UInt8], before end: Int, behind limit: Int) -> Int {
    var start = end
    while start > max(0, limit), isNameByte(bytes[start - 1]) { start -= 1 }
    return start
  }

  private static func isKey(_ word: ArraySlice<UInt8>) -> Bool {
    word.count <= 4 && [Array("key".utf8), Array("keys".utf8)].contains(ASCII.lowercased(word))
  }

  private static func value(
    at place: Place,
    _ rule: RedactionRule,
    run: inout ByteRun
  ) -> Range<Int>? {
    let bytes = place.bytes
    var start = place.sign + 1
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "\\") {
      start += 1
    }
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      return quoted(at: start, isFetchOption: place.isFetchOption, bytes: bytes)
    }
    let value = run.rest(of: bytes, from: start, while: isValueByte)
    guard !value.isEmpty, !isScheme(bytes[value]) else { return nil }
    let isAdjacent = start == place.sign + 1 && bytes[place.sign] == UInt8(ascii: "=")
    let shortest = isAdjacent ? shortestAdjacent : shortestBare
    let isTelling =
      place.isQuery || (value.count >= shortest && run.holdsDigit(from: start))
      || isLine(of: place.name, value, bytes: bytes)
    return isTelling ? value : nil
  }

  /// Up to the quote that closes, or as far as a bare value goes where none does.
  private static func quoted(
    at quote: Int,
    isFetchOption: Bool,
    bytes: [UInt8]
  ) -> Range<Int>? {
    let rest = bytes[(quote + 1)...].prefix(longestQuoted)
    let value = rest.prefix {
      $0 != bytes[quote] && $0 != UInt8(ascii: "\\") && !ASCII.isLineBreak($0)
    }
    guard !value.isEmpty, !isScheme(value) else { return nil }
    let isOption = isFetchOption && fetchOptions.contains(Array(value))
    return isOption ? nil : value.startIndex..<value.endIndex
  }

  /// Whether name and value are all of their line, as in YAML and in heads of messages.
  private static func isLine(of name: Range<Int>, _ value: Range<Int>, bytes: [UInt8]) -> Bool {
    guard value.count >= shortestLine, !commonWords.contains(ASCII.lowercased(bytes[value])) else {
      return false
    }
    let end = bytes[value.upperBound...].drop { $0 == 0x20 || $0 == UInt8(ascii: ",") }.first
    guard end.map(ASCII.isLineBreak) ?? true else { return false }
    let before = bytes[..<name.lowerBound].suffix(longestIndent).reversed()
    let start = before.drop { " \t-\"'".utf8.contains($0) }.first
    return start.map(ASCII.isLineBreak) ?? (before.count < longestIndent)
  }

  /// All values of a cookie line; names and attributes stay.
  private static func cookies(in bytes: [UInt8], after sign: Int) -> [SecretSpan] {
    let line = bytes[(sign + 1)...].prefix(longestQuoted).drop { $0 == 0x20 }
      .prefix { !ASCII.isLineBreak($0) && !"\"'".utf8.contains($0) }
    guard line.contains(UInt8(ascii: "=")) else { return [] }
    return CookieValues.ranges(in: line).map { SecretSpan(range: $0, rule: .cookieField) }
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
  private static let longestIndent = 64
  private static let longestQuoted = 16 << 10
  /// Below these, an unquoted value is taken for a word of a sentence.
  private static let shortestBare = 8
  private static let shortestAdjacent = 4
  private static let shortestLine = 6
  /// These are followed by the secret itself, which has a rule of its own.
  private static let schemes = ["bearer", "basic", "key", "token"].map { Array($0.utf8) }
  private static let longestScheme = 6
  private static let fetchOptions = ["omit", "include", "same-origin"].map { Array($0.utf8) }
  /// Words that stand behind a name where a text explains it.
  private static let commonWords = Set(
    ["required", "optional", "string", "number", "integer", "boolean", "object", "undefined"]
      .map { Array($0.utf8) }
  )
}

/// Cuts a Cookie or Set-Cookie field.
enum CookieValues {
  private static let attributes = Set(
    [
      "path", "domain", "expires", "max-age", "samesite", "version", "priority", "secure",
      "httponly", "partitioned",
    ].map { Array($0.utf8) }
  )

  /// Where the values stand; a cookie without a name is all value.
  static func ranges(in line: ArraySlice<UInt8>) -> [Range<Int>] {
    line.split(separator: UInt8(ascii: ";")).compactMap { pair in
      let pair = pair.drop { $0 == 0x20 }
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      let value = name.endIndex == pair.endIndex ? pair : pair[(name.endIndex + 1)...]
      guard !attributes.contains(ASCII.lowercased(name)), !value.isEmpty else { return nil }
      return value.startIndex..<value.endIndex
    }
  }
}
