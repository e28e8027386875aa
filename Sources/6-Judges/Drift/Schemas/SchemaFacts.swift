package import CanonicalJSON

/// The facts of one endpoint in a provider's own document.
package struct SchemaFacts: Sendable, Equatable {
  package var input: SchemaNode
  package var output: SchemaNode
  /// The need of a body in requests; nil where the document is silent.
  package var body: BodyNeed?
  /// The media types that requests and answers come in, without parameters; empty where the document is silent.
  package var requestTypes: Set<String> = []
  package var answerTypes: Set<String> = []
  /// The model's version, where the document names one.
  package var version: String?
  package var isDeprecated = false

  /// Whether requests have a body.
  package enum BodyNeed: String, Sendable {
    case none
    case optional
    case required
  }

  package init(input: SchemaNode, output: SchemaNode) {
    self.input = input
    self.output = output
  }
}

extension SchemaFacts {
  package var json: JSON {
    var object: JSONObject = ["input": input.json, "output": output.json]
    object["body"] = body.map { .string($0.rawValue) }
    for (name, types) in [("request_types", requestTypes), ("answer_types", answerTypes)]
    where !types.isEmpty { object[name] = .array(types.sorted().map(JSON.string)) }
    object["version"] = version.map(JSON.string)
    if isDeprecated { object["deprecated"] = true }
    return .object(object)
  }

  /// Reads the form of `json`.
  package init?(_ json: JSON) {
    guard let input = json["input"], let output = json["output"] else { return nil }
    let reader = SchemaReader(document: json)
    self.init(input: reader.node(input), output: reader.node(output))
    body = json["body"]?.stringValue.flatMap(BodyNeed.init)
    requestTypes = Set(json["request_types"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    answerTypes = Set(json["answer_types"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    version = json["version"]?.stringValue
    isDeprecated = json["deprecated"]?.boolValue ?? false
  }
}

extension SchemaFacts {
  /// The differences from `before` to this.
  func differences(from before: SchemaFacts) -> [Difference] {
    let (input, output) = (JSONPointer(["input"]), JSONPointer(["output"]))
    var found = bodyDifferences(from: before, at: input)
    if before.body != BodyNeed.none, body != BodyNeed.none {
      found += self.input.differences(from: before.input, .request, at: input)
    }
    found += self.output.differences(from: before.output, .response, at: output)
    found += SchemaFacts.types(before.requestTypes, requestTypes, direction: .request, at: input)
    found += SchemaFacts.types(before.answerTypes, answerTypes, direction: .response, at: output)
    if isDeprecated != before.isDeprecated {
      found.append(
        Difference(
          isDeprecated ? .endpointDeprecated : .endpointUndeprecated,
          JSONPointer(["deprecated"]),
          before: .bool(before.isDeprecated),
          after: .bool(isDeprecated)
        )
      )
    }
    if let old = before.version, let new = version, old != new {
      found.append(
        Difference(
          .modelVersionChanged,
          JSONPointer(["version"]),
          before: .string(old),
          after: .string(new)
        )
      )
    }
    return found
  }

  /// The changes from `before` to this, told as those of one endpoint's document.
  package func changes(from before: SchemaFacts, at subject: String) -> [Change] {
    differences(from: before)
      .map { $0.change(at: subject, source: .schema, evidence: "two documents") }
  }

  private func bodyDifferences(
    from before: SchemaFacts,
    at pointer: JSONPointer
  ) -> [Difference] {
    guard let old = before.body, let new = body, old != new else { return [] }
    func difference(_ rule: Rule) -> Difference {
      Difference(rule, pointer, before: .string(old.rawValue), after: .string(new.rawValue))
    }
    var found: [Difference] = []
    if old == .none { found.append(difference(.requestBodyAdded)) }
    if new == .none { found.append(difference(.requestBodyRemoved)) }
    if new == .required { found.append(difference(.requestBodyBecameRequired)) }
    if old == .required { found.append(difference(.requestBodyBecameOptional)) }
    return found
  }

  private static func types(
    _ before: Set<String>,
    _ after: Set<String>,
    direction: Direction,
    at pointer: JSONPointer
  ) -> [Difference] {
    guard !before.isEmpty, !after.isEmpty else { return [] }
    let words = SchemaWords(direction)
    let place = pointer.appending("media-type")
    return after.subtracting(before).sorted()
      .map { Difference(words.mediaTypeAdded, place, before: nil, after: .string($0)) }
      + before.subtracting(after).sorted()
      .map { Difference(words.mediaTypeRemoved, place, before: .string($0), after: nil) }
  }
}
