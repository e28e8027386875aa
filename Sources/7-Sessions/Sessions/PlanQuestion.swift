import Bytes
package import CanonicalJSON
package import Catalog
import Conformance
package import Normalization

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
