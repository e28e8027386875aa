package import CanonicalJSON

/// The picture of one endpoint at one time: its document, its answers, its checks.
package struct Portrait: Sendable, Equatable {
  /// Whether the endpoint is there at all; nil where that was not asked.
  package var isThere: Bool?
  package var schema: SchemaFacts?
  package var answers: [AnswerKind: AnswerShape] = [:]
  /// The faults that the refusal of an impossible request names; nil where none was seen.
  package var faults: [String: ProbedFault]?
  /// Whether the impossible request was accepted instead.
  package var acceptsProbe: Bool?

  package init() {}

  package mutating func add(_ answer: Answer) {
    answers[answer.kind, default: AnswerShape()].add(answer)
  }

  /// Takes in what else is known; of two documents or refusals the later one counts.
  package mutating func merge(_ other: Portrait) {
    isThere = other.isThere ?? isThere
    schema = other.schema ?? schema
    faults = other.faults ?? faults
    acceptsProbe = other.acceptsProbe ?? acceptsProbe
    for (kind, shape) in other.answers { answers[kind, default: AnswerShape()].merge(shape) }
  }
}

extension Portrait {
  package var json: JSON {
    var object = JSONObject()
    object["there"] = isThere.map(JSON.bool)
    object["schema"] = schema?.json
    object["accepts_probe"] = acceptsProbe.map(JSON.bool)
    object["faults"] = faults.map { .sorted($0.mapValues(\.json)) }
    var kinds = JSONObject()
    for kind in AnswerKind.allCases {
      if let shape = answers[kind] { kinds[kind.rawValue] = shape.json }
    }
    if !kinds.isEmpty { object["answers"] = .object(kinds) }
    return .object(object)
  }

  /// Reads the form of `json`; nil where it is none.
  package init?(_ json: JSON) {
    isThere = json["there"]?.boolValue
    acceptsProbe = json["accepts_probe"]?.boolValue
    if let schema = json["schema"] {
      guard let facts = SchemaFacts(schema) else { return nil }
      self.schema = facts
    }
    if let members = json["faults"]?.objectValue?.members {
      var faults: [String: ProbedFault] = [:]
      for member in members {
        guard let fault = ProbedFault(member.value) else { return nil }
        faults[member.name] = fault
      }
      self.faults = faults
    }
    for member in json["answers"]?.objectValue?.members ?? [] {
      guard let kind = AnswerKind(rawValue: member.name), let shape = AnswerShape(member.value)
      else { return nil }
      answers[kind] = shape
    }
  }
}

extension Portrait {
  /// The changes from `before` to this, as far as both know of them.
  package func changes(
    from before: Portrait,
    at subject: String,
    source: Change.Source,
    evidence: String
  ) -> [Change] {
    var seen: Set<String> = []
    return differences(from: before)
      .map { $0.change(at: subject, source: source, evidence: evidence) }
      .filter { seen.insert($0.fingerprint).inserted }
  }

  private func differences(from before: Portrait) -> [Difference] {
    var found: [Difference] = []
    if let was = before.isThere, let isThere, was != isThere {
      found.append(
        Difference(
          isThere ? .endpointAdded : .endpointGone,
          JSONPointer(),
          before: .bool(was),
          after: .bool(isThere)
        )
      )
    }
    if let old = before.schema, let new = schema { found += new.differences(from: old) }
    if let old = before.faults, let new = faults {
      found += FaultComparer.differences(from: old, to: new)
    }
    if let was = before.acceptsProbe, let accepts = acceptsProbe, was != accepts {
      found.append(
        Difference(
          accepts ? .requestProbeAccepted : .requestProbeRefused,
          JSONPointer(["input"]),
          before: .bool(was),
          after: .bool(accepts)
        )
      )
    }
    for kind in AnswerKind.allCases {
      guard let old = before.answers[kind], let new = answers[kind] else { continue }
      found += new.differences(from: old, of: kind)
    }
    return found
  }
}
