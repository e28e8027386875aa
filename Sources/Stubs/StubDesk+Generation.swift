import CanonicalJSON
import Exchanges
import HTTPMessages

extension StubDesk {
  /// One generation from its input to the answer that `make` gives, faults included.
  func generate(
    _ request: StubRequest,
    endpoint: String,
    input: JSONObject,
    takesNull: Bool,
    make: (StubOrder) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    let (number, faults) = try faults(hitting: request, input: input)
    let player = FaultPlayer(desk: self)
    if let answer = try await player.begin(faults, of: request) { return answer }
    let order = try await order(
      endpoint,
      input: input,
      number: number,
      faults: faults,
      takesNull: takesNull
    )
    return player.finish(try await make(order), faults)
  }
}

extension Faults {
  /// Polls that find the work unfinished; nil where it is never ready.
  var pollsBeforeReady: Int? { isNeverReady ? nil : polls ?? 0 }
}
