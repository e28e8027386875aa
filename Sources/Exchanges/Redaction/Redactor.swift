import Bytes
package import CanonicalJSON
import HTTPMessages

/// Takes secrets out of messages, and remembers which stood where.
///
/// Bodies are looked into: gzip, multipart, JSON, JSON inside text, base64, escapes. What it finds in one
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
  private let policy: RedactionPolicy

  package init(_ policy: RedactionPolicy = RedactionPolicy()) {
    self.policy = policy
    for secret in policy.secrets { shapes.add(Array(secret.utf8), rule: .environment) }
  }

  /// How far nested encodings are looked into.
  private static let deepest = 6
  private static let largestInflated = 64 << 20

  /// Forgets the findings, and keeps what it has learned.
  package mutating func startOver() {
    findings = []
    seen = []
  }

  /// A body of any kind, with what it says of itself.
  package mutating func redacted(
    _ body: [UInt8],
    type: String? = nil,
    at place: String
  ) -> [UInt8] {
    content(body, type: type, at: place, depth: 0)
  }

  package mutating func redacted(_ text: String, at place: String) -> String {
    String(decoding: content(Array(text.utf8), type: nil, at: place, depth: 0), as: UTF8.self)
  }

  package mutating func redacted(_ value: JSON, at place: String) -> JSON {
    json(value, at: Place(start: place), depth: 0) ?? value
  }

  /// The pseudonym of a whole value that its name gave away.
  mutating func whole(_ secret: [UInt8], rule: RedactionRule, at place: String) -> [UInt8] {
    guard policy.switchedOff[rule.id] == nil, !secret.isEmpty,
      !Pseudonyms.isPseudonym(secret[...]),
      policy.harmless.isEmpty
        || !policy.harmless.contains(String(decoding: secret, as: UTF8.self))
    else { return secret }
    let finding = Finding(rule: rule, place: place)
    if seen.insert(finding).inserted { findings.append(finding) }
    if !pseudonyms.contains(secret) { shapes.add(secret, rule: rule) }
    return pseudonyms.name(for: secret, rule: rule)
  }
}

/// Where a value stands: a message's part, and a pointer into it.
private struct Place {
  var start: String
  var pointer = JSONPointer()

  func appending(_ token: String) -> Place {
    Place(start: start, pointer: pointer.appending(token))
  }

  var text: String { pointer.tokens.isEmpty ? start : "\(start) \(pointer)" }
}

extension Redactor {
  private mutating func content(
    _ bytes: [UInt8],
    type: String?,
    at place: String,
    depth: Int
  ) -> [UInt8] {
    guard depth < Redactor.deepest, !bytes.isEmpty else { return bytes }
    if bytes.starts(with: [0x1F, 0x8B]),
      let plain = try? Gzip.decompress(bytes, limit: Redactor.largestInflated)
    {
      let clean = content(plain, type: type, at: place, depth: depth + 1)
      return clean == plain ? bytes : Gzip.compress(clean)
    }
    if let type, let parts = try? MultipartPart.all(in: bytes, contentType: type) {
      return form(bytes, parts, at: place, depth: depth)
    }
    let first = bytes.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let value = try? JSON(parsing: bytes)
    {
      return json(value, at: Place(start: place), depth: depth)?.bytes() ?? bytes
    }
    return text(bytes, at: place, depth: depth)
  }

  /// Parts by their names; what stands between their bodies is text, file names among it.
  private mutating func form(
    _ body: [UInt8],
    _ parts: [MultipartPart],
    at place: String,
    depth: Int
  ) -> [UInt8] {
    var clean: [UInt8] = []
    var end = 0
    for part in parts {
      let here = "\(place) part \(text(part.name, at: place))"
      clean += text(Array(body[end..<part.body.startIndex]), at: here + " head", depth: depth)
      let bytes = Array(part.body)
      if let rule = rule(ofName: part.name), !part.isFile {
        clean += whole(bytes, rule: rule, at: here)
      } else {
        clean += content(bytes, type: part.contentType?.text, at: here, depth: depth + 1)
      }
      end = part.body.endIndex
    }
    return clean + body[end...]
  }

  /// Nil where nothing had to change, so that the text can stay as it came.
  private mutating func json(_ value: JSON, at place: Place, depth: Int) -> JSON? {
    switch value {
    case .string(let string):
      let bytes = Array(string.utf8)
      let clean = content(bytes, type: nil, at: place.text, depth: depth + 1)
      return clean == bytes ? nil : .string(String(decoding: clean, as: UTF8.self))
    case .array(var items):
      var isChanged = false
      for index in items.indices {
        guard let clean = json(items[index], at: place.appending("\(index)"), depth: depth) else {
          continue
        }
        items[index] = clean
        isChanged = true
      }
      return isChanged ? .array(items) : nil
    case .object(let object): return members(object, at: place, depth: depth)
    default: return nil
    }
  }

