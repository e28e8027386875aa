import Bytes
import Exchanges
package import HTTPMessages
import Synchronization

/// The latest requests of clients, each with the calls upstream that it caused; the oldest make room.
package final class Traffic: Sendable {
  /// The visit that the running task serves, so that a call upstream finds its cause.
  @TaskLocal private static var visit: Int?

  private let clock: any Waiting
  private let beginning: ContinuousClock.Instant
  private let limits: Limits
  private let state: Mutex<State>

  private struct State {
    var visits: BoundedStore<Int, Visit>
    var count = 0
  }

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
    let visits = BoundedStore<Int, Visit>(limit: limits.visits, bytes: limits.bytes) {
      $0.byteCount
    }
    state = Mutex(State(visits: visits))
  }

  /// Passes on what clients ask of a gateway, and keeps it; what was only read, and well, is left out.
  func client(_ request: HTTPRequest, of gateway: any HTTPHandler) async throws -> HTTPResponse {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    let visited = HTTPHandlerClosure { request in
      try await Traffic.$visit.withValue(number) { try await gateway.respond(to: request) }
    }
    return try await tap(visited, Side(traffic: self, visit: number, isUpstream: false))
      .respond(to: request)
  }

  /// Wraps the handler through which the gateway is to call its providers.
  package func upstream(_ handler: any HTTPHandler) -> any HTTPHandler {
    HTTPHandlerClosure { request in
      guard let visit = Traffic.visit else { return try await handler.respond(to: request) }
      return try await self.tap(handler, Side(traffic: self, visit: visit, isUpstream: true))
        .respond(to: request)
    }
  }

  private func tap(_ handler: any HTTPHandler, _ side: Side) -> Tap {
    Tap(handler, into: side, clock: clock, beginning: beginning)
  }

  /// The visits that are kept, the latest first.
  var visits: [Visit] { state.withLock { $0.visits.all.reversed() } }

  func visit(_ number: Int) -> Visit? { state.withLock { $0.visits[number] } }
}

extension Traffic {
  /// One side of the gateway during a visit; a call upstream is numbered among the visit's.
  private struct Side: ExchangeSink {
    let traffic: Traffic
    let visit: Int
    let isUpstream: Bool

    var largestKept: Int { traffic.limits.streamedBytes }

    func begin(_ exchange: inout Exchange, passing _: inout HTTPRequest) -> Bool {
      exchange.omitBodies(over: traffic.limits.bytes)
      guard isUpstream else {
        let visit = Visit(number: visit, exchange: exchange)
        traffic.state.withLock { _ = $0.visits.put(visit, at: visit.number) }
        return true
      }
      let call = exchange
      let number = traffic.state.withLock { state in
        var number: Int?
        state.visits.change(visit) { number = $0.take(call, limit: traffic.limits.calls) }
        return number
      }
      exchange.number = number ?? 0
      return number != nil
    }

    func note(_ exchange: Exchange) {
      var exchange = exchange
      exchange.omitBodies(over: traffic.limits.bytes)
      traffic.state.withLock { state in
        if isUpstream {
          state.visits.change(visit) { $0.calls[exchange.number - 1] = exchange }
        } else if exchange.isRead {
          state.visits.remove(visit)
        } else {
          state.visits.change(visit) { $0.exchange = exchange }
        }
      }
    }
  }
}

extension Exchange {
  /// Whether something was only read, and well.
  fileprivate var isRead: Bool { request.method != .post && status.map { $0 < 400 } ?? false }
}
