import CanonicalJSON

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
struct SchemaComparer {
  let words: SchemaWords
  private(set) var pointer: JSONPointer
  private(set) var differences: [Difference] = []

  init(words: SchemaWords, pointer: JSONPointer) {
    self.words = words
    self.pointer = pointer
  }

  mutating func compare(_ before: SchemaNode, _ after: SchemaNode) {
    compareSurroundings(before, after)
    if compareWrapping(before, after) { return }
    let haveChoices = !before.choices.isEmpty && !after.choices.isEmpty
    guard haveChoices || compareTypes(before, after) else { return }
    compareValues(before, after)
    compareBounds(before.bounds, after.bounds)
    compareFormats(before.format, after.format)
    comparePatterns(before.patterns, after.patterns)
    compareProperties(before, after)
    compareRest(before, after)
    if let first = before.elements.first, let second = after.elements.first {
      at("*") { $0.compare(first, second) }
    }
    compareChoices(before, after)
    compareClauses(before, after)
  }

  mutating func note(_ rule: Rule, before: JSON?, after: JSON?) {
    differences.append(Difference(rule, pointer, before: before, after: after))
  }

  mutating func at(_ token: String, _ body: (inout SchemaComparer) -> Void) {
    pointer.tokens.append(token)
    body(&self)
    pointer.tokens.removeLast()
  }

  /// A trait that is there or not.
  mutating func flip(_ was: Bool, _ isNow: Bool, on: Rule, off: Rule) {
    if was != isNow { note(isNow ? on : off, before: .bool(was), after: .bool(isNow)) }
  }
}

extension SchemaComparer {
  /// What is said of a value beside what it must be like.
  private mutating func compareSurroundings(_ before: SchemaNode, _ after: SchemaNode) {
    flip(
      before.isNullable,
      after.isNullable,
      on: words.becameNullable,
      off: words.becameNotNullable
    )
    compareDefaults(before.defaultValue, after.defaultValue)
    flip(before.isDeprecated, after.isDeprecated, on: words.deprecated, off: words.undeprecated)
    flip(words.hides(before), words.hides(after), on: words.hidden, off: words.shown)
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
    note(rule, before: before.typeNames, after: after.typeNames)
    return rule == words.typeWidened || rule == words.typeNarrowed
  }
}

extension SchemaComparer {
  private mutating func compareProperties(_ before: SchemaNode, _ after: SchemaNode) {
    let names = [before, after].reduce(into: Set<String>()) {
      $0.formUnion($1.properties.keys)
      $0.formUnion($1.required)
    }
    for name in names.sorted() {
      at(name) { $0.compareProperty((before.property(name)), (after.property(name))) }
    }
  }

  private mutating func compareProperty(
    _ before: SchemaNode.Property,
    _ after: SchemaNode.Property
  ) {
    // What does not travel this way is nobody's news.
    let wasThere = before.node.map { !words.hides($0) } ?? false
    let isThere = after.node.map { !words.hides($0) } ?? false
    switch (before.node, after.node) {
    case (nil, nil):
      flip(
        before.isRequired,
        after.isRequired,
        on: words.becameRequired,
        off: words.becameOptional
      )
    case (nil, let new?):
      guard isThere else { return }
      note(
        after.isRequired ? words.requiredAdded : words.optionalAdded,
        before: nil,
        after: new.typeNames
      )
    case (let old?, nil):
      guard wasThere else { return }
      note(
        before.isRequired ? words.requiredRemoved : words.optionalRemoved,
        before: old.typeNames,
        after: nil
      )
    case (let old?, let new?):
      guard wasThere || isThere else { return }
      flip(
        before.isRequired && wasThere,
        after.isRequired && isThere,
        on: words.becameRequired,
        off: words.becameOptional
      )
      compare(old, new)
    }
  }

  /// Members that are not listed.
  private mutating func compareRest(_ before: SchemaNode, _ after: SchemaNode) {
    flip(before.isClosed, after.isClosed, on: words.closed, off: words.opened)
    guard !before.isClosed, !after.isClosed else { return }
    if let first = before.rest.first, let second = after.rest.first {
      at("*") { $0.compare(first, second) }
    } else {
      at("additionalProperties") {
        $0.compareClause(before.rest.first?.json, after.rest.first?.json)
      }
    }
  }
}

extension SchemaNode {
  fileprivate typealias Property = (node: SchemaNode?, isRequired: Bool)

  fileprivate func property(_ name: String) -> Property {
    (properties[name], required.contains(name))
  }
}

extension Set<String> {
  /// Whether these types allow all that the others do: none named is any, and a number may be whole.
  func covers(_ other: Set<String>) -> Bool {
    if isEmpty { return true }
    if other.isEmpty { return false }
    return other.allSatisfy { contains($0) || ($0 == "integer" && contains("number")) }
  }
}
