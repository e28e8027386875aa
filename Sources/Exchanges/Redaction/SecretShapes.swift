import Bytes

/// A secret among bytes, and the rule that knows it.
struct SecretSpan: Equatable {
  var range: Range<Int>
  var rule: RedactionRule
}

/// Finds what has the looks of a secret in plain bytes, in one walk.
struct SecretShapes {
  /// Secrets that are known by their text.
  private(set) var literals: [(search: ByteSearch, rule: RedactionRule)] = []

  mutating func add(_ secret: [UInt8], rule: RedactionRule) {
    guard secret.count >= RedactionPolicy.shortestSecret else { return }
    literals.append((ByteSearch(secret), rule))
  }

  /// In order and apart from each other; of two that overlap, the more telling rule takes both.
  func spans(in bytes: [UInt8]) -> [SecretSpan] {
    var spans = literalSpans(in: bytes)
    // Each run of letters is walked once, however many beginnings of a secret stand in it.
    var key = ByteRun()
    var value = ByteRun()
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "r"), UInt8(ascii: "f"), UInt8(ascii: "l"), UInt8(ascii: "s"):
        if let span = providerKey(in: bytes, at: index, &key) { spans.append(span) }
      case UInt8(ascii: "B"), UInt8(ascii: "b"), UInt8(ascii: "K"), UInt8(ascii: "T"):
        if let span = credential(in: bytes, at: index) { spans.append(span) }
      case UInt8(ascii: ":"):
        if let span = userInfo(in: bytes, at: index) { spans.append(span) }
        if let span = falKey(in: bytes, at: index) { spans.append(span) }
        if let span = SecretAssignment.span(in: bytes, at: index, &value) { spans.append(span) }
      case UInt8(ascii: "="):
        if let span = SecretAssignment.span(in: bytes, at: index, &value) { spans.append(span) }
      default: break
      }
    }
    return SecretShapes.merged(spans.filter { !Pseudonyms.isPseudonym(bytes[$0.range]) })
  }

  static func merged(_ spans: [SecretSpan]) -> [SecretSpan] {
    var apart: [SecretSpan] = []
    for span in spans.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard let last = apart.last, last.range.upperBound > span.range.lowerBound else {
        apart.append(span)
        continue
      }
      let end = max(last.range.upperBound, span.range.upperBound)
      let rule = last.rule.rank <= span.rule.rank ? last.rule : span.rule
      apart[apart.count - 1] = SecretSpan(range: last.range.lowerBound..<end, rule: rule)
    }
    return apart
  }

  private func literalSpans(in bytes: [UInt8]) -> [SecretSpan] {
    var spans: [SecretSpan] = []
    for (search, rule) in literals {
      var start = 0
      while let place = search.firstIndex(in: bytes, from: start) {
        start = place + search.pattern.count
        spans.append(SecretSpan(range: place..<start, rule: rule))
      }
    }
    return spans
  }
}

extension SecretShapes {
  private static let prefixes: [(text: [UInt8], rule: RedactionRule)] = [
    (Array("r8_".utf8), .replicateKey), (Array("fw_".utf8), .fireworksKey),
    (Array("lmnfl_".utf8), .lumenfallKey), (Array("sk-".utf8), .openAIKey),
  ]
  private static let schemes = ["bearer", "basic", "Key", "Token"].map { Array("\($0) ".utf8) }
  /// Letters behind a prefix, below which it is only a word.
  private static let shortestKey = 16

  private func providerKey(
    in bytes: [UInt8],
    at start: Int,
    _ run: inout ByteRun
  ) -> SecretSpan? {
    guard start == 0 || !ASCII.isLetterOrDigit(bytes[start - 1]) else { return nil }
    for (prefix, rule) in SecretShapes.prefixes where bytes[start...].starts(with: prefix) {
      let key = run.rest(of: bytes, from: start + prefix.count, while: ASCII.isKeyByte)
      guard key.count >= SecretShapes.shortestKey else { return nil }
      return SecretSpan(range: start..<key.upperBound, rule: rule)
    }
    return nil
  }

  /// What follows a scheme of RFC 9110 section 11.4, where it is long enough to open anything.
  private func credential(in bytes: [UInt8], at start: Int) -> SecretSpan? {
    guard start == 0 || !ASCII.isLetterOrDigit(bytes[start - 1]) else { return nil }
    for scheme in SecretShapes.schemes {
      let word = bytes[start...].prefix(scheme.count)
      let isExact = scheme[0] <= 0x5A
      guard isExact ? word.elementsEqual(scheme) : ASCII.lowercased(word) == scheme else {
        continue
      }
      let secret = bytes[word.endIndex...].prefix(while: ASCII.isCredentialByte)
      guard secret.count >= SecretShapes.shortestKey else { return nil }
      return SecretSpan(range: secret.startIndex..<secret.endIndex, rule: .credential)
    }
    return nil
  }

  /// `<uuid>:<hex>` around its colon.
  private func falKey(in bytes: [UInt8], at colon: Int) -> SecretSpan? {
    let secret = bytes[(colon + 1)...].prefix { Hex.value($0) != nil }
    guard colon >= 36, secret.count >= SecretShapes.shortestKey else { return nil }
    let id = bytes[(colon - 36)..<colon]
    let isID = id.enumerated().allSatisfy { offset, byte in
      [8, 13, 18, 23].contains(offset) ? byte == UInt8(ascii: "-") : Hex.value(byte) != nil
    }
    return isID ? SecretSpan(range: id.startIndex..<secret.endIndex, rule: .falKey) : nil
  }

  /// What stands between `://` and `@`.
  private func userInfo(in bytes: [UInt8], at colon: Int) -> SecretSpan? {
    guard bytes[colon...].starts(with: "://".utf8) else { return nil }
    let authority = bytes[(colon + 3)...].prefix(while: ASCII.isAuthorityByte)
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > authority.startIndex else {
      return nil
    }
    return SecretSpan(range: authority.startIndex..<at, rule: .userInfo)
  }
}

/// The run of like bytes that was walked last; walks begin ever farther back.
struct ByteRun {
  private var end = 0
  private var lastDigit = -1

  /// What of a run is left from `start` on.
  mutating func rest(
    of bytes: [UInt8],
    from start: Int,
    while isLike: (UInt8) -> Bool
  ) -> Range<Int> {
    guard start >= end else { return start..<end }
    end = start
    while end < bytes.count, isLike(bytes[end]) {
      if 0x30...0x39 ~= bytes[end] { lastDigit = end }
      end += 1
    }
    return start..<end
  }

  /// Whether a digit stands in the run, at or behind `start`.
  func holdsDigit(from start: Int) -> Bool { lastDigit >= start }
}

/// Classes of bytes that secrets are made of.
enum ASCII {
  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  static func isKeyByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == 0x2D || byte == 0x5F
  }

  static func isCredentialByte(_ byte: UInt8) -> Bool {
    isKeyByte(byte) || ".~+/=:".utf8.contains(byte)
  }

  static func isAuthorityByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"/?#\"'<>\\".utf8.contains(byte)
  }

  static func isBase64Byte(_ byte: UInt8) -> Bool {
    isKeyByte(byte) || byte == 0x2B || byte == 0x2F
  }

  static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
  }
}
