/// Secrets that are known by their text, all looked for in one walk, however many there are.
///
/// Told apart by their first eight bytes, which shorter ones than `RedactionPolicy.shortestSecret`
/// don't have.
struct LiteralSecrets {
  private static let headLength = 8
  private static let filterBits = 18

  private var rules: [[UInt8]: RedactionRule] = [:]
  /// How long those are that begin alike, the longest first.
  private var lengths: [UInt64: [Int]] = [:]
  /// Whether any head falls on a place: nearly every byte of a text is passed by with this look.
  private var filter: [UInt64] = []

  /// The first rule that named a secret keeps it.
  mutating func add(_ secret: [UInt8], rule: RedactionRule) {
    guard secret.count >= LiteralSecrets.headLength, rules[secret] == nil else { return }
    rules[secret] = rule
    let head = secret.prefix(LiteralSecrets.headLength).reduce(0) { $0 << 8 | UInt64($1) }
    if filter.isEmpty {
      filter = [UInt64](repeating: 0, count: 1 << LiteralSecrets.filterBits / 64)
    }
    let place = LiteralSecrets.place(of: head)
    filter[place / 64] |= 1 << UInt64(place % 64)
    var known = lengths[head] ?? []
    if !known.contains(secret.count) { known.append(secret.count) }
    lengths[head] = known.sorted(by: >)
  }

  func spans(in bytes: [UInt8]) -> [SecretSpan] {
    guard !rules.isEmpty, bytes.count >= LiteralSecrets.headLength else { return [] }
    var spans: [SecretSpan] = []
    var head: UInt64 = 0
    var end = 0
    for index in bytes.indices {
      head = head << 8 | UInt64(bytes[index])
      let start = index + 1 - LiteralSecrets.headLength
      guard start >= end, mayBegin(head), let span = span(in: bytes, at: start, head: head) else {
        continue
      }
      spans.append(span)
      end = span.range.upperBound
    }
    return spans
  }

  private func mayBegin(_ head: UInt64) -> Bool {
    let place = LiteralSecrets.place(of: head)
    return filter[place / 64] >> UInt64(place % 64) & 1 == 1
  }

  private func span(in bytes: [UInt8], at start: Int, head: UInt64) -> SecretSpan? {
    for length in lengths[head] ?? [] where start + length <= bytes.count {
      let range = start..<start + length
      if let rule = rules[Array(bytes[range])] { return SecretSpan(range: range, rule: rule) }
    }
    return nil
  }

  private static func place(of head: UInt64) -> Int {
    Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - filterBits))
  }
}
