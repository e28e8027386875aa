import CanonicalJSON

extension SchemaComparer {
  mutating func compareDefaults(_ before: JSON?, _ after: JSON?) {
    switch (before, after) {
    case (nil, nil): break
    case (nil, let after?): note(words.defaultAdded, before: nil, after: after)
    case (let before?, nil): note(words.defaultRemoved, before: before, after: nil)
    case (let before?, let after?):
      if !before.isSameValue(as: after) { note(words.defaultChanged, before: before, after: after) }
    }
  }

  /// A constant is a list of one, where the other side has a list.
  mutating func compareValues(_ before: SchemaNode, _ after: SchemaNode) {
    guard before.values == nil, after.values == nil else {
      return compareLists(before.listed, after.listed)
    }
    switch (before.constant, after.constant) {
    case (nil, nil): break
    case (nil, let new?): note(words.constantAdded, before: nil, after: new)
    case (let old?, nil): note(words.constantRemoved, before: old, after: nil)
    case (let old?, let new?):
      if !old.isSameValue(as: new) { note(words.constantChanged, before: old, after: new) }
    }
  }

  private mutating func compareLists(_ before: [JSON]?, _ after: [JSON]?) {
    switch (before, after) {
    case (nil, nil): break
    case (nil, let after?): note(words.enumClosed, before: nil, after: .array(after))
    case (let before?, nil): note(words.enumOpened, before: .array(before), after: nil)
    case (let before?, let after?):
      for value in after where !before.contains(where: { $0.isSameValue(as: value) }) {
        note(words.enumValueAdded, before: nil, after: value)
      }
      for value in before where !after.contains(where: { $0.isSameValue(as: value) }) {
        note(words.enumValueRemoved, before: value, after: nil)
      }
    }
  }

  mutating func compareBounds(_ before: [String: Double], _ after: [String: Double]) {
    for name in Set(before.keys).union(after.keys).sorted() where before[name] != after[name] {
      let (old, new) = (before[name], after[name])
      at(name) { comparer in
        for rule in comparer.rules(of: name, before: old, after: new) {
          comparer.note(
            rule,
            before: old.map { .number(JSONNumber($0)) },
            after: new.map { .number(JSONNumber($0)) }
          )
        }
      }
    }
  }

  private func rules(of name: String, before: Double?, after: Double?) -> [Rule] {
    guard let before else { return [words.boundAdded] }
    guard let after else { return [words.boundRemoved] }
    return switch SchemaBound(name).move(from: before, to: after) {
    case .tighter: [words.rangeTightened]
    case .looser: [words.rangeLoosened]
    case .aside: [words.rangeTightened, words.rangeLoosened]
    }
  }

  mutating func compareFormats(_ before: String?, _ after: String?) {
    guard before != after else { return }
    let rule: Rule
    switch (before, after) {
    case (nil, _): rule = words.formatAdded
    case (_, nil): rule = words.formatRemoved
    case ("int32", "int64"), ("float", "double"): rule = words.rangeLoosened
    case ("int64", "int32"), ("double", "float"): rule = words.rangeTightened
    default: rule = words.formatChanged
    }
    note(rule, before: before.map(JSON.string), after: after.map(JSON.string))
  }

  mutating func comparePatterns(_ before: Set<String>, _ after: Set<String>) {
    guard before != after else { return }
    let old = before.isEmpty ? nil : JSON.listed(before)
    let new = after.isEmpty ? nil : JSON.listed(after)
    if old == nil {
      note(words.patternAdded, before: nil, after: new)
    } else {
      note(new == nil ? words.patternRemoved : words.patternChanged, before: old, after: new)
    }
  }
}

extension SchemaNode {
  /// The values that it is held to, by a list or by a constant.
  fileprivate var listed: [JSON]? { values ?? constant.map { [$0] } }
}
