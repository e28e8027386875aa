import CanonicalJSON
import Catalog

/// Holds a provider's document against what the catalog says of the same input.
enum CatalogComparer {
  /// The differences of the document, told as changes from the catalog to the document.
  static func changes(_ subject: Subject, _ facts: SchemaFacts, evidence: String) -> [Change] {
    let known = SchemaNode(fields: fields(of: subject))
    return facts.input.differences(from: known, .request, at: JSONPointer(["input"]))
      .filter { isOfField($0.pointer) && !untold.contains($0.rule) }
      .map { $0.change(at: subject.id, source: .schema, evidence: evidence) }
  }

  /// The catalog knows fields and their bounds, and nothing of what lies inside them.
  private static func isOfField(_ pointer: JSONPointer) -> Bool {
    let inside = pointer.tokens.dropFirst(2)
    return inside.isEmpty || inside.first.map(SchemaBound.names.contains) ?? false
  }

  /// What the catalog has no words for.
  private static let untold: Set<Rule> = [
    .requestPatternAdded, .requestConstantAdded, .requestClosed, .requestPropertyBecameReadOnly,
  ]

  /// Modes that share an endpoint share its fields.
  private static func fields(of subject: Subject) -> [ProviderField] {
    var fields = subject.operation.fields
    for operation in subject.offer.operations.values where operation.endpoint == subject.endpoint {
      for field in operation.fields where !fields.contains(where: { $0.name == field.name }) {
        fields.append(field)
      }
    }
    return fields
  }
}

extension SchemaNode {
  /// A provider's input as the catalog has it.
  init(fields: [ProviderField]) {
    self.init()
    types = ["object"]
    required = Set(fields.filter(\.isRequired).map(\.name))
    for field in fields { properties[field.name] = SchemaNode(field) }
  }

  private init(_ field: ProviderField) {
    self.init()
    isNullable = field.isNullable
    values = field.values
    defaultValue = field.defaultValue
    if let minimum = field.minimum { bounds["minimum"] = minimum }
    if let maximum = field.maximum { bounds["maximum"] = maximum }
    if let multiple = field.multiple { bounds["multipleOf"] = Double(multiple) }
    switch field.kind {
    case .string: types = ["string"]
    case .integer: types = ["integer"]
    case .number: types = ["number"]
    case .boolean: types = ["boolean"]
    case .uri:
      types = ["string"]
      format = "uri"
    case .uris:
      types = ["array"]
      if let most = field.maximumCount { bounds["maxItems"] = Double(most) }
    case .imageSize: types = ["string", "object"]
    }
  }
}
