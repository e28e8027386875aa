import CanonicalJSON
import Catalog
import HTTPMessages
import Normalization

/// The cost of a request at its first attempt, estimated without a call to any provider.
struct CostEstimate {
  let plan: Plan

  var response: HTTPResponse {
    HTTPResponse(
      200,
      fields: [.contentType: "application/json"],
      body: .bytes(json.bytes())
    )
  }

  private var json: JSON {
    let attempt = plan.attempts.first
    let count = attempt?.count ?? 0
    let total = attempt.flatMap { $0.cost(pictures: count)?.millionths }
    let unit = attempt.flatMap { $0.cost(pictures: 1) }
    let component: JSON = [
      "type": "output", "metric": "image", "quantity": .integer(count),
      "billable_quantity": .integer(count),
      "unit_price": unit.map(\.json) ?? .null,
      "total_cost": total.map(JSON.integer) ?? .null,
    ]
    return [
      "estimated": true, "model": .string(plan.model.id),
      "provider": .string(attempt?.offer.provider ?? ""),
      "total_cost_micros": total.map(JSON.integer) ?? .null, "currency": "USD",
      "components": [component],
    ]
  }
}
