package import HTTPMessages
import Synchronization

/// A handler that hands requests on and answers back, part by part as they come, and tells a sink of all that passes.
package struct Tap: HTTPHandler {
  private var handler: any HTTPHandler
  private let sink: any ExchangeSink
  private let clock: any Waiting
  private let beginning: ContinuousClock.Instant

  /// Times count from `beginning`: from now where nothing else is said.
  package init(
    _ handler: any HTTPHandler,
    into sink: any ExchangeSink,
    clock: any Waiting,
    beginning: ContinuousClock.Instant? = nil
  ) {
    self.handler = handler
    self.sink = sink
    self.clock = clock
    self.beginning = beginning ?? clock.now
  }

  /// The same tap before another handler.
  package func handing(to handler: any HTTPHandler) -> Tap {
    var tap = self
    tap.handler = handler
    return tap
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    if let limit = sink.largestRequest {
      request.body = .bytes(try await request.body.collected(limit: limit))
    }
    var exchange = Exchange(request, start: elapsed)
    guard sink.begin(&exchange, passing: &request) else {
      return try await handler.respond(to: request)
    }
    let passage = Passage(exchange, tap: self)
    request.body = passage.noting(request.body, of: .request)
    do {
      var response = try await handler.respond(to: request)
      passage.begin(response)
      response.body = passage.noting(response.body, of: .answer)
      return response
    } catch {
      passage.end(.answer, error)
      throw error
    }
  }

  fileprivate func note(_ exchange: Exchange) { sink.note(exchange) }
  fileprivate var largestKept: Int { sink.largestKept }
  fileprivate var elapsed: Duration { beginning.duration(to: clock.now) }
}

/// One exchange on its way through a tap.
private final class Passage: Sendable {
  enum Side { case request, answer }

  private struct State {
    var exchange: Exchange
    var sent = PassedBody()
    var answered = PassedBody()
  }

  private let tap: Tap
  private let state: Mutex<State>

  init(_ exchange: Exchange, tap: Tap) {
    self.tap = tap
    state = Mutex(State(exchange: exchange))
  }

  /// Ends the answer, which is no longer held and so can't be read on.
  deinit { end(.answer, AnswerDropped()) }

  /// Takes the answer's head, and its body where that is at hand: then it is over.
  func begin(_ response: HTTPResponse) {
    tell { state in
      state.exchange.response = response
      state.exchange.responseBody = response.body.atHand
      if case .bytes = response.body { state.exchange.close(at: tap.elapsed) }
    }
  }

  /// The same body, told of as it passes where it comes in parts.
  func noting(_ body: HTTPBody, of side: Side) -> HTTPBody {
    guard case .stream(let stream) = body else { return body }
    return .stream(
      HTTPBodyStream(length: stream.length) {
        do {
          let part = try await stream.next()
          if let part { self.keep(part, of: side) } else { self.end(side) }
          return part
        } catch {
          self.end(side, error)
          throw error
        }
      }
    )
  }

  private func keep(_ part: ArraySlice<UInt8>, of side: Side) {
    state.withLock { state in
      switch side {
      case .request: state.sent.append(part, limit: tap.largestKept)
      case .answer: state.answered.append(part, limit: tap.largestKept)
      }
    }
  }

  /// Takes the end of one side; that of the answer is the exchange's.
  func end(_ side: Side, _ error: (any Error)? = nil) {
    tell { state in if side == .answer { state.exchange.close(at: tap.elapsed, error) } }
  }

  /// Tells of a step, under the lock, so that none overtakes another; after the end there is none.
  private func tell(_ step: (inout State) -> Void) {
    state.withLock { state in
      guard state.exchange.ending == nil else { return }
      step(&state)
      if state.sent.count > 0 {
        state.exchange.requestBody = state.sent.bytes
        state.exchange.omittedRequest = state.sent.omitted
      }
      if state.answered.count > 0 {
        state.exchange.responseBody = state.answered.bytes
        state.exchange.omittedResponse = state.answered.omitted
      }
      tap.note(state.exchange)
    }
  }
}

/// A body in parts, as far as it has passed: its bytes, or only their number where they are too many.
private struct PassedBody {
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0

  /// How many bytes there were, where none are kept.
  var omitted: Int? { bytes.count < count ? count : nil }

  mutating func append(_ part: ArraySlice<UInt8>, limit: Int) {
    count += part.count
    if count <= limit { bytes += part } else { bytes = [] }
  }
}
