package import CanonicalJSON
import HTTPMessages

extension WireWitness {
  /// Puts an ask under a mark of its own, and gives what both sides showed, without what differs from run to run.
  ///
  /// `{"upstream": [{provider, endpoint, input}], "response": {status, error?, size?, data?}}`, the calls in the order of
  /// their inputs.
  package func sides(of ask: Ask) async throws -> JSON {
    try await marked { try await testimony(to: ask, for: $0).sides }
  }
}

extension WireWitness {
  /// What a gateway tells of itself where it lists its models.
  package struct Listing: Sendable {
    package var models: [String] = []
    /// Its version, from whatever field of the answer is called so.
    package var version: String?
  }

  /// Asks for the gateway's own list of models; empty where it has none.
  package func listing() async -> Listing {
    guard let (response, body) = try? await send(.get, "/models"), response.status == 200 else {
      return Listing()
    }
    let entries = (try? JSON(parsing: body))?["data"]?.arrayValue ?? []
    return Listing(
      models: entries.compactMap { $0["id"]?.stringValue },
      version: response.fields.all.first { $0.name.raw.lowercased().hasSuffix("version") }?.value
    )
  }

  /// What the gateway itself says of a model where `?schema=true` asks for it; nil where it says nothing.
  package func schema(of model: String) async -> JSON? {
    guard let (response, body) = try? await send(.get, "/models/\(model)?schema=true"),
      response.status == 200
    else { return nil }
    return try? JSON(parsing: body)
  }
}
