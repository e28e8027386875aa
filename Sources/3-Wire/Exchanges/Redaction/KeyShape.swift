import Bytes

/// The looks of one service's keys: a beginning, and so many letters of a kind behind it.
struct KeyShape {
  /// The bytes that a key is made of behind its beginning.
  enum Letters: Int, CaseIterable {
    /// Letters and digits.
    case word
    /// Dashes and underscores too.
    case key
    /// And dots.
    case dotted
    case base64

    func holds(_ byte: UInt8) -> Bool {
      switch self {
      case .word: ASCII.isLetterOrDigit(byte)
      case .key: ASCII.isKeyByte(byte)
      case .dotted: ASCII.isDottedByte(byte)
      case .base64: ASCII.isBase64Byte(byte) || byte == UInt8(ascii: "=")
      }
    }
  }

  let start: [UInt8]
  let letters: Letters
  /// Below this, it is only a word.
  let shortest: Int
  let longest: Int
  /// No fewer dots stand between its letters.
  let dots: Int
  let rule: RedactionRule
  /// Whether it may be a word of some language or program, where nothing in it is telling.
  let mayBeWord: Bool

  private init(
    _ start: String,
    _ rule: RedactionRule = .serviceKey,
    letters: Letters = .key,
    length: ClosedRange<Int> = 16...(.max),
    dots: Int = 0,
    mayBeWord: Bool = true
  ) {
    self.start = Array(start.utf8)
    self.letters = letters
    shortest = length.lowerBound
    longest = length.upperBound
    self.dots = dots
    self.rule = rule
    self.mayBeWord = mayBeWord
  }

  static let all =
    [
      KeyShape("r8_", .replicateKey, mayBeWord: false),
      KeyShape("fw_", .fireworksKey, mayBeWord: false),
      KeyShape("lmnfl_", .lumenfallKey, mayBeWord: false),
      KeyShape("sk-", .openAIKey, mayBeWord: false),
      KeyShape("org-", .accountID, letters: .word),
      KeyShape("proj_", .accountID, letters: .word),
      KeyShape("SG.", letters: .dotted, length: 32...(.max), dots: 1),
      KeyShape("ya29.", letters: .dotted, length: 20...(.max)),
      KeyShape("AIza", length: 30...(.max)),
      KeyShape("eyJ", .token, letters: .dotted, length: 24...(.max), dots: 2),
      KeyShape("SK", letters: .word, length: 32...32),
      KeyShape("AC", .accountID, letters: .word, length: 32...32),
    ] + ["AKIA", "ASIA", "ABIA", "ACCA"].map { KeyShape($0, letters: .word, length: 16...16) }
    + ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "hf_", "npm_", "gsk_", "api_org_"]
    .map { KeyShape($0, letters: .word) }
    + [
      "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glsoat-", "pypi-", "xai-",
      "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.xoxp-", "xapp-", "sk_live_",
      "sk_test_", "rk_live_", "rk_test_", "GOCSPX-", "pplx-", "nvapi-", "tgp_v1_", "dop_v1_",
      "shpat_", "AGE-SECRET-KEY-",
    ].map { KeyShape($0) }
    + [KeyShape("whsec_", letters: .base64)]

  /// The shapes that begin with a byte.
  static let byFirst: [[KeyShape]] = (0...255).map { byte in
    all.filter { $0.start.first == UInt8(byte) }
  }

  /// The part of `bytes` that is a key and begins at `index`, behind no letter or digit.
  func span(in bytes: [UInt8], at index: Int, runs: inout [ByteRun]) -> SecretSpan? {
    guard bytes[index...].starts(with: start) else { return nil }
    let key = runs[letters.rawValue].rest(
      of: bytes,
      from: index + start.count,
      while: letters.holds
    )
    guard key.count >= shortest, key.count <= longest else { return nil }
    guard !mayBeWord || ASCII.isTelling(bytes[key]) else { return nil }
    if dots > 0, bytes[key].count(where: { $0 == UInt8(ascii: ".") }) < dots { return nil }
    return SecretSpan(range: index..<key.upperBound, rule: rule)
  }
}
