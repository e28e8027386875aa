import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

extension StubBackend {
  /// One generation from its input to the answer that `make` gives, faults included.
  ///
  /// A direct call is not polled, so that one that is never ready gets no answer at all. `mode` is said where the call
  /// says it, rather than the input.
  func generate(
    _ request: StubRequest,
    endpoint: String,
    input: JSONObject,
    takesNull: Bool,
    isDirect: Bool = false,
    mode: Mode? = nil,
    make: (StubOrder) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    let (number, faults) = try faults(hitting: request, input: input)
    let player = FaultPlayer(backend: self)
    if let answer = try await player.begin(faults, of: request) { return answer }
    if isDirect, faults.isNeverReady { try await player.keepWaiting() }
    let order = try await order(
      endpoint,
      of: request.data,
      input: input,
      number: number,
      faults: faults,
      takesNull: takesNull,
      mode: mode
    )
    return try await player.finish(try await make(order), faults, of: request)
  }
}
