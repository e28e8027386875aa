import Bytes
import CanonicalJSON
import Catalog
import Normalization

/// The plan of a request for each offer, as `touchstone explain --json` says it; no provider is called.
struct ConsolePlans {
  let catalog: ModelCatalog

  /// Reads `{"mode": "edit", "request": {…}, "pictures": ["1200x800"]}`.
  func answer(_ body: [UInt8]) -> JSON {
    guard let question = try? JSON(parsing: body),
      let fields = question["request"]?.objectValue
    else { return failure(["message": "send a JSON object with mode, request and pictures"]) }
    let request = PlanRequest(
      mode: question["mode"]?.stringValue.flatMap(Mode.init) ?? .textToImage,
      fields: fields,
      sources: (question["pictures"]?.arrayValue ?? []).map {
        $0.stringValue.flatMap { PixelSize($0) }
      }
    )
    do {
      return try Plan(request, catalog: catalog).json
    } catch {
      return failure(error.json)
    }
  }

  private func failure(_ error: JSON) -> JSON {
    ["error": error, "plans": [], "unavailable": []]
  }
}
