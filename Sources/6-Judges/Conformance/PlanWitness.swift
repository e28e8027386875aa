import CanonicalJSON
package import Catalog

/// A witness that asks for the plan of a request: there are no pictures, and no provider is called.
package struct PlanWitness: Sendable {
  private let planner: any Planner
  private let catalog: ModelCatalog

  package init(_ planner: any Planner, _ catalog: ModelCatalog) {
    self.planner = planner
    self.catalog = catalog
  }

  /// The planner's answer to an ask, as a gateway that keeps to it would show it.
  func testimony(to ask: Ask) async throws -> Evidence {
    let plan = try await planner.explain(ask)
    return Evidence(planned: plan, ask, in: catalog)
  }
}

extension Evidence {
  fileprivate init(planned plan: JSON, _ ask: Ask, in catalog: ModelCatalog) {
    let first = plan["plans"]?[0]
    let operation = catalog.offers.lazy.compactMap { _, offer in
      offer.key == first?["offer"]?.stringValue ? ask.mode.flatMap { offer.operations[$0] } : nil
    }.first
    let provider = first?["provider"]?.stringValue ?? ""
    self.init(
      status: first == nil ? 400 : 200,
      answer: Evidence.answer(of: plan, first),
      calls: (first?["calls"]?.arrayValue ?? []).map { call in
        UpstreamCall(planned: call["input"] ?? .null, operation, at: provider)
      },
      plan: plan
    )
  }

  /// A plan's error as it stands, or what an answer would say of the plan that it follows.
  private static func answer(of plan: JSON, _ first: JSON?) -> JSON {
    if let error = plan["error"].unlessNull { return ["error": error] }
    guard let first else {
      let why = "no offer serves it" + (plan["unavailable"].map { ": \($0.text())" } ?? "")
      return ["error": ["message": .string(why)]]
    }
    return [
      "metadata": ["dropped": first["dropped"] ?? [], "cost": first["cost"] ?? .null],
      "size": first["size"]?["delivers"] ?? .null,
    ]
  }
}
