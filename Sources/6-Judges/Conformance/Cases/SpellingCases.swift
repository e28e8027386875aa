import Contract
import Bytes
import CanonicalJSON
import Catalog

/// The four spellings of a row, judged by equality with each other.
struct SpellingCases {
  let testimony: Testimony

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      // Of several rows of one shape and scale, a ratio means the law's; the others have their pixels alone.
      place.model.sizes.rows.filter { row in
        place.model.sizes.row(ratio: row.ratio, tier: row.tier) == row
      }.compactMap { item(place, $0) }
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

  private func item(_ place: OfferInMode, _ row: SizeTable.Row) -> Case? {
    let spellings = SpellingCases.spellings(row)
    var question = Question(
      place,
      id: "spellings/\(place.steps)/\(row.ratio.text.replacing(":", with: "x"))-\(row.tier.name)",
      [.sizeSpellings],
      spellings[0],
      expectation: "the same input for every spelling of \(row.pixels)"
    )
    if place.model.sizes.rows.contains(where: { $0 != row && $0.isTwin(of: row) }) {
      question = question.citing(.twoRows)
    }
    if place.operation.sizing.fields.isEmpty { question = question.citing(.sizeWithoutField) }
    return testimony.compared(question, asking: spellings.map(place.ask)) { seen in
      [Judgement(.sizeSpellings, SpellingCases.mismatches(seen, spellings, place))]
    }
  }

  /// Where a spelling leads to another size than the first one; another way to say the same pixels does not.
  private static func mismatches(
    _ seen: [Evidence],
    _ spellings: [JSONObject],
    _ place: OfferInMode
  ) -> [Mismatch] {
    var first: JSONObject?
    for (evidence, spelling) in zip(seen, spellings) {
      guard evidence.refusal.isEmpty, let call = evidence.calls.first else {
        return evidence.refusal + evidence.calls(1)
      }
      let input = call.sizes(at: place)
      let wanted = first ?? input
      first = wanted
      let isSame =
        JSON.object(input).differences(from: .object(wanted)).isEmpty
        || call.isEquivalent(to: wanted, at: place)
      guard isSame else {
        return [
          Mismatch(
            side: .upstream,
            pointer: JSONPointer(["input"]),
            actual: .object(input),
            expected: .object(wanted),
            why: "asked as \(JSON.object(spelling).text())"
          )
        ]
      }
    }
    return []
  }
}

extension SizeTable.Row {
  /// Whether no ratio and no scale can tell the two apart.
  fileprivate func isTwin(of other: SizeTable.Row) -> Bool {
    ratio == other.ratio && tier == other.tier
  }
}

extension Citation {
  static let twoRows = Citation.ruling("two-rows")
}

extension RequirementName {
  static let sizeSpellings = RequirementName("size.spellings")
}
