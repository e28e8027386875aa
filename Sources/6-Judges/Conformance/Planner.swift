package import CanonicalJSON
import Catalog

/// A source of plans for requests, in the JSON that `explain` prints.
package protocol Planner: Sendable {
  /// The answer for a client's request: `request` holds its fields without `model`, pictures as `<image 1>`.
  func explain(model: String, mode: String, request: JSONObject) async throws -> JSON
}

extension Planner {
  /// The answer for what a client asks.
  func explain(_ ask: Ask) async throws -> JSON {
    var fields = ask.planned
    let model = fields["model"]?.stringValue ?? ""
    fields["model"] = nil
    return try await explain(
      model: model,
      mode: (ask.mode ?? .textToImage).rawValue,
      request: fields
    )
  }
}
