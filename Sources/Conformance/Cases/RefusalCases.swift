import CanonicalJSON
import Catalog

/// Values that no gateway may send on.
struct RefusalCases {
  let cases: PlanCases

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      formats(place) + published(place) + offered(place)
    }
  }

  private func refusal(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: String,
    _ fields: JSONObject
  ) -> Case {
    let question = PlanCases.Question(
      place,
      id: "refusals/\(place.steps)/\(name)",
      requirement: requirement,
      request: fields,
      expectation: "400, and nobody called",
      source: "ruling on normalization and on n and response_format"
    )
    return cases.item(question) { [Judgement(requirement, $0.admission)] }
  }

  private func formats(_ place: OfferInMode) -> [Case] {
    (["base64", "", "URL", 1, []] as [JSON]).enumerated().map { index, format in
      refusal(place, "response-format-\(index + 1)", "format.invalid", ["response_format": format])
    }
  }

  /// Parameters with rules of their own: sizes are mapped, the gateway's own are judged elsewhere.
  private static let exempt: Set<String> = [
    "size", "aspect_ratio", "resolution", "n", "response_format", "output_format", "image",
    "width", "height",
  ]

  /// What the page excludes is refused wherever the parameter is taken.
  private func published(_ place: OfferInMode) -> [Case] {
    place.model.parameters.filter { parameter in
      !RefusalCases.exempt.contains(parameter.name) && parameter.modes.contains(place.mode)
        && (parameter.onlyAt == nil || parameter.onlyAt == place.offer.provider)
    }.flatMap { parameter in
      RefusalCases.illegal(parameter).enumerated().map { index, value in
        refusal(
          place,
          "\(parameter.name)-\(index + 1)",
          "norm.range",
          [parameter.name: value]
        )
      }
    }
  }

  private static func illegal(_ parameter: Parameter) -> [JSON] {
    var values: [JSON] = []
    if parameter.values != nil {
      values.append(parameter.kind == .string ? "no such value" : 999)
    }
    if let minimum = parameter.minimum { values.append(.number(JSONNumber(minimum - 1))) }
    if let maximum = parameter.maximum { values.append(.number(JSONNumber(maximum + 1))) }
    return values
  }

  /// What the page allows and this offer does not: refused where the offer is forced.
  private func offered(_ place: OfferInMode) -> [Case] {
    place.model.parameters.compactMap { parameter in
      guard parameter.modes.contains(place.mode), !RefusalCases.exempt.contains(parameter.name),
        let highest = parameter.values?.compactMap({ Int($0.stringValue ?? "") }).max(),
        let field = place.operation.field(parameter.name), let limit = field.maximum,
        Double(highest) > limit
      else { return nil }
      let fields: JSONObject = [parameter.name: .string(String(highest))]
      return refusal(place, "\(parameter.name)-here", "norm.range", fields)
    }
  }
}
