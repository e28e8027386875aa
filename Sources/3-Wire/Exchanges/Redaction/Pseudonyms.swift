import Bytes

/// Names that take the place of secrets: the same for the same secret, so that joins survive.
package struct Pseudonyms {
  private var names: [[UInt8]: [UInt8]] = [:]
  private var counts: [RedactionRule: Int] = [:]

  func contains(_ secret: [UInt8]) -> Bool { names[secret] != nil }

  /// Signed URLs keep their length, since clients cut and count them.
  mutating func name(for secret: [UInt8], rule: RedactionRule) -> [UInt8] {
    if let name = names[secret] { return name }
    counts[rule, default: 0] += 1
    var name = Array("redacted-\(rule.id)-\(counts[rule, default: 1])".utf8)
    if rule == .signedURL, name.count < secret.count {
      name += [UInt8](repeating: UInt8(ascii: "x"), count: secret.count - name.count)
    }
    names[secret] = name
    return name
  }

  /// Whether these bytes are nothing but what `name(for:rule:)` gives.
  static func isPseudonym(_ bytes: ArraySlice<UInt8>) -> Bool {
    parse(bytes)?.end == bytes.endIndex
  }

  /// The text with each pseudonym in it as `redacted`, whichever secret it stands for.
  package static func blanked(_ bytes: [UInt8]) -> [UInt8] {
    replaced(bytes) { _ in Array("redacted".utf8) }
  }

  /// The text with each pseudonym in it as `<redacted:RULE>`.
  static func labelled(_ bytes: [UInt8]) -> [UInt8] {
    replaced(bytes) { Array("<redacted:\($0.id)>".utf8) }
  }

  /// The rules whose pseudonyms stand in a text, in order.
  package static func rules(in text: String) -> [RedactionRule] {
    var rules: [RedactionRule] = []
    _ = replaced(Array(text.utf8)) { rule in
      rules.append(rule)
      return []
    }
    return rules
  }

  private static func replaced(
    _ bytes: [UInt8],
    by replacement: (RedactionRule) -> [UInt8]
  ) -> [UInt8] {
    guard search.firstIndex(in: bytes) != nil else { return bytes }
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == opening[0], let (rule, end) = parse(bytes[index...]) {
        text += replacement(rule)
        index = end
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return text
  }

  private static let opening = Array("redacted-".utf8)
  private static let search = ByteSearch(opening)
  private static let openings = RedactionRule.all.map { ($0, Array("redacted-\($0.id)-".utf8)) }

  private static func parse(_ bytes: ArraySlice<UInt8>) -> (rule: RedactionRule, end: Int)? {
    guard bytes.starts(with: opening),
      let (rule, opening) = openings.first(where: { bytes.starts(with: $0.1) })
    else { return nil }
    let digits = bytes.dropFirst(opening.count).prefix { 0x30...0x39 ~= $0 }
    guard !digits.isEmpty else { return nil }
    return (rule, bytes[digits.endIndex...].prefix { $0 == UInt8(ascii: "x") }.endIndex)
  }
}
