import CanonicalJSON
import Catalog

/// Which offers are tried in which order, and what an answer costs: a hand-written table.
struct RoutingCases {
  /// One row of the table.
  struct Row: Sendable {
    var name: String
    var requirement: String
    var model: String
    var mode: Mode
    var request: JSONObject
    /// The offers that must be tried, in order; none where nobody may be asked.
    var offers: [String]?
    /// What the first of them costs; null where nobody knows.
    var cost: JSON?
    var source: String
  }

  func all(_ rows: [Row] = RoutingCases.table, in catalog: ModelCatalog) -> [Case] {
    rows.filter { row in catalog.models.contains { row.model.hasSuffix($0.id) } }.map {
      item($0, besides: catalog.providers.map { "\($0.name)/" })
    }
  }

  /// Offers of providers that the user declares are no matter of the table's.
  private func item(_ row: Row, besides declared: [String]) -> Case {
    let slug = row.model.split(separator: "/").last.map(String.init) ?? row.model
    var question = Question(
      id: "routing/\(slug)/\(row.name)",
      [row.requirement],
      Ask(of: row.model, row.mode, row.request),
      expectation: RoutingCases.summary(row),
      source: row.source
    )
    question.model = slug
    return question.planned { plan in
      guard row.offers != [] else { return [Judgement(row.requirement, plan.admission)] }
      var found = plan.refusal
      if let offers = row.offers {
        let listed = plan.offers.filter { offer in !declared.contains { offer.hasPrefix($0) } }
        let actual = JSON.array(listed.map(JSON.string))
        found += plan.compares(actual, with: .array(offers.map(JSON.string)), at: "offer")
      }
      if let cost = row.cost { found += plan.compares(plan.cost, with: cost, at: "cost") }
      return [Judgement(row.requirement, found)]
    }
  }

  private static func summary(_ row: Row) -> String {
    if row.offers == [] { return "400, and nobody called" }
    let offers = row.offers.map { "tries \($0.joined(separator: ", then "))" }
    let cost = row.cost.map { "costs \($0.text())" }
    return [offers, cost].compactMap { $0 }.joined(separator: "; ")
  }
}
