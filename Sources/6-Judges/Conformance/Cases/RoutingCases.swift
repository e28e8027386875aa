import Contract
import Bytes
import CanonicalJSON
import Catalog

/// Which offers are tried in which order, and what an answer costs: a hand-written table.
struct RoutingCases {
  /// One row of the table.
  struct Row: Sendable {
    var name: String
    var requirement: RequirementName
    var model: String
    var mode: Mode
    var request: JSONObject
    /// The offers that must be tried, in order; none where no provider may be asked.
    var offers: [String]?
    /// The bill of the first of them; nil where no cost is looked at.
    var bill: Bill?
    /// The citation that its first requirement stands on, where that is not its own grounds.
    var citation: Citation?
  }

  /// So many pictures of so many megapixels each, at the price that the catalog has.
  struct Bill: Sendable {
    var pictures: Int
    var megapixels: Int

    /// Null where nobody knows the price.
    func cost(at price: Price?) -> JSON {
      price?.reckoned(megapixels: megapixels).map { ($0 * pictures).json } ?? .null
    }
  }

  let testimony: Testimony
  let places: [OfferInMode]
  /// The providers that the user declares: whether they are tried is no matter of the table's.
  let declared: [String]

  func all(_ rows: [Row] = RoutingCases.table) -> [Case] { rows.compactMap(item) }

  /// Nil where no offer at hand can show it; what a gateway pays is looked at on plans alone.
  private func item(_ row: Row) -> Case? {
    guard let place = place(of: row) else { return nil }
    var forced = Question(
      place,
      id: "routing/\(place.model.id)/\(row.name)",
      [row.requirement],
      row.request,
      expectation: RoutingCases.summary(row)
    )
    if let citation = row.citation { forced = forced.citing(citation) }
    guard let offers = row.offers else {
      guard case .plans = testimony else { return nil }
      if let price = place.priceCitation { forced = forced.citing(price) }
      let cost = row.bill?.cost(at: place.offer.price) ?? .null
      return testimony.served(forced) { $0.costs(cost) }
    }
    let question = forced.unforced
    guard offers != [] else { return testimony.refused(question) }
    return testimony.served(question) { seen in
      guard let tried = seen.offersTried else {
        return seen.calls.first?.goesElsewhere(than: place.operation.endpoint) ?? seen.calls(1)
      }
      let listed = tried.filter { offer in !declared.contains { offer.hasPrefix("\($0)/") } }
      return seen.compares(
        .array(listed.map(JSON.string)),
        with: .array(offers.map(JSON.string)),
        at: "offer"
      )
    }
  }

  /// The offer that a row is about: the one to be tried first, or else one that has all fields of the request.
  private func place(of row: Row) -> OfferInMode? {
    places.first { place in
      guard place.mode == row.mode else { return false }
      if let first = row.offers?.first { return place.offer.key == first }
      guard row.offers == [] else {
        return "\(place.offer.provider)/\(place.model.id)" == row.model
      }
      return place.model.id == row.model
        && row.request.names.allSatisfy { name in
          place.operation.field(place.operation.renames[name] ?? name) != nil
        }
    }
  }

  private static func summary(_ row: Row) -> String {
    if row.offers == [] { return "400, and nobody called" }
    let offers = row.offers.map { "tries \($0.joined(separator: ", then "))" }
    let cost = row.bill.map { "costs \($0.pictures) × \($0.megapixels) MP at the catalog's price" }
    return [offers, cost].compactMap { $0 }.joined(separator: "; ")
  }
}

extension Evidence {
  /// The offers that a plan tries, in order; over the wire only the first that serves is seen.
  var offersTried: [String]? {
    plan?["plans"]?.arrayValue?.compactMap { $0["offer"]?.stringValue }
  }

  fileprivate func costs(_ cost: JSON) -> [Mismatch] {
    compares(answer?["metadata"]?["cost"], with: cost, at: "cost")
  }
}
