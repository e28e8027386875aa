import Bytes

/// A secret among bytes, and the rule that knows it.
struct SecretSpan: Equatable {
  var range: Range<Int>
  var rule: RedactionRule
}

/// Finds what has the looks of a secret in plain bytes, in one walk.
struct SecretShapes {
  /// Secrets that are known by their text.
  private var literals = LiteralSecrets()

  mutating func add(_ secret: [UInt8], rule: RedactionRule) { literals.add(secret, rule: rule) }

  /// In order and apart from each other; of two that overlap, the more telling rule takes both.
  func spans(in bytes: [UInt8]) -> [SecretSpan] {
    var spans = literals.spans(in: bytes)
    // Each run of letters is walked once, however many beginnings of a secret stand in it.
    var runs = [ByteRun](repeating: ByteRun(), count: KeyShape.Letters.allCases.count)
    var value = ByteRun()
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ":"):
        if let span = userInfo(in: bytes, at: index) { spans.append(span) }
        if let span = falKey(in: bytes, at: index) { spans.append(span) }
        spans += SecretAssignment.spans(in: bytes, at: index, run: &value)
      case UInt8(ascii: "="): spans += SecretAssignment.spans(in: bytes, at: index, run: &value)
      case UInt8(ascii: "<"):
        if let span = SecretMarkup.span(in: bytes, at: index) { spans.append(span) }
      case UInt8(ascii: "-"):
        if let span = SecretOption.span(in: bytes, at: index) { spans.append(span) }
        if let span = privateKey(in: bytes, at: index) { spans.append(span) }
      case let byte where SecretShapes.begins[Int(byte)]:
        guard index == 0 || !ASCII.isLetterOrDigit(bytes[index - 1]) else { continue }
        for shape in KeyShape.byFirst[Int(byte)] {
          if let span = shape.span(in: bytes, at: index, runs: &runs) { spans.append(span) }
        }
        if let span = credential(in: bytes, at: index) { spans.append(span) }
      default: break
      }
    }
    return SecretShapes.merged(spans.filter { !Pseudonyms.isPseudonym(bytes[$0.range]) })
  }

  static func merged(_ spans: [SecretSpan]) -> [SecretSpan] {
    guard spans.count > 1 else { return spans }
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
}

extension SecretShapes {
  private static let schemes = ["bearer", "basic", "Key", "Token"].map { Array("\($0) ".utf8) }
  private static let keyLabel = ByteSearch(Array("PRIVATE KEY-----".utf8))
  private static let keyEnd = ByteSearch(Array("-----END".utf8))
  private static let longestPrivateKey = 16 << 10
  /// Letters behind a scheme, below which they are only a word.
  private static let shortestCredential = 16
  /// Whether a key or a scheme may begin with a byte.
  private static let begins: [Bool] = (0...255).map { byte in
    !KeyShape.byFirst[byte].isEmpty || "BbKT".utf8.contains(UInt8(byte))
  }

  /// Finds the credential behind a scheme of RFC 9110 section 11.4, where it is long enough and no word.
  private func credential(in bytes: [UInt8], at start: Int) -> SecretSpan? {
    for scheme in SecretShapes.schemes where scheme[0] | 0x20 == bytes[start] | 0x20 {
      let word = bytes[start...].prefix(scheme.count)
      let isExact = scheme[0] <= 0x5A
      guard isExact ? word.elementsEqual(scheme) : ASCII.lowercased(word) == scheme else {
        continue
      }
      let secret = bytes[word.endIndex...].prefix(while: ASCII.isCredentialByte)
      guard secret.count >= SecretShapes.shortestCredential, ASCII.isTelling(secret) else {
        return nil
      }
      return SecretSpan(range: secret.startIndex..<secret.endIndex, rule: .credential)
    }
    return nil
  }

  /// `<uuid>:<hex>` around its colon.
  private func falKey(in bytes: [UInt8], at colon: Int) -> SecretSpan? {
    let secret = bytes[(colon + 1)...].prefix { Hex.value($0) != nil }
    guard colon >= 36, secret.count >= SecretShapes.shortestCredential else { return nil }
    let id = bytes[(colon - 36)..<colon]
    let isID = id.enumerated().allSatisfy { offset, byte in
      [8, 13, 18, 23].contains(offset) ? byte == UInt8(ascii: "-") : Hex.value(byte) != nil
    }
    return isID ? SecretSpan(range: id.startIndex..<secret.endIndex, rule: .falKey) : nil
  }

  /// Finds the text between `://` and `@`.
  private func userInfo(in bytes: [UInt8], at colon: Int) -> SecretSpan? {
    guard bytes[colon...].starts(with: "://".utf8) else { return nil }
    let authority = bytes[(colon + 3)...].prefix(while: ASCII.isAuthorityByte)
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > authority.startIndex else {
      return nil
    }
    return SecretSpan(range: authority.startIndex..<at, rule: .userInfo)
  }

  /// Finds the text between the lines around a private key, or behind the first where the last is cut off.
  private func privateKey(in bytes: [UInt8], at start: Int) -> SecretSpan? {
    let opening = Array("-----BEGIN ".utf8)
    guard bytes[start...].starts(with: opening) else { return nil }
    let label = bytes[(start + opening.count)...].prefix(64)
    guard let place = SecretShapes.keyLabel.firstIndex(in: Array(label)) else { return nil }
    let key = bytes[(label.startIndex + place + SecretShapes.keyLabel.pattern.count)...]
      .prefix(SecretShapes.longestPrivateKey)
    let end =
      SecretShapes.keyEnd.firstIndex(in: Array(key))
      ?? key.prefix { ASCII.isBase64Byte($0) || " \t\r\n\\=:,".utf8.contains($0) }.count
    return end == 0
      ? nil : SecretSpan(range: key.startIndex..<key.startIndex + end, rule: .privateKey)
  }
}
