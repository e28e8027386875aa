import CanonicalJSON

extension SchemaNode {
  /// Takes in one part of an `allOf`, or what stands beside a reference: both must hold.
  mutating func narrow(_ part: SchemaNode) {
    types = SchemaNode.common(types, part.types)
    isNullable = isNullable || part.isNullable
    values = SchemaNode.common(values, part.values)
    constant = part.constant ?? constant
    defaultValue = part.defaultValue ?? defaultValue
    format = part.format ?? format
    patterns.formUnion(part.patterns)
    for (name, bound) in part.bounds {
      bounds[name] = bounds[name].map { SchemaBound(name).tighter($0, bound) } ?? bound
    }
    isDeprecated = isDeprecated || part.isDeprecated
    if part.access != .both { access = part.access }
    properties.merge(part.properties) { $0.narrowed($1) }
    required.formUnion(part.required)
    isClosed = isClosed || part.isClosed
    rest = SchemaNode.both(rest, part.rest)
    elements = SchemaNode.both(elements, part.elements)
    choices += part.choices
    discriminator = part.discriminator ?? discriminator
    clauses.merge(part.clauses) { $1 }
  }

  private func narrowed(_ part: SchemaNode) -> SchemaNode {
    var node = self
    node.narrow(part)
    return node
  }

  private static func both(_ first: [SchemaNode], _ second: [SchemaNode]) -> [SchemaNode] {
    guard let one = first.first, let other = second.first else { return first + second }
    return [one.narrowed(other)]
  }

  /// Types that both allow; where they contradict each other, the later word counts.
  private static func common(_ first: Set<String>, _ second: Set<String>) -> Set<String> {
    if first.isEmpty || second.isEmpty { return first.union(second) }
    var common = first.intersection(second)
    for (one, other) in [(first, second), (second, first)]
    where one.contains("integer") && other.contains("number") { common.insert("integer") }
    return common.isEmpty ? second : common
  }

  private static func common(_ first: [JSON]?, _ second: [JSON]?) -> [JSON]? {
    guard let first, let second else { return first ?? second }
    let common = first.filter { value in second.contains { $0.isSameValue(as: value) } }
    return common.isEmpty ? second : common
  }
}

extension SchemaNode {
  /// The schema that allows what any of several does.
  ///
  /// Where types tell the choices apart they become one; null is a property of the whole.
  init(choosing choices: [Choice]) {
    self.init()
    var open: [Choice] = []
    for var choice in choices {
      isNullable = isNullable || choice.node.allowsNull
      guard !choice.node.isNull else { continue }
      choice.node.isNullable = false
      open.append(choice)
    }
    open = SchemaNode.withoutRepeated(SchemaNode.joiningValues(open))
    if SchemaNode.areApart(open) {
      for choice in open { widen(choice.node) }
    } else {
      types =
        open.contains { $0.node.types.isEmpty }
        ? [] : open.reduce(into: []) { $0.formUnion($1.node.types) }
      self.choices = open
    }
  }

  private var allowsNull: Bool { isNullable || constant?.isNull == true }

  /// Whether it allows nothing but null.
  private var isNull: Bool {
    var rest = core
    if rest.constant?.isNull == true { rest.constant = nil }
    if rest.values?.isEmpty == true { rest.values = nil }
    return allowsNull && rest == SchemaNode()
  }

  /// A choice that names types and nothing else covers all others of those types.
  private static func withoutRepeated(_ choices: [Choice]) -> [Choice] {
    var kept: [Choice] = []
    for (place, choice) in choices.enumerated() {
      let isCovered = choices.enumerated().contains { other, bare in
        other != place && bare.node.isBare && !choice.node.types.isEmpty
          && bare.node.types.covers(choice.node.types)
          && (bare.node.types != choice.node.types || !choice.node.isBare || other < place)
      }
      if !isCovered { kept.append(choice) }
    }
    return kept
  }

  /// Choices that only list values are one list.
  private static func joiningValues(_ choices: [Choice]) -> [Choice] {
    var joined: [Choice] = []
    for var choice in choices {
      if choices.count > 1, let value = choice.node.constant {
        (choice.node.constant, choice.node.values) = (nil, [value])
      }
      guard let values = choice.node.values else {
        joined.append(choice)
        continue
      }
      if choice.node.types.isEmpty { choice.node.types = Set(values.map(\.schemaType)) }
      let frame = choice.node.withoutValues
      if let place = joined.firstIndex(where: {
        $0.node.values != nil && $0.node.withoutValues == frame
      }) {
        let known = joined[place].node.values ?? []
        joined[place].node.values =
          known + values.filter { value in !known.contains { $0.isSameValue(as: value) } }
        joined[place].name = nil
      } else {
        joined.append(choice)
      }
    }
    return joined
  }

  private var withoutValues: SchemaNode {
    var node = core
    node.values = nil
    return node
  }

  /// Whether each type is of one choice only, so that nothing gets lost when they become one.
  private static func areApart(_ choices: [Choice]) -> Bool {
    guard choices.count > 1 else { return true }
    var seen: Set<String> = []
    for choice in choices {
      let types = choice.node.types
      guard !types.isEmpty, choice.node.choices.isEmpty, seen.isDisjoint(with: types) else {
        return false
      }
      seen.formUnion(types)
      if types.contains("integer") || types.contains("number") {
        seen.formUnion(["integer", "number"])
      }
    }
    let nodes = choices.map(\.node)
    return nodes.count { $0.format != nil } <= 1 && !nodes.contains { !$0.clauses.isEmpty }
  }

  /// Takes in one choice whose types no other has.
  private mutating func widen(_ choice: SchemaNode) {
    types.formUnion(choice.types)
    if let more = choice.values { values = (values ?? []) + more }
    constant = choice.constant
    defaultValue = defaultValue ?? choice.defaultValue
    format = format ?? choice.format
    patterns.formUnion(choice.patterns)
    bounds.merge(choice.bounds) { first, _ in first }
    isDeprecated = isDeprecated || choice.isDeprecated
    if choice.access != .both { access = choice.access }
    properties.merge(choice.properties) { first, _ in first }
    required.formUnion(choice.required)
    isClosed = isClosed || choice.isClosed
    rest += choice.rest
    elements += choice.elements
    choices += choice.choices
    discriminator = discriminator ?? choice.discriminator
    clauses.merge(choice.clauses) { first, _ in first }
  }
}

extension JSON {
  /// The name that schemas have for the type of this value.
  fileprivate var schemaType: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number(let number): number.isWhole ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
