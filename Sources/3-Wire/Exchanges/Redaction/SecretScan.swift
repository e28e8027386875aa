/// The gate before every write: a secret that is still there refuses it.
package enum SecretScan {
  /// Finds secrets in bytes that are about to be written, decoded forms too, by all rules; empty is clean.
  package static func findings(
    in bytes: [UInt8],
    type: String? = nil,
    policy: RedactionPolicy = RedactionPolicy(),
    place: String
  ) -> [Redactor.Finding] {
    var redactor = Redactor(policy)
    _ = redactor.redacted(bytes, type: type, at: place)
    return redactor.findings
  }

  package static func refuse(
    _ bytes: [UInt8],
    policy: RedactionPolicy,
    place: String
  ) throws(SecretFound) {
    guard let first = findings(in: bytes, policy: policy, place: place).first else { return }
    throw SecretFound(rule: first.rule, place: first.place)
  }

  /// Text for people: each secret as `<redacted:RULE>`.
  package static func message(_ text: String, policy: RedactionPolicy = RedactionPolicy()) -> String
  {
    var redactor = Redactor(policy)
    let clean = Array(redactor.redacted(text, at: "message").utf8)
    return String(decoding: Pseudonyms.labelled(clean), as: UTF8.self)
  }

  /// Finds words that look random and that no rule knows: hints for a reviewer, no gate.
  package static func randomLooking(in text: String) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    for word in text.utf8.split(whereSeparator: { !ASCII.isKeyByte($0) }) {
      let bytes = Array(word)
      guard bytes.count >= 20, !Pseudonyms.isPseudonym(bytes[...]), looksRandom(bytes) else {
        continue
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if seen.insert(text).inserted { found.append(text) }
    }
    return found
  }

  /// Letters and digits mixed, and few of them repeated.
  private static func looksRandom(_ word: [UInt8]) -> Bool {
    guard word.contains(where: { 0x30...0x39 ~= $0 }), word.contains(where: { $0 >= 0x41 }) else {
      return false
    }
    return Set(word).count >= min(10, word.count / 2)
  }
}

/// A secret stood in what was to be written; says where, never what.
package struct SecretFound: Error, Equatable, CustomStringConvertible {
  package var rule: RedactionRule
  package var place: String

  package init(rule: RedactionRule, place: String) {
    self.rule = rule
    self.place = place
  }

  package var description: String {
    "nothing was written: rule \(rule.id) finds a secret at \(place); remove it there, or switch the "
      + "rule off with a reason"
  }
}
