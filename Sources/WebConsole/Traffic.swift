package import HTTPMessages
import Synchronization

/// The latest requests of clients, each with the calls upstream that it caused; the oldest make room.
package final class Traffic: Sendable {
  /// The visit that the running task serves, so that a call upstream finds its cause.
  @TaskLocal private static var visit: Int?

  private let clock: any Waiting
  private let beginning: ContinuousClock.Instant
  private let limits: Limits
  private let state = Mutex(State())

  /// How much is kept.
  package struct Limits: Sendable {
    package var visits = 50
    /// Calls upstream of one visit; the others are counted.
    package var calls = 60
    /// Bytes of bodies, those of all visits together.
    package var bytes = 64 << 20
    /// Bytes of one body that comes in parts; a longer one is only counted.
    package var streamedBytes = 1 << 20

    package init() {}
  }

  package init(clock: any Waiting, limits: Limits = Limits()) {
    self.clock = clock
    self.limits = limits
    beginning = clock.now
  }

  /// Passes on what clients ask of a gateway, and keeps it; what was only read, and well, is left out.
  func client(_ request: HTTPRequest, of gateway: any HTTPHandler) async throws -> HTTPResponse {
    let number = state.withLock { $0.begin(WatchedExchange(request, start: elapsed), limits) }
    do {
      let response = try await Traffic.$visit.withValue(number) {
        try await gateway.respond(to: watching(request, of: .visit(number)))
      }
      if request.method != .post, response.status.code < 400 {
        state.withLock { $0.forget(number) }
        return response
      }
      return noting(response, of: .visit(number))
    } catch {
      update(.visit(number)) { $0.end(at: elapsed, failure: "\(error)") }
      throw error
    }
  }

  /// What the gateway is to call its providers through.
  package func upstream(_ handler: any HTTPHandler) -> any HTTPHandler {
    HTTPHandlerClosure { request in try await self.call(request, to: handler) }
  }

  private func call(_ request: HTTPRequest, to handler: any HTTPHandler) async throws
    -> HTTPResponse
  {
    let call = WatchedExchange(request, start: elapsed)
    guard let visit = Traffic.visit,
      let index = state.withLock({ $0.add(call, to: visit, limits) })
    else { return try await handler.respond(to: request) }
    let place = Place.call(visit, index)
    do {
      return noting(try await handler.respond(to: watching(request, of: place)), of: place)
    } catch {
      update(place) { $0.end(at: elapsed, failure: "\(error)") }
      throw error
    }
  }

  /// What is kept, the latest first.
  var visits: [Visit] { state.withLock { state in state.visits.reversed() } }

  func visit(_ number: Int) -> Visit? {
    state.withLock { state in state.index(of: number).map { state.visits[$0] } }
  }

  private var elapsed: Duration { beginning.duration(to: clock.now) }

  private func update(_ place: Place, _ change: (inout WatchedExchange) -> Void) {
    state.withLock { $0.update(place, limits, change) }
  }
}

extension Traffic {
  /// Where an exchange stands among what is kept.
  private enum Place {
    case visit(Int)
    case call(Int, Int)
  }

  private func watching(_ request: HTTPRequest, of place: Place) -> HTTPRequest {
    var request = request
    request.body = watching(request.body) { body, _ in
      self.update(place) { $0.requestBody = body }
    }
    return request
  }

  private func noting(_ response: HTTPResponse, of place: Place) -> HTTPResponse {
    update(place) { $0.answer(with: response) }
    var response = response
    response.body = watching(response.body) { body, failure in
      self.update(place) {
        $0.responseBody = body
        $0.end(at: self.elapsed, failure: failure)
      }
    }
    return response
  }

  /// A body that tells, once it has passed, what it was, and why it ended early.
  private func watching(
    _ body: HTTPBody,
    tell: @escaping @Sendable (KeptBody, _ failure: String?) -> Void
  ) -> HTTPBody {
    guard case .stream(let stream) = body else {
      if case .bytes(let bytes) = body { tell(KeptBody(bytes, limit: limits.bytes), nil) }
      return body
    }
    let passed = PassedBody(limit: limits.streamedBytes)
    return .stream(
      HTTPBodyStream(length: stream.length) {
        do {
          let part = try await stream.next()
          if let part { passed.append(part) } else { tell(passed.all, nil) }
          return part
        } catch {
          tell(passed.all, "\(error)")
          throw error
        }
      }
    )
  }

  private struct State {
    /// In the order of their numbers.
    var visits: [Visit] = []
    var count = 0

    mutating func begin(_ exchange: WatchedExchange, _ limits: Limits) -> Int {
      count += 1
      visits.append(Visit(number: count, exchange: exchange))
      makeRoom(limits)
      return count
    }

    private mutating func makeRoom(_ limits: Limits) {
      var bytes = visits.reduce(0) { $0 + $1.byteCount }
      while visits.count > 1, visits.count > limits.visits || bytes > limits.bytes {
        bytes -= visits.removeFirst().byteCount
      }
    }

    mutating func forget(_ number: Int) { visits.removeAll { $0.number == number } }

    mutating func add(_ call: WatchedExchange, to number: Int, _ limits: Limits) -> Int? {
      guard let index = index(of: number) else { return nil }
      guard visits[index].calls.count < limits.calls else {
        visits[index].unlistedCalls += 1
        return nil
      }
      visits[index].calls.append(call)
      return visits[index].calls.count - 1
    }

    mutating func update(
      _ place: Place,
      _ limits: Limits,
      _ change: (inout WatchedExchange) -> Void
    ) {
      switch place {
      case .visit(let number):
        guard let index = index(of: number) else { return }
        change(&visits[index].exchange)
      case .call(let number, let call):
        guard let index = index(of: number) else { return }
        change(&visits[index].calls[call])
      }
      makeRoom(limits)
    }

    func index(of number: Int) -> Int? { visits.lastIndex { $0.number == number } }
  }
}

/// What of a streamed body has passed so far.
private final class PassedBody: Sendable {
  private let kept: Mutex<KeptBody>

  init(limit: Int) { kept = Mutex(KeptBody(limit: limit)) }

  var all: KeptBody { kept.withLock { $0 } }
  func append(_ part: ArraySlice<UInt8>) { kept.withLock { $0.append(part) } }
}
