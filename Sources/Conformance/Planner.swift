package import CanonicalJSON

/// Whoever says what a request becomes, in the JSON that `explain` prints.
package protocol Planner: Sendable {
  /// The answer for a client's request: `request` holds its fields without `model`, pictures as `<image 1>`.
  func explain(model: String, mode: String, request: JSONObject) async throws -> JSON
}
