import CanonicalJSON
import Catalog
import Findings

/// The four spellings of a row, judged by equality with each other.
struct SpellingCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      place.model.sizes.rows.map { item(place, $0) }
    }
  }

  /// Every way to ask for `row`; without the scale only where that is the default one.
  static func spellings(_ row: SizeTable.Row) -> [JSONObject] {
    let ratio = JSON.string(row.ratio.text)
    let tier = JSON.string(row.tier.name)
    let whole: [JSONObject] = [
      ["size": .string(row.pixels.description)],
      ["aspect_ratio": ratio, "resolution": tier],
      ["size": ratio, "resolution": tier],
    ]
    guard row.tier.base == 1024 else { return whole }
    return whole + [["size": ratio], ["aspect_ratio": ratio]]
  }

  private func item(_ place: OfferInMode, _ row: SizeTable.Row) -> Case {
    let spellings = SpellingCases.spellings(row)
    let name = "\(row.ratio.text.replacing(":", with: "x"))-\(row.tier.name)"
    let question = Question(
      place,
      id: "spellings/\(place.steps)/\(name)",
      ["size.spellings"],
      spellings[0],
      expectation: "the same input for every spelling of \(row.pixels)",
      source: "the published table; ruling on sizes, size.spellings"
    )
    return question.planned(asking: spellings.map(place.ask)) { plans in
      [Judgement("size.spellings", SpellingCases.mismatches(plans, spellings))]
    }
  }

  private static func mismatches(_ plans: [PlanView], _ spellings: [JSONObject]) -> [Mismatch] {
    for (index, plan) in plans.enumerated() {
      guard plan.refusal.isEmpty else { return plan.refusal }
      let differences = JSON.array(plan.inputs).differences(
        from: .array(plans[0].inputs),
        comparing: .byText,
        limit: 3
      )
      guard differences.isEmpty else {
        return differences.map { difference in
          Mismatch(
            side: .upstream,
            pointer: difference.pointer,
            actual: difference.actual,
            expected: difference.expected,
            why: "asked as \(JSON.object(spellings[index]).text())"
          )
        }
      }
    }
    return []
  }
}
