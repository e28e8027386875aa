import Contract
import CanonicalJSON
import Catalog

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
  /// The ruling that a line of it stands on.
  var ruling: String? { takers.lazy.compactMap(\.line.ruling).first }

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
    let takers = lines.filter { $0.requirement == RequirementName.sizeTable.id }.compactMap {
      line in
      places.first { place in
        place.offer.key == line.offer && place.mode.rawValue == line.mode && !place.isNamed
      }.map { Taker(place: $0, line: line) }
    }
    let rows = takers.map { UnforcedRow(takers: [$0]) }
    return Dictionary(grouping: rows, by: \.steps).sorted { $0.key < $1.key }
      .map { UnforcedRow(takers: $0.value.flatMap(\.takers)) }
  }
}

/// Published rows without a provider's name: the provider that is asked must be able to give them.
struct UnforcedRowCases {
  let testimony: Testimony
  let places: [OfferInMode]
  /// The providers that the user declares: whether they can give a row is no matter of the page's.
  let declared: [String]

  func all(_ lines: [ExpectedLine]) -> [Case] {
    UnforcedRow.all(lines, at: places).compactMap(item)
  }

  private func item(_ row: UnforcedRow) -> Case? {
    var question = Question(
      row.takers[0].place,
      id: "sizes/\(row.steps)",
      [.sizeTable, .sizeDelivered],
      row.request,
      expectation: row.expectation
    ).unforced
    question.source = row.source
    if let ruling = row.ruling { question = question.citing(.ruling(ruling)) }
    return testimony.judged(question) { seen in
      guard seen.refusal.isEmpty, let call = seen.calls.first else {
        return [Judgement(.sizeTable, seen.refusal + seen.calls(1))]
      }
      if declared.contains(call.provider) { return [Judgement(.sizeTable, .met)] }
      let taker = row.takers.first {
        call.goesElsewhere(than: $0.place.operation.endpoint).isEmpty
      }
      guard let taker else {
        let found = row.takers.flatMap { call.goesElsewhere(than: $0.place.operation.endpoint) }
        return [Judgement(.sizeTable, found)]
      }
      let found = call.differs(
        from: taker.line.input,
        without: taker.line.absent,
        at: taker.place
      )
      return [Judgement(.sizeTable, found)]
        + (found.isEmpty ? await seen.delivery(taker.line) : [])
    }
  }
}

extension RequirementName {
  static let sizeTable = RequirementName("size.table")
}
