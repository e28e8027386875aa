package import CanonicalJSON

extension WireWitness {
  /// Puts an ask under a mark of its own, and gives what both sides showed, without what differs from run to run.
  ///
  /// `{"upstream": [{provider, endpoint, input}], "response": {status, error?, size?, data?}}`, the calls in the order of
  /// their inputs.
  package func sides(of ask: Ask) async throws -> JSON {
    try await marked { try await testimony(to: ask, for: $0).sides }
  }
}
