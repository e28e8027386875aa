import Exchanges
import Gateway
import HTTPMessages
import Stubs

/// The gateway behind a door at which faults wait for the next image requests.
///
/// What concerns an answer is played at the door; the rest is for the providers behind it.
struct FaultyGateway: HTTPHandler {
  let gateway: any HTTPHandler
  let faults = FaultBook()
  let clock: any Waiting

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    guard FaultyGateway.isImageCall(request), let fault = faults.next(for: "gateway") else {
      return try await gateway.respond(to: request)
    }
    if let slowness = fault.slowness { try await clock.wait(for: slowness) }
    if fault.resets { throw NoAnswer(fault.ending) }
    if fault.isModerated, let refusal = Gateway.refusal(code: "CONTENT_POLICY_VIOLATION") {
      return refusal
    }
    if let refusal = fault.gatewayCode.flatMap(Gateway.refusal(code:)) { return refusal }
    if let status = fault.status {
      return Gateway.refusal(status: status, retryAfter: fault.retryAfter)
    }
    return try await gateway.respond(to: request)
  }

  /// Whether the door is where this fault is played.
  static func plays(_ fault: Faults) -> Bool {
    fault.slowness != nil || fault.resets || fault.isModerated || fault.gatewayCode != nil
      || fault.status != nil
  }

  /// Whether a picture is asked for, and not a page about models or a picture that is there.
  static func isImageCall(_ request: HTTPRequest) -> Bool {
    let end = request.target.segments.suffix(2)
    return request.method == .post && end.first == "images"
  }
}
