import CanonicalJSON

extension Redactor {
  /// Nil where nothing had to change, so that the text can stay as it came.
  mutating func json(_ value: JSON, depth: Int) -> JSON? {
    switch value {
    case .string(let string): return inner(string, depth: depth + 1).map { .string($0) }
    case .array(let items): return elements(items, depth: depth)
    case .object(let object): return members(object, depth: depth)
    default: return nil
    }
  }

  private mutating func elements(_ items: [JSON], depth: Int) -> JSON? {
    var items = items
    var isChanged = false
    for index in items.indices {
      path.enter(element: index)
      defer { path.leave() }
      guard let clean = pair(items[index], depth: depth) ?? json(items[index], depth: depth) else {
        continue
      }
      items[index] = clean
      isChanged = true
    }
    return isChanged ? .array(items) : nil
  }

  /// The value of `[name, value]`, as lists of fields have it.
  private mutating func pair(_ item: JSON, depth: Int) -> JSON? {
    guard let items = item.arrayValue, items.count == 2, let name = items[0].stringValue,
      let rule = known(name).rule
    else { return nil }
    path.enter(element: 1)
    defer { path.leave() }
    return secret(items[1], rule: rule, mayBeNumber: true).map { .array([items[0], $0]) }
  }

  private mutating func members(_ object: JSONObject, depth: Int) -> JSON? {
    var object = object
    var isChanged = false
    // Pairs of name and value are how HAR, and many an API, write fields and parameters.
    let pairName = object.pairName
    for index in object.members.indices {
      let member = object.members[index]
      let name = known(member.name)
      let isValue = pairName != nil && JSONObject.valueNames.contains(member.name)
      let meaning = isValue ? pairName.map { known($0) } ?? name : name
      path.enter(member: name.clean)
      defer { path.leave() }
      if let clean = value(member.value, meaning, depth: depth) {
        object.members[index].value = clean
        isChanged = true
      }
      if name.clean != member.name {
        object.members[index].name = name.clean
        isChanged = true
      }
    }
    return isChanged ? .object(object) : nil
  }

  private mutating func value(_ value: JSON, _ name: RedactedName, depth: Int) -> JSON? {
    guard let rule = name.rule, let clean = secret(value, rule: rule, mayBeNumber: name.mayBeNumber)
    else { return json(value, depth: depth) }
    // What isn't secret by its name may still look so.
    return json(clean, depth: depth) ?? clean
  }

  /// The value behind a telling name: a text, a number, a list of them, or an object that holds it.
  private mutating func secret(_ value: JSON, rule: RedactionRule, mayBeNumber: Bool) -> JSON? {
    switch value {
    case .string(let string):
      let bytes = Array(string.utf8)
      let clean = credential(bytes, rule: rule)
      return clean == bytes ? nil : .string(String(decoding: clean, as: UTF8.self))
    case .number(let number) where mayBeNumber && rule != .cookieField:
      let digits = Array(number.text.utf8)
      guard digits.count >= Redactor.shortestNumber else { return nil }
      let clean = whole(digits, rule: rule)
      return clean == digits ? nil : .string(String(decoding: clean, as: UTF8.self))
    case .array(let items): return secrets(items, rule: rule)
    case .object(let object) where !object.isSchema: return secrets(object, rule: rule)
    default: return nil
    }
  }

  private mutating func secrets(_ items: [JSON], rule: RedactionRule) -> JSON? {
    var items = items
    var isChanged = false
    for index in items.indices {
      path.enter(element: index)
      defer { path.leave() }
      guard let clean = secret(items[index], rule: rule, mayBeNumber: false) else { continue }
      items[index] = clean
      isChanged = true
    }
    return isChanged ? .array(items) : nil
  }

  private mutating func secrets(_ object: JSONObject, rule: RedactionRule) -> JSON? {
    var object = object
    var isChanged = false
    for index in object.members.indices {
      let member = object.members[index]
      let name = known(member.name)
      guard mayBeSecret(member, name) else { continue }
      path.enter(member: name.clean)
      defer { path.leave() }
      guard let clean = held(member.value, rule: name.rule ?? rule) else { continue }
      object.members[index].value = clean
      isChanged = true
    }
    return isChanged ? .object(object) : nil
  }

  /// Whether a member may hold a secret: a description doesn't, and a plain word only as the value itself.
  private func mayBeSecret(_ member: JSONObject.Member, _ name: RedactedName) -> Bool {
    guard !name.describes else { return false }
    let isValue = name.rule != nil || JSONObject.valueNames.contains(member.name)
    return isValue || member.value.stringValue.map { ASCII.isTelling(Array($0.utf8)[...]) } ?? true
  }

  /// A cookie's value on its own is no line of a field.
  private mutating func held(_ value: JSON, rule: RedactionRule) -> JSON? {
    guard rule == .cookieField, let text = value.stringValue else {
      return secret(value, rule: rule, mayBeNumber: false)
    }
    let bytes = Array(text.utf8)
    let clean = whole(bytes, rule: rule)
    return clean == bytes ? nil : .string(String(decoding: clean, as: UTF8.self))
  }

  /// A shorter one is a count or a switch.
  private static let shortestNumber = 4
}

extension JSONObject {
  fileprivate static let valueNames: Set<String> = ["value", "Value", "val", "v"]
  private static let pairNames = ["name", "Name", "key", "Key", "header", "field", "k", "n"]

  /// The name of the value beside it, where the object is a pair of both.
  fileprivate var pairName: String? {
    guard 2...6 ~= count, members.contains(where: { JSONObject.valueNames.contains($0.name) })
    else { return nil }
    for name in JSONObject.pairNames { if let text = self[name]?.stringValue { return text } }
    return nil
  }

  /// Whether it says what a value may be rather than holding one.
  fileprivate var isSchema: Bool {
    let type = self["type"]?.stringValue
    return type.map(JSONObject.schemaTypes.contains) ?? false
      || members.contains { JSONObject.schemaWords.contains($0.name) }
  }

  private static let schemaTypes: Set = [
    "string", "number", "integer", "boolean", "array", "object", "null",
  ]
  private static let schemaWords: Set = ["$ref", "anyOf", "allOf", "oneOf", "properties", "enum"]
}
