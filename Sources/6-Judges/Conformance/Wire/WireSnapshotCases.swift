import Contract
import CanonicalJSON
import Catalog

/// Inputs that a provider beside those of the pages receives for each kind of request, held to the user's own golden.
struct WireSnapshotCases {
  let catalog: ModelCatalog
  let received: ReceivedInputs

  func all(_ places: [OfferInMode]) -> [Case] {
    let further = catalog.furtherProviders
    return places.filter { further.contains($0.offer.provider) }.flatMap { place in
      WireSnapshotCases.requests(place).enumerated().map { item(place, $0.offset, $0.element) }
    }
  }

  private func item(_ place: OfferInMode, _ number: Int, _ fields: JSONObject) -> Case {
    let name = fields.names.isEmpty ? "plain" : fields.names.joined(separator: "+")
    var question = Question(
      place,
      "\(name)-\(number)",
      [.declaredInput],
      fields,
      expectation: "what \(ReceivedInputs.file(of: place)) holds"
    )
    question.source = "the user's golden"
    question.id = "wire/declared/\(place.steps)/\(name)-\(number)"
    question.requirements = [.declaredInput]
    return question.judged { seen in
      let line: JSON = [
        "request": .object(fields), "status": .integer(seen.status),
        "received": .array(seen.callsByInput.map(\.input)),
      ]
      return [received.judge(line, in: ReceivedInputs.file(of: place))]
    }
  }

  /// Nothing, every size, every parameter, several pictures, and an unknown field.
  static func requests(_ place: OfferInMode) -> [JSONObject] {
    let sizes = place.model.sizes
    var requests: [JSONObject] = [[:]]
    requests += sizes.rows.map { ["size": .string("\($0.pixels)")] }
    if sizes.takesAuto { requests.append(["size": "auto"]) }
    if sizes.custom != nil { requests.append(["size": "1000x600"]) }
    let own: Set<String> = ["size", "aspect_ratio", "resolution", "n", "image", "prompt"]
    for parameter in place.model.parameters where !own.contains(parameter.name) {
      requests += values(parameter).map { [parameter.name: $0] }
    }
    return requests + [["n": 2, "seed": 42], ["vendor": ["deep": [1, .null]]]]
  }

  private static func values(_ parameter: Parameter) -> [JSON] {
    if let values = parameter.values { return values }
    switch parameter.kind {
    case .boolean: return [true, false]
    case .integer, .number:
      let bounds = [parameter.minimum, parameter.maximum].compactMap { $0 }
      return bounds.isEmpty ? [3] : bounds.map { .number(JSONNumber($0)) }
    case .string, .file: return ["some words"]
    }
  }
}