  private mutating func members(_ object: JSONObject, at place: Place, depth: Int) -> JSON? {
    var object = object
    var isChanged = false
    let pairName = object.count <= 3 ? object["name"]?.stringValue : nil
    for index in object.members.indices {
      let member = object.members[index]
      let name = text(member.name, at: place.text)
      let here = place.appending(name)
      // Pairs of name and value are how HAR, and many an API, write fields and parameters.
      let meaning = member.name == "value" ? pairName ?? member.name : member.name
      if let string = member.value.stringValue, let rule = rule(ofName: meaning) {
        let bytes = Array(string.utf8)
        let clean = credential(bytes, rule: rule, at: here.text)
        if clean != bytes {
          object.members[index].value = .string(String(decoding: clean, as: UTF8.self))
          isChanged = true
        }
      } else if let clean = json(member.value, at: here, depth: depth) {
        object.members[index].value = clean
        isChanged = true
      }
      isChanged = isChanged || name != member.name
      object.members[index].name = name
    }
    return isChanged ? .object(object) : nil
  }

  private func rule(ofName name: String) -> RedactionRule? {
    if SecretNames.isAccount(name) { return .accountID }
    if SecretNames.isCookieField(HTTPFieldName(name)) { return .cookieField }
    if SecretNames.isAuthField(HTTPFieldName(name)) {
      return HTTPFieldName(name).canonical.contains("auth") ? .authField : .keyName
    }
    return nil
  }
}

extension Redactor {
  /// The value of an authorization: its scheme stays.
  mutating func credential(_ value: [UInt8], rule: RedactionRule, at place: String) -> [UInt8] {
    if rule == .cookieField { return cookies(value, at: place) }
    guard rule == .authField, let space = value.firstIndex(of: 0x20),
      value[..<space].allSatisfy(ASCII.isKeyByte)
    else { return whole(value, rule: rule, at: place) }
    return value[...space] + whole(Array(value[(space + 1)...]), rule: rule, at: place)
  }

  /// Names and attributes of cookies stay.
  private mutating func cookies(_ value: [UInt8], at place: String) -> [UInt8] {
    let attributes = ["path", "domain", "expires", "max-age", "samesite", "version", "priority"]
    var clean: [[UInt8]] = []
    for pair in value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else {
        clean.append(Array(pair))
        continue
      }
      let name = ASCII.lowercased(pair[..<sign].drop { $0 == 0x20 })
      if attributes.contains(String(decoding: name, as: UTF8.self)) {
        clean.append(Array(pair))
      } else {
        let secret = Array(pair[(sign + 1)...])
        clean.append(pair[...sign] + whole(secret, rule: .cookieField, at: place))
      }
    }
    return Array(clean.joined(separator: [UInt8(ascii: ";")]))
  }

  private mutating func text(_ text: String, at place: String) -> String {
    let bytes = Array(text.utf8)
    let clean = self.text(bytes, at: place, depth: 0)
    return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
  }

  /// Plain bytes: by their looks, also behind escapes and in base64.
  mutating func text(_ bytes: [UInt8], at place: String, depth: Int) -> [UInt8] {
    var spans = shapes.spans(in: bytes)
    if let escaped = EscapedBytes(bytes) {
      let found = shapes.spans(in: escaped.plain).map {
        SecretSpan(range: escaped.origin(of: $0.range), rule: $0.rule)
      }
      spans = SecretShapes.merged(
        spans + found.filter { !Pseudonyms.isPseudonym(bytes[$0.range]) }
      )
    }
    var clean: [UInt8] = []
    var end = 0
    for span in spans where policy.switchedOff[span.rule.id] == nil {
      clean += encoded(Array(bytes[end..<span.range.lowerBound]), at: place, depth: depth)
      let secret = Array(bytes[span.range])
      clean += whole(EscapedBytes(secret)?.plain ?? secret, rule: span.rule, at: place)
      end = span.range.upperBound
    }
    return clean + encoded(end == 0 ? bytes : Array(bytes[end...]), at: place, depth: depth)
  }

  /// Looks into whatever base64 stands in a text.
  private mutating func encoded(_ bytes: [UInt8], at place: String, depth: Int) -> [UInt8] {
    guard depth < Redactor.deepest, bytes.count >= Redactor.shortestEncoded else { return bytes }
    var clean: [UInt8] = []
    var end = 0
    var index = 0
    while index < bytes.count {
      let run = bytes[index...].prefix(while: ASCII.isBase64Byte)
      if run.count >= Redactor.shortestEncoded, let word = Base64Run(run) {
        let inner = content(word.bytes, type: nil, at: "\(place) (base64)", depth: depth + 1)
        if inner != word.bytes {
          clean += bytes[end..<index] + word.encoded(inner)
          end = run.endIndex + bytes[run.endIndex...].prefix { $0 == UInt8(ascii: "=") }.count
        }
      }
      index = max(run.endIndex, index + 1)
    }
    return end == 0 ? bytes : clean + bytes[end...]
  }

  /// Shorter ones hold nothing that any rule looks for.
  private static let shortestEncoded = 12
}
