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

  private func unknown(_ place: OfferInMode) -> [Case] {
    WireNormalizationCases.unknown.map { name, value in
      let question = WireCases.Question(
        place,
        "unknown-\(name)",
        ["norm.unknown"],
        ["vendor_option": value],
        expectation: "vendor_option upstream as it came"
      )
      return cases.item(question) { seen in
        let found = seen.calls.first?.lacks(["vendor_option": value]) ?? seen.calls(1)
        return [Judgement("norm.unknown", seen.refusal.isEmpty ? found : seen.refusal)]
      }
    }
  }
}
