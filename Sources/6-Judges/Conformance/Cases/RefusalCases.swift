import Contract
import CanonicalJSON
import Catalog

/// Values that no gateway may send on.
struct RefusalCases {
  let testimony: Testimony

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in RefusalCases.requests(place).compactMap { item(place, $0) } }
  }

  /// A request that no gateway may serve, with the rule that says so.
  struct Request: Sendable {
    var name: String
    var requirement = RequirementName.normRange
    var fields: JSONObject
  }

  /// Everything that is refused at one offer in one mode.
  static func requests(_ place: OfferInMode) -> [Request] {
    formats + published(place) + offered(place) + mistyped(place)
  }

  func item(_ place: OfferInMode, _ request: Request) -> Case? {
    var question = Question(
      place,
      id: "refusals/\(place.steps)/\(request.name)",
      [request.requirement],
      request.fields,
      expectation: "400, and nobody called"
    )
    if request.requirement == .bodyMalformed { question = question.citing(.mistyped) }
    return testimony.refused(question)
  }

  private static let formats =
    (["base64", "", "URL", 1, []] as [JSON]).enumerated().map { index, format in
      Request(
        name: "response-format-\(index + 1)",
        requirement: .formatInvalid,
        fields: ["response_format": format]
      )
    }

  /// Parameters with rules of their own: sizes are mapped, the gateway's own are judged elsewhere.
  static let exempt: Set<String> = [
    "size", "aspect_ratio", "resolution", "n", "response_format", "output_format", "image",
    "width", "height",
  ]

  /// Values that the page excludes: refused wherever the parameter is taken.
  private static func published(_ place: OfferInMode) -> [Request] {
    place.model.parameters.filter { parameter in
      !RefusalCases.exempt.contains(parameter.name) && parameter.modes.contains(place.mode)
        && (parameter.onlyAt == nil || parameter.onlyAt == place.offer.provider)
    }.flatMap { parameter in
      RefusalCases.illegal(parameter).enumerated().map { index, value in
        Request(name: "\(parameter.name)-\(index + 1)", fields: [parameter.name: value])
      }
    }
  }

  private static func illegal(_ parameter: Parameter) -> [JSON] {
    var values: [JSON] = []
    if let listed = parameter.values {
      values.append(parameter.kind == .string ? "no such value" : 999)
      let numerals = listed.compactMap { Int($0.stringValue ?? "") }
      if numerals.count == listed.count, let low = numerals.min(), let high = numerals.max() {
        values += [.string(String(low - 1)), .string(String(high + 1))]
      }
    }
    if let minimum = parameter.minimum { values.append(.number(JSONNumber(minimum - 1))) }
    if let maximum = parameter.maximum { values.append(.number(JSONNumber(maximum + 1))) }
    return values
  }

  /// Values that the page allows and this offer does not: refused where the offer is forced.
  private static func offered(_ place: OfferInMode) -> [Request] {
    place.model.parameters.flatMap { parameter -> [Request] in
      let name = parameter.name
      guard parameter.modes.contains(place.mode), !RefusalCases.exempt.contains(name),
        parameter.onlyAt == nil || parameter.onlyAt == place.offer.provider,
        let field = place.operation.field(place.operation.renames[name] ?? name)
      else { return [] }
      return beyond(field, parameter)
    }
  }

  private static func beyond(_ field: ProviderField, _ parameter: Parameter) -> [Request] {
    func request(_ word: String, _ value: JSON) -> Request {
      Request(name: "\(parameter.name)-\(word)", fields: [parameter.name: value])
    }
    if let highest = parameter.values?.compactMap({ Int($0.stringValue ?? "") }).max() {
      guard let limit = field.maximum, Double(highest) > limit else { return [] }
      return [request("here", .string(String(highest)))]
    }
    guard parameter.values == nil, parameter.kind == .number || parameter.kind == .integer else {
      return []
    }
    var requests: [Request] = []
    if let low = field.minimum.map({ $0 - 1 }), parameter.minimum ?? -.infinity <= low {
      requests.append(request("below-here", .number(JSONNumber(low))))
    }
    if let high = field.maximum.map({ $0 + 1 }), high <= parameter.maximum ?? .infinity {
      requests.append(request("above-here", .number(JSONNumber(high))))
    }
    return requests
  }

  /// OpenAI's fields that the gateway reads itself.
  static let own = [
    Parameter.gatewayField("stream", .boolean), Parameter.gatewayField("user", .string),
    Parameter.gatewayField("partial_images", .integer),
  ]

  /// Each field that is known here, of a kind that it is not.
  private static func mistyped(_ place: OfferInMode) -> [Request] {
    let sizes: Set = ["size", "aspect_ratio", "resolution", "width", "height"]
    let known = place.model.parameters.filter { parameter in
      !sizes.contains(parameter.name) && parameter.kind != .file
        && parameter.modes.contains(place.mode)
        && (parameter.onlyAt == nil || parameter.onlyAt == place.offer.provider)
    }
    return (known + own).map { parameter in
      Request(
        name: "\(parameter.name)-mistyped",
        requirement: .bodyMalformed,
        fields: [parameter.name: otherKind(than: parameter.kind)]
      )
    }
  }

  /// A value that is of another kind in a form, too, where all is text.
  private static func otherKind(than kind: Parameter.Kind) -> JSON {
    switch kind {
    case .string, .file: ["a", "b"]
    case .integer: 1.5
    case .number: "high"
    case .boolean: "maybe"
    }
  }
}

extension RequirementName {
  static let bodyMalformed = RequirementName("body.malformed")
  static let formatInvalid = RequirementName("format.invalid")
  static let normRange = RequirementName("norm.range")
}

extension Citation {
  static let mistyped = Citation.ruling("mistyped")
}
