import Bytes
package import CanonicalJSON
package import Catalog
import Conformance
package import Normalization

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

/// A client's request as a plan wants it: pictures apart from the fields.
package struct PlanQuestion {
  package var planRequest: PlanRequest

  /// In `request` a picture is any text; one like `1200x800` also says how large the picture is.
  package init(model: String, mode: Mode, request: JSONObject, isForm: Bool = false) {
    var fields: JSONObject = ["model": .string(model)]
    var sources: [PixelSize?] = []
    var hasMask = false
    for member in request.members {
      switch member.name {
      case "image", "image[]": sources += PlanQuestion.sources(member.value)
      case "mask": hasMask = !member.value.isNull
      case "model": break
      default: fields.append(member.name, member.value)
      }
    }
    planRequest = PlanRequest(
      mode: mode,
      fields: fields,
      sources: sources,
      hasMask: hasMask,
      isForm: isForm
    )
  }

  private static func sources(_ value: JSON) -> [PixelSize?] {
    if value.isNull { return [] }
    return (value.arrayValue ?? [value]).map { $0.stringValue.flatMap { PixelSize($0) } }
  }
}
