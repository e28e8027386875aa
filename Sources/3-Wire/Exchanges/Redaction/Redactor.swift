package import CanonicalJSON

/// Takes secrets out of messages, and remembers which stood where.
///
/// Bodies are looked into: gzip, UTF-16, multipart, JSON, JSON inside text, base64, escapes. What it finds in one
/// place it knows everywhere afterwards, so go over a recording twice, with `startOver` between.
package struct Redactor {
  /// A secret that was found, never what it was.
  package struct Finding: Sendable, Hashable {
    package var rule: RedactionRule
    /// As in `request body /input/webhook_secret`.
    package var place: String
  }

  /// Each finding once, in the order of the places.
  package private(set) var findings: [Finding] = []
  private var seen: Set<Finding> = []
  private var shapes = SecretShapes()
  private var pseudonyms = Pseudonyms()
  private var knownNames: [String: RedactedName] = [:]
  var path = RedactionPath()
  private let policy: RedactionPolicy
  private let keyNames: Set<[UInt8]>

  package init(_ policy: RedactionPolicy = RedactionPolicy()) {
    self.policy = policy
    keyNames = Set(policy.keyNames.map { SecretNames.plain(Array($0.utf8)[...]) })
    for secret in policy.secrets { shapes.add(Array(secret.utf8), rule: .environment) }
  }

  /// Forgets the findings, and keeps what it has learned.
  package mutating func startOver() {
    findings = []
    seen = []
    // A name may hold what was learned since it was seen.
    knownNames = [:]
  }

  /// A body of any kind, with what it says of itself.
  package mutating func redacted(
    _ body: [UInt8],
    type: String? = nil,
    at place: String
  ) -> [UInt8] {
    path.begin(place)
    return content(body, type: type, depth: 0)
  }

  package mutating func redacted(_ text: String, at place: String) -> String {
    path.begin(place)
    return inner(text, depth: 0) ?? text
  }

  package mutating func redacted(_ value: JSON, at place: String) -> JSON {
    path.begin(place)
    return json(value, depth: 0) ?? value
  }

  /// The pseudonym of a whole value that its name gave away.
  ///
  /// What could as well be a word of someone's text is replaced here, and looked for nowhere else.
  mutating func whole(_ secret: [UInt8], rule: RedactionRule) -> [UInt8] {
    guard policy.switchedOff[rule.id] == nil, !secret.isEmpty,
      !Pseudonyms.isPseudonym(secret[...]),
      policy.harmless.isEmpty
        || !policy.harmless.contains(String(decoding: secret, as: UTF8.self))
    else { return secret }
    note(rule)
    let isLearned = rule != .nesting && ASCII.isTelling(secret[...])
    if isLearned, !pseudonyms.contains(secret) { shapes.add(secret, rule: rule) }
    return pseudonyms.name(for: secret, rule: rule)
  }

  private mutating func note(_ rule: RedactionRule) {
    let finding = Finding(rule: rule, place: path.text)
    if seen.insert(finding).inserted { findings.append(finding) }
  }

  /// Where secrets stand in plain bytes, by their looks, those of rules that are off left out.
  func spans(in bytes: [UInt8]) -> [SecretSpan] {
    let spans = shapes.spans(in: bytes)
    return policy.switchedOff.isEmpty
      ? spans : spans.filter { policy.switchedOff[$0.rule.id] == nil }
  }

  /// The meaning of a name and how it may be written, worked out once a name.
  mutating func known(_ name: String) -> RedactedName {
    if let known = knownNames[name] { return known }
    let known = RedactedName(name, clean: plainText(name), keyNames: keyNames)
    if knownNames.count < Redactor.mostNames { knownNames[name] = known }
    return known
  }

  /// A name may hold a secret itself.
  mutating func plainText(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let clean = self.text(bytes, depth: 0)
    return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
  }

  /// More than any API has; a body may have a million.
  private static let mostNames = 4096
}

/// The meaning of the name of a member, a part or an element for its value.
struct RedactedName {
  /// The name as it may be written.
  let clean: String
  let rule: RedactionRule?
  /// Whether it says something about a secret beside it rather than what that is.
  let describes: Bool
  let mayBeNumber: Bool

  init(_ name: String, clean: String, keyNames: Set<[UInt8]>) {
    let plain = SecretNames.plain(Array(name.utf8)[...])
    self.clean = clean
    rule = RedactedName.rule(plain) ?? (keyNames.contains(plain) ? .keyName : nil)
    describes = SecretNames.describes(plain: plain)
    mayBeNumber = SecretNames.mayBeNumber(plain: plain)
  }

  private static func rule(_ plain: [UInt8]) -> RedactionRule? {
    if SecretNames.isAccount(plain: plain) { return .accountID }
    if SecretNames.isCookies(plain: plain) { return .cookieField }
    guard SecretNames.isAuthField(plain: plain) else { return nil }
    return isAuth(plain) ? .authField : .keyName
  }

  private static func isAuth(_ plain: [UInt8]) -> Bool {
    String(decoding: plain, as: UTF8.self).contains("auth")
  }
}
