package import CanonicalJSON

/// One value as a schema describes it, with all references and combinations resolved.
package struct SchemaNode: Sendable, Equatable {
  /// `string`, `integer`, `number`, `boolean`, `array`, `object`; empty where anything goes.
  package var types: Set<String> = []
  package var isNullable = false
  /// The values that are allowed; nil where there is no list.
  package var values: [JSON]?
  /// The one value that is allowed, by `const`.
  package var constant: JSON?
  package var defaultValue: JSON?
  package var format: String?
  /// Each holds for every string.
  package var patterns: Set<String> = []
  /// Bounds by the keyword that states them: `minimum`, `maxItems`, and fal's `x-fal/max_width`.
  package var bounds: [String: Double] = [:]
  package var isDeprecated = false
  package var access = Access.both
  package var properties: [String: SchemaNode] = [:]
  package var required: Set<String> = []
  /// Whether no members are allowed but those that are listed.
  package var isClosed = false
  /// The schema of members that are not listed: one or none.
  package var rest: [SchemaNode] = []
  /// The schema of an array's elements: one or none.
  package var elements: [SchemaNode] = []
  /// The forms of one type that a value may have; empty where types alone tell them apart.
  package var choices: [Choice] = []
  /// The member that tells the forms apart, and which value means which form.
  package var discriminator: JSON?
  /// Conditions beside all that, by keyword: `not`, `then`, `prefixItems`, `dependentRequired/mask`.
  package var clauses: [String: JSON] = [:]

  package init() {}

  /// Which way a member travels.
  package enum Access: String, Sendable {
    case both
    case readOnly
    case writeOnly
  }

  /// One of several forms.
  package struct Choice: Sendable, Equatable {
    /// The name of the schema that it refers to, or its title.
    package var name: String?
    package var node: SchemaNode
  }
}

extension SchemaNode {
  /// The types as they are told: one name, or a list of them.
  var typeNames: JSON {
    let names = types.isEmpty ? ["any"] : types.sorted()
    return names.count == 1 ? .string(names[0]) : .array(names.map(JSON.string))
  }

  /// What a value must be like, without what stands beside that.
  var core: SchemaNode {
    var node = self
    (node.isNullable, node.isDeprecated, node.defaultValue) = (false, false, nil)
    return node
  }

  /// Whether it names types and says nothing else of them.
  var isBare: Bool {
    var plain = SchemaNode()
    plain.types = types
    return !types.isEmpty && core == plain
  }
}

extension SchemaNode.Choice {
  /// What pointers call it.
  var token: String {
    name ?? (node.types.isEmpty ? "any" : node.types.sorted().joined(separator: "|"))
  }
}
