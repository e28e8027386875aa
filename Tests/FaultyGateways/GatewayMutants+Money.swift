import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Synchronization

extension GatewayMutant {
  /// Gateways that buy what they have bought already.
  static let ofMoney: [GatewayMutant] = resubmitting + wasting

  private static let fal = "money/flux.2-max/fal/t2i"
  private static let replicate = "money/flux.2-max/replicate/t2i"
  private static let fireworks = "money/flux.1-kontext-max/fireworks/t2i"

  private static let resubmitting = [
    GatewayMutant(
      "ordered again when the connection broke",
      "\(fal)/lost-submit",
      ["money.unknown"],
      upstream: { Insisting($0, times: 1) }
    ),
    GatewayMutant(
      "ordered again when the connection was closed",
      "\(replicate)/lost-submit-closed",
      ["money.unknown"],
      upstream: { Insisting($0, times: 1) }
    ),
    GatewayMutant(
      "ordered four times, and delivered never",
      "\(fireworks)/lost-submit",
      ["money.unknown"],
      upstream: { Insisting($0, times: 3) }
    ),
    GatewayMutant(
      "one of three ordered again",
      "\(fal)/lost-submit-three",
      ["money.unknown"],
      upstream: { Insisting($0, times: 1) }
    ),
    GatewayMutant(
      "ordered again when the answer took its time",
      "\(fal)/slow",
      ["money.unknown"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          guard request.method == .post else { return try await upstream.respond(to: request) }
          var order = request
          order.body = .bytes(try await request.body.collected())
          let repeated = order
          return try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
            group.addTask { try await upstream.respond(to: repeated) }
            group.addTask {
              try await LoopWaiting().wait(for: .milliseconds(20))
              return try await upstream.respond(to: repeated)
            }
            guard let first = try await group.next() else { throw NoAnswer() }
            return first
          }
        }
      }
    ),
    GatewayMutant(
      "ordered of another provider when the connection broke",
      "money/flux.2-max/any/t2i/lost-submit",
      ["money.unknown"],
      options: buyingTwice
    ),
    GatewayMutant(
      "ordered again when a poll was lost",
      "\(replicate)/lost-status",
      ["money.unknown"],
      upstream: { Reordering($0) { $0.method == .get && $0.target.path.contains("/predictions/") } }
    ),
    GatewayMutant(
      "ordered again when the poll that had the result was lost",
      "\(fireworks)/lost-result",
      ["money.unknown"],
      upstream: { Reordering($0) { $0.target.path.hasSuffix("/get_result") } }
    ),
    GatewayMutant(
      "ordered again when the queue's result was lost",
      "\(fal)/lost-result",
      ["money.unknown"],
      upstream: { Reordering($0) { $0.method == .get && $0.target.path.contains("/requests/") } },
      options: queued
    ),
    GatewayMutant(
      "ordered again when a picture was lost",
      "\(fal)/lost-media",
      ["money.unknown"],
      upstream: { Reordering($0) { $0.target.path.hasPrefix("/media/") } }
    ),
  ]

  private static let wasting = [
    GatewayMutant(
      "ordered again after a refusal",
      "\(fal)/refused",
      ["money.paid"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var request = request
          request.body = .bytes(try await request.body.collected())
          let response = try await upstream.respond(to: request)
          return response.status == 400 ? try await upstream.respond(to: request) : response
        }
      }
    ),
    GatewayMutant(
      "each picture bought twice, to be sure",
      "\(fal)/one",
      ["money.paid"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var request = request
          request.body = .bytes(try await request.body.collected())
          if request.method == .post { _ = try await upstream.respond(to: request) }
          return try await upstream.respond(to: request)
        }
      }
    ),
  ]

  private static var buyingTwice: Offline.Options {
    var options = WireTrial.options
    options.settle = {
      $0.key = "test-key"
      $0.buysTwice = true
    }
    return options
  }

  private static var queued: Offline.Options {
    var options = WireTrial.options
    options.isFalQueued = true
    return options
  }
}

/// Orders again, as often as it says, what got no answer.
private struct Insisting: HTTPHandler {
  let next: any HTTPHandler
  let times: Int

  init(_ next: any HTTPHandler, times: Int) {
    self.next = next
    self.times = times
  }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    request.body = .bytes(try await request.body.collected())
    guard request.method == .post else { return try await next.respond(to: request) }
    for _ in 0..<times {
      if let response = try? await next.respond(to: request) { return response }
    }
    return try await next.respond(to: request)
  }
}

/// Makes the last order again where the answer to a request that follows from it was lost.
private final class Reordering: HTTPHandler {
  private let next: any HTTPHandler
  private let follows: @Sendable (HTTPRequest) -> Bool
  private let last = Mutex<HTTPRequest?>(nil)

  init(_ next: any HTTPHandler, where follows: @escaping @Sendable (HTTPRequest) -> Bool) {
    self.next = next
    self.follows = follows
  }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    request.body = .bytes(try await request.body.collected())
    guard follows(request) else {
      let order = request
      if request.method == .post { last.withLock { $0 = order } }
      return try await next.respond(to: request)
    }
    do {
      return try await next.respond(to: request)
    } catch {
      if let order = last.withLock({ $0 }) { _ = try await next.respond(to: order) }
      throw error
    }
  }
}
