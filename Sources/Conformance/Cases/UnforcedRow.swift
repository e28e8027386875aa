import CanonicalJSON
import Catalog
import Goldens

/// A published row that no offer is forced to: it goes to one that can give it, in that one's own terms.
struct UnforcedRow: Sendable {
  /// An offer that can give the row, and what it must be asked for.
  struct Taker: Sendable {
    let place: OfferInMode
    let line: ExpectedLine
  }

  let takers: [Taker]

  var model: Model { takers[0].place.model }
  var mode: Mode { takers[0].place.mode }
  var request: JSONObject { takers[0].line.request }
  var source: String { takers.map(\.line.source).joined(separator: "; ") }

  /// The middle and the end of a case's id: `flux.2-max/any/t2i/4x3`.
  var steps: String {
    let name = takers[0].line.id.split(separator: "/").last ?? ""
    return "\(model.id)/any/\(mode.rawValue)/\(name)"
  }

  var expectation: String {
    "asked of \(takers.map(\.place.offer.key).joined(separator: " or "))"
  }

  /// One for each row that hand-written lines give to some of these offers, where a gateway chooses.
  static func all(_ lines: [ExpectedLine], at places: [OfferInMode]) -> [UnforcedRow] {
    let takers = lines.filter { $0.requirement == "size.table" }.compactMap { line in
      places.first { place in
        place.offer.key == line.offer && place.mode.rawValue == line.mode && !place.isNamed
      }.map { Taker(place: $0, line: line) }
    }
    let rows = takers.map { UnforcedRow(takers: [$0]) }
    return Dictionary(grouping: rows, by: \.steps).sorted { $0.key < $1.key }
      .map { UnforcedRow(takers: $0.value.flatMap(\.takers)) }
  }
}

/// Plans for rows that no offer is forced to.
struct UnforcedRowCases {
  func all(_ lines: [ExpectedLine], _ places: [OfferInMode], in catalog: ModelCatalog) -> [Case] {
    UnforcedRow.all(lines, at: places).map {
      item($0, besides: catalog.providers.map { "\($0.name)/" })
    }
  }

  /// Whether a provider that the user declares can give it is no matter of the page's.
  private func item(_ row: UnforcedRow, besides declared: [String]) -> Case {
    var question = Question(
      id: "sizes/\(row.steps)",
      ["size.table"],
      Ask(of: row.model.id, row.mode, row.request),
      expectation: row.expectation,
      source: row.source
    )
    question.model = row.model.id
    return question.planned { plan in
      guard plan.refusal.isEmpty else { return [Judgement("size.table", plan.refusal)] }
      let first = plan.offers.first ?? ""
      if declared.contains(where: first.hasPrefix) { return [Judgement("size.table", .met)] }
      guard let taker = row.takers.first(where: { $0.place.offer.key == first }) else {
        let able = row.takers.map { JSON.string($0.place.offer.key) }
        return [
          Judgement("size.table", plan.compares(.string(first), with: .array(able), at: "offer"))
        ]
      }
      return [
        Judgement(
          "size.table",
          plan.lacks(taker.line.input) + plan.holds(anyOf: taker.line.absent)
        )
      ]
    }
  }
}
