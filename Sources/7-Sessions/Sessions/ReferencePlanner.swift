import Bytes
package import CanonicalJSON
package import Catalog
import Conformance
import Normalization

/// The reference's plans, in the JSON that `explain` prints and the judge reads.
package struct ReferencePlanner: Planner {
  let catalog: ModelCatalog

  package init(catalog: ModelCatalog) { self.catalog = catalog }

  package func explain(model: String, mode: String, request: JSONObject) -> JSON {
    explain(
      PlanQuestion(model: model, mode: Mode(rawValue: mode) ?? .textToImage, request: request)
    )
  }

  /// A request that every gateway must refuse has an `error` and no plans.
  package func explain(_ question: PlanQuestion) -> JSON {
    do {
      return try Plan(question.planRequest, catalog: catalog).json
    } catch {
      return [
        "model": question.planRequest.fields["model"] ?? .null,
        "mode": .string(question.planRequest.mode.rawValue),
        "error": error.json,
        "plans": [],
        "unavailable": [],
      ]
    }
  }
}
