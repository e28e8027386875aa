import CanonicalJSON
import Exchanges
import HTTPMessages

/// Plays the faults that concern the answer itself.
struct FaultPlayer: Sendable {
  let backend: StubBackend

  /// How long a barrier holds calls back before it gives up.
  private static let patience = Duration.seconds(5)

  /// Waits, cuts, or answers before the call is even read; nil lets it go on.
  func begin(_ faults: Faults, of request: StubRequest) async throws -> HTTPResponse? {
    try await hold(faults, request)
    if let slowness = faults.slowness { try await backend.clock.wait(for: slowness) }
    if faults.resets { throw NoAnswer(faults.ending) }
    if case .redirect(let origin)? = faults.interference(at: .submit) {
      return FaultPlayer.redirect(request, to: origin)
    }
    if faults.isHTML {
      return HTTPResponse(
        502,
        fields: [.contentType: "text/html"],
        body: HTTPBody("<html><head><title>502 Bad Gateway</title></head></html>\n")
      )
    }
    if let name = faults.errorName { throw StubRefusal.named(name) }
    if let status = faults.status {
      throw StubRefusal.forced(status: status, retryAfter: faults.retryAfter)
    }
    return nil
  }

  /// Holds up, loses, breaks off or stalls the answer of work that was taken on.
  func finish(
    _ response: HTTPResponse,
    _ faults: Faults,
    of request: StubRequest
  ) async throws -> HTTPResponse {
    if let pause = faults.slownessAfterAccept { try await backend.clock.wait(for: pause) }
    if let kind = faults.interference(at: .submit) {
      return try interfere(kind, with: response, to: request, ending: faults.ending)
    }
    guard case .bytes(let bytes) = response.body, response.status.isSuccess else {
      return response
    }
    var response = response
    if faults.hasBadJSON { response.body = .bytes(Array(bytes.prefix(bytes.count * 2 / 3))) }
    if faults.stalls { response.body = .stream(stalling(bytes)) }
    return response
  }

  /// Gives no answer for as long as any client may wait.
  func keepWaiting() async throws {
    try await backend.clock.wait(for: .seconds(3600))
    throw NoAnswer()
  }

  /// Answers no call before as many calls and polls have come as are waited for.
  private func hold(_ faults: Faults, _ request: StubRequest) async throws {
    let (calls, polls) = (faults.barrier ?? 0, faults.polled ?? 0)
    let token = request.caseToken
    let deadline = backend.clock.now.advanced(by: FaultPlayer.patience)
    while backend.calls.count(of: token) < calls || backend.calls.polls(of: token) < polls,
      backend.clock.now < deadline
    {
      try await backend.clock.wait(for: .milliseconds(2))
    }
  }

  /// Half of the bytes, and then nothing for an hour.
  private func stalling(_ bytes: [UInt8]) -> HTTPBodyStream {
    let first = Once(Array(bytes.prefix(bytes.count / 2)))
    return HTTPBodyStream(length: bytes.count) { [clock = backend.clock] in
      if let part = first.take(), !part.isEmpty { return part[...] }
      try await clock.wait(for: .seconds(3600))
      throw NoAnswer()
    }
  }
}
