import CanonicalJSON

extension SchemaComparer {
  /// A schema that became one of several forms, or one that is left of them; true where that is all to be said.
  mutating func compareWrapping(_ before: SchemaNode, _ after: SchemaNode) -> Bool {
    guard before.choices.isEmpty != after.choices.isEmpty else { return false }
    let isWrapped = before.choices.isEmpty
    let (plain, several) = isWrapped ? (before, after) : (after, before)
    guard let same = several.choices.firstIndex(where: { $0.node.core == plain.core }) else {
      return false
    }
    var others = several.choices
    others.remove(at: same)
    for choice in others { note(choice, isNew: isWrapped) }
    return true
  }

  /// Forms are matched by name, then by what they are, then by type where one is left on both sides.
  mutating func compareChoices(_ before: SchemaNode, _ after: SchemaNode) {
    guard !before.choices.isEmpty, !after.choices.isEmpty else {
      return at("anyOf") { $0.compareClause(before.choiceClause, after.choiceClause) }
    }
    var (old, new) = (before.choices, after.choices)
    for (first, second) in SchemaComparer.matches(&old, &new) {
      at(first.token) { $0.compare(first.node, second.node) }
    }
    for choice in old { note(choice, isNew: false) }
    for choice in new { note(choice, isNew: true) }
    compareDiscriminators(before.discriminator, after.discriminator)
  }

  private mutating func note(_ choice: SchemaNode.Choice, isNew: Bool) {
    let types = choice.node.typeNames
    at(choice.token) {
      if isNew {
        $0.note($0.words.choiceAdded, before: nil, after: types)
      } else {
        $0.note($0.words.choiceRemoved, before: types, after: nil)
      }
    }
  }

  private typealias Pair = (SchemaNode.Choice, SchemaNode.Choice)

  private static func matches(
    _ old: inout [SchemaNode.Choice],
    _ new: inout [SchemaNode.Choice]
  ) -> [Pair] {
    var pairs: [Pair] = []
    func take(_ isMatch: (SchemaNode.Choice, SchemaNode.Choice) -> Bool) {
      for choice in old {
        guard let place = new.firstIndex(where: { isMatch(choice, $0) }),
          let here = old.firstIndex(of: choice)
        else { continue }
        pairs.append((choice, new.remove(at: place)))
        old.remove(at: here)
      }
    }
    take { $0.name != nil && $0.name == $1.name }
    take { $0.node.core == $1.node.core }
    take { first, second in
      first.node.types == second.node.types
        && old.count { $0.node.types == first.node.types } == 1
        && new.count { $0.node.types == first.node.types } == 1
    }
    return pairs
  }

  private mutating func compareDiscriminators(_ before: JSON?, _ after: JSON?) {
    let (old, new) = (before?.text(.canonical), after?.text(.canonical))
    guard old != new else { return }
    at("discriminator") { $0.note($0.words.discriminatorChanged, before: before, after: after) }
  }
}

extension SchemaNode {
  /// Forms that stand beside what is said already: one more condition.
  fileprivate var choiceClause: JSON? {
    choices.isEmpty ? nil : .array(choices.map { .string($0.token) })
  }
}
