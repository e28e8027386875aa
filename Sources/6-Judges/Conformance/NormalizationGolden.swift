import CanonicalJSON
package import Catalog

/// One file of `golden/normalization`: what some hundred requests become at one offer in one mode.
///
/// Made from the reference alone, for people to review when it changes; it decides nothing.
package struct NormalizationGolden: Sendable, Equatable {
  package let name: String
  package let bytes: [UInt8]

  /// Every file, by offer and mode.
  package static func all(
    catalog: ModelCatalog,
    planner: any Planner
  ) async throws -> [NormalizationGolden] {
    var goldens: [NormalizationGolden] = []
    for place in OfferInMode.all(in: catalog) {
      var text = ""
      for request in NormalizationRequests.all(place) {
        let answer = try await planner.explain(
          model: place.forcedModel,
          mode: place.mode.rawValue,
          request: place.request(request)
        )
        let line: JSON = ["request": .object(request), "plan": brief(answer)]
        text += line.text(.init(sortsMembers: true, normalizesNumbers: false, indents: false))
        text += "\n"
      }
      let name = "golden/normalization/\(place.fileStem).jsonl"
      goldens.append(NormalizationGolden(name: name, bytes: Array(text.utf8)))
    }
    return goldens
  }

  /// The part of a plan for review: the error, or the one attempt without what the file's name says.
  private static func brief(_ answer: JSON) -> JSON {
    if let error = answer["error"], !error.isNull { return ["error": error] }
    guard var plan = answer["plans"]?[0]?.objectValue else {
      return ["unavailable": answer["unavailable"] ?? .null]
    }
    for name in ["offer", "provider", "rank"] { plan[name] = nil }
    plan.members.removeAll { $0.value.isNull || $0.value == [] }
    let calls = plan["calls"]?.arrayValue ?? []
    plan["calls"] = .array(calls.map { $0["input"] ?? .null })
    return .object(plan)
  }
}
