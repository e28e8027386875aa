import CanonicalJSON

extension SchemaComparer {
  mutating func compareClauses(_ before: SchemaNode, _ after: SchemaNode) {
    for name in Set(before.clauses.keys).union(after.clauses.keys).sorted() {
      at(name) { comparer in
        if name == SchemaNode.beginning { return comparer.comparePositions(before, after) }
        let (old, new) = (before.condition(name), after.condition(name))
        if let old, let new { return comparer.compare(old, new) }
        comparer.compareClause(before.clauses[name], after.clauses[name])
      }
    }
  }

  /// A condition that is not looked into: who changes it takes from some values and gives to others.
  mutating func compareClause(_ before: JSON?, _ after: JSON?) {
    switch (before, after) {
    case (nil, nil): break
    case (nil, let new?): note(words.clauseAdded, before: nil, after: new)
    case (let old?, nil): note(words.clauseRemoved, before: old, after: nil)
    case (let old?, let new?):
      if old.text(.canonical) != new.text(.canonical) {
        note(words.clauseChanged, before: old, after: new)
      }
    }
  }

  /// A list's beginning, position by position; what it does not reach is held to what follows it.
  private mutating func comparePositions(_ before: SchemaNode, _ after: SchemaNode) {
    let (old, new) = (before.positions, after.positions)
    for place in 0..<max(old.count, new.count) {
      let first = place < old.count ? old[place] : before.follower
      let second = place < new.count ? new[place] : after.follower
      at("\(place)") { comparer in
        switch (first, second) {
        case (nil, nil): break
        case (nil, let second?):
          comparer.note(comparer.words.optionalAdded, before: nil, after: second.typeNames)
        case (let first?, nil):
          comparer.note(comparer.words.optionalRemoved, before: first.typeNames, after: nil)
        case (let first?, let second?): comparer.compare(first, second)
        }
      }
    }
  }
}

extension SchemaNode {
  fileprivate static let beginning = "prefixItems"

  /// The schemas of a list's first elements.
  fileprivate var positions: [SchemaNode] {
    (clauses[SchemaNode.beginning]?.arrayValue ?? []).map { SchemaReader(document: $0).node($0) }
  }

  /// The schema of the elements behind those; nil where there may be none.
  fileprivate var follower: SchemaNode? {
    clauses["items"] == false ? nil : elements.first ?? SchemaNode()
  }

  /// Keywords whose schema holds for all values that they are about, so that a narrower one allows less.
  private static let lookedInto: Set<Substring> = [
    "contains", "contentSchema", "dependentSchemas", "else", "patternProperties", "propertyNames",
    "then", "unevaluatedItems", "unevaluatedProperties",
  ]

  /// The schema of such a clause.
  fileprivate func condition(_ name: String) -> SchemaNode? {
    guard SchemaNode.lookedInto.contains(name.prefix { $0 != "/" }), let clause = clauses[name],
      clause.objectValue != nil
    else { return nil }
    return SchemaReader(document: clause).node(clause)
  }
}
