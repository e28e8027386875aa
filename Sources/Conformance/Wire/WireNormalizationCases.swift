import CanonicalJSON
import Catalog
import Findings

/// What the gateway does not know goes on as it is, and nothing is added to it.
struct WireNormalizationCases {
  let cases: WireCases

  func all(_ places: [OfferInMode]) -> [Case] { places.flatMap(unknown) }

  private static let unknown: [(name: String, value: JSON)] = [
    ("nested", ["b": [1, true, .null], "a": ["deep": "yes"]]),
    ("long-integer", .number(JSONNumber("123456789012345678901234567890") ?? JSONNumber(0))),
    ("float-text", .number(JSONNumber("1.50") ?? JSONNumber(0))),
    ("null", .null),
    ("unicode", "Größe 😀"),
  ]

  /// A form knows only text, so that edits say in JSON what is none.
  private func unknown(_ place: OfferInMode) -> [Case] {
    WireNormalizationCases.unknown.compactMap { name, value in
      var question = WireQuestion(
        place,
        "unknown-\(name)",
        ["norm.unknown"],
        ["vendor_option": value, "prompt": WireQuestion.smallPicture],
        expectation: "vendor_option upstream as it came"
      )
      if place.mode == .edit, value.stringValue == nil {
        guard cases.gateway.claims.jsonEdits else { return nil }
        question.request.encoding = .json
      }
      return cases.served(question) { seen in
        seen.calls.first?.lacks(["vendor_option": value]) ?? seen.calls(1)
      }
    }
  }
}
