import CanonicalJSON
import Catalog

/// The requests that golden/normalization shows at each offer: every kind of thing a client may send.
enum NormalizationRequests {
  static func all(_ place: OfferInMode) -> [JSONObject] {
    let rows = place.model.sizes.rows.flatMap(SpellingCases.spellings)
    let sizes = SizeCases.requests(place).map(\.fields)
    return distinct(rows + sizes + parameters(place) + unknown + counts)
  }

  private static func distinct(_ requests: [JSONObject]) -> [JSONObject] {
    var seen: Set<String> = []
    return requests.filter { seen.insert(JSON.object($0).text()).inserted }
  }

  /// Each parameter as it may be, at its bounds, and as it may not be.
  private static func parameters(_ place: OfferInMode) -> [JSONObject] {
    let own: Set<String> = ["size", "aspect_ratio", "resolution", "n", "image", "prompt"]
    return place.model.parameters.filter { !own.contains($0.name) }.flatMap { parameter in
      values(parameter).map { [parameter.name: $0] }
    }
  }

  private static func values(_ parameter: Parameter) -> [JSON] {
    var values: [JSON] = parameter.values ?? []
    for bound in [parameter.minimum, parameter.maximum].compactMap({ $0 }) {
      values += [bound - 1, bound, bound + 1].map { .number(JSONNumber($0)) }
    }
    switch parameter.kind {
    case .boolean: values += [true, false, "true"]
    case .integer: values += [7, "7", 7.5]
    case .number: values += [3.5, 4, "4"]
    case .string, .file: values += ["something else", 5]
    }
    return values + [.null]
  }

  private static let unknown: [JSONObject] = [
    ["vendor": ["deep": [1, ["er": true], .null]]],
    ["vendor_id": .number(JSONNumber("123456789012345678901234567890") ?? JSONNumber(0))],
    ["vendor_scale": .number(JSONNumber("1.50") ?? JSONNumber(0))],
    ["vendor_none": .null],
    ["vendor_name": "Größe 😀"],
  ]

  private static let counts: [JSONObject] = [1, 2, 3, 4, 5, 10].flatMap { n -> [JSONObject] in
    [["n": .integer(n)], ["n": .integer(n), "seed": 42]]
  }
}
