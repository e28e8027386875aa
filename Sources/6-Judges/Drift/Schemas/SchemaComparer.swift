import CanonicalJSON

extension SchemaFacts {
  /// The differences from `before` to this.
  func differences(from before: SchemaFacts) -> [Difference] {
    var found = input.differences(from: before.input, .request, at: JSONPointer(["input"]))
    found += output.differences(from: before.output, .response, at: JSONPointer(["output"]))
    if isDeprecated != before.isDeprecated {
      found.append(
        Difference(
          isDeprecated ? .endpointDeprecated : .endpointUndeprecated,
          JSONPointer(["deprecated"]),
          .bool(before.isDeprecated),
          .bool(isDeprecated)
        )
      )
    }
    if let old = before.version, let new = version, old != new {
      found.append(
        Difference(.modelVersionChanged, JSONPointer(["version"]), .string(old), .string(new))
      )
    }
    return found
  }
}

extension SchemaNode {
  /// The differences from `before` to this, as the sender or the reader of such values sees them.
  func differences(
    from before: SchemaNode,
    _ direction: Direction,
    at pointer: JSONPointer
  ) -> [Difference] {
    var comparer = SchemaComparer(words: SchemaWords(direction), pointer: pointer)
    comparer.compare(before, self)
    return comparer.differences
  }
}

/// Walks two resolved schemas in step.
private struct SchemaComparer {
  let words: SchemaWords
  var pointer: JSONPointer
  var differences: [Difference] = []

  mutating func compare(_ before: SchemaNode, _ after: SchemaNode) {
    let isComparable = compareTypes(before, after)
    if before.isNullable != after.isNullable {
      note(
        after.isNullable ? words.becameNullable : words.becameNotNullable,
        .bool(before.isNullable),
        .bool(after.isNullable)
      )
    }
    compareDefaults(before.defaultValue, after.defaultValue)
    if before.isDeprecated != after.isDeprecated {
      note(
        after.isDeprecated ? words.deprecated : words.undeprecated,
        .bool(before.isDeprecated),
        .bool(after.isDeprecated)
      )
    }
    guard isComparable else { return }
    compareValues(before.values, after.values)
    compareBounds(before.bounds, after.bounds)
    if before.format != after.format {
      note(words.formatChanged, before.format.map(JSON.string), after.format.map(JSON.string))
    }
    compareProperties(before, after)
    if let first = before.elements.first, let second = after.elements.first {
      at("*") { $0.compare(first, second) }
    }
  }

  private mutating func note(_ rule: Rule, _ before: JSON?, _ after: JSON?) {
    differences.append(Difference(rule, pointer, before, after))
  }

  private mutating func at(_ token: String, _ body: (inout SchemaComparer) -> Void) {
    pointer.tokens.append(token)
    body(&self)
    pointer.tokens.removeLast()
  }

  /// Notes a change of types; false where what lies below can't be compared any more.
  private mutating func compareTypes(_ before: SchemaNode, _ after: SchemaNode) -> Bool {
    guard before.types != after.types else { return true }
    let rule: Rule
    switch (before.types, after.types) {
    case (["string"], ["array"]): rule = words.stringToArray
    case (["array"], ["string"]): rule = words.arrayToString
    case (let old, let new) where new.covers(old): rule = words.typeWidened
    case (let old, let new) where old.covers(new): rule = words.typeNarrowed
    default: rule = words.typeChanged
    }
    note(rule, before.typeNames, after.typeNames)
    return rule == words.typeWidened || rule == words.typeNarrowed
  }

  private mutating func compareDefaults(_ before: JSON?, _ after: JSON?) {
    switch (before, after) {
    case (nil, nil): break
    case (nil, let after?): note(words.defaultAdded, nil, after)
    case (let before?, nil): note(words.defaultRemoved, before, nil)
    case (let before?, let after?):
      if !before.isSameValue(as: after) { note(words.defaultChanged, before, after) }
    }
  }

  private mutating func compareValues(_ before: [JSON]?, _ after: [JSON]?) {
    switch (before, after) {
    case (nil, nil): break
    case (nil, let after?): note(words.enumClosed, nil, .array(after))
    case (let before?, nil): note(words.enumOpened, .array(before), nil)
    case (let before?, let after?):
      for value in after where !before.contains(where: { $0.isSameValue(as: value) }) {
        note(words.enumValueAdded, nil, value)
      }
      for value in before where !after.contains(where: { $0.isSameValue(as: value) }) {
        note(words.enumValueRemoved, value, nil)
      }
    }
  }

  private mutating func compareBounds(_ before: [String: Double], _ after: [String: Double]) {
    for name in Set(before.keys).union(after.keys).sorted() where before[name] != after[name] {
      let isTighter = SchemaBound(name).isTighter(after[name], than: before[name])
      at(name) {
        $0.note(
          isTighter ? $0.words.rangeTightened : $0.words.rangeLoosened,
          before[name].map { .number(JSONNumber($0)) },
          after[name].map { .number(JSONNumber($0)) }
        )
      }
    }
  }
}

extension SchemaComparer {
  private mutating func compareProperties(_ before: SchemaNode, _ after: SchemaNode) {
    for name in Set(before.properties.keys).union(after.properties.keys).sorted() {
      let (old, new) = (before.properties[name], after.properties[name])
      let wasRequired = before.required.contains(name)
      let isRequired = after.required.contains(name)
      at(name) { comparer in
        switch (old, new) {
        case (nil, nil): break
        case (nil, let new?):
          comparer.note(
            isRequired ? comparer.words.requiredAdded : comparer.words.optionalAdded,
            nil,
            new.typeNames
          )
        case (let old?, nil):
          comparer.note(
            wasRequired ? comparer.words.requiredRemoved : comparer.words.optionalRemoved,
            old.typeNames,
            nil
          )
        case (let old?, let new?):
          if wasRequired != isRequired {
            comparer.note(
              isRequired ? comparer.words.becameRequired : comparer.words.becameOptional,
              .bool(wasRequired),
              .bool(isRequired)
            )
          }
          comparer.compare(old, new)
        }
      }
    }
  }
}

/// A keyword that bounds values, and which way it binds.
struct SchemaBound {
  var name: String

  init(_ name: String) { self.name = name }

  /// Whether the bound allows less than it did; one that is gone allows all.
  func isTighter(_ new: Double?, than old: Double?) -> Bool {
    guard let new else { return false }
    guard let old else { return true }
    if name.contains("multiple") { return new > old }
    let isLower = name.lowercased().contains("min")
    return isLower ? new > old : new < old
  }
}

extension Set<String> {
  /// Whether these types allow all that the others do: none named is any, and a number may be whole.
  fileprivate func covers(_ other: Set<String>) -> Bool {
    if isEmpty { return true }
    if other.isEmpty { return false }
    return other.allSatisfy { contains($0) || ($0 == "integer" && contains("number")) }
  }
}

extension SchemaNode {
  var typeNames: JSON {
    let names = types.isEmpty ? ["any"] : types.sorted()
    return names.count == 1 ? .string(names[0]) : .array(names.map(JSON.string))
  }
}
