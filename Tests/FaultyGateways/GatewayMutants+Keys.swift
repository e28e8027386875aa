import CanonicalJSON
import Conformance
import HTTPMessages
import Synchronization

extension GatewayMutant {
  /// Gateways that let keys go where they don't belong.
  static let ofKeys: [GatewayMutant] = upward + outward

  private static let fal = "keys/flux.2-max/fal/t2i/upstream"
  private static let net = "net/flux.2-max"
  private static let cookie = Mutex("")

  private static let upward = [
    GatewayMutant(
      "the client's key in a field of its own",
      fal,
      ["keys.upstream"],
      upstream: before { request, _ in request.fields["X-Api-Key"] = "test-key" }
    ),
    GatewayMutant(
      "the client's key instead of the gateway's",
      fal,
      ["keys.upstream"],
      upstream: before { request, _ in
        if request.method == .post { request.fields[.authorization] = "Bearer test-key" }
      }
    ),
    GatewayMutant(
      "the client's key as the user's name",
      fal,
      ["keys.upstream"],
      upstream: sending { $0["user"] = "test-key" }
    ),
    GatewayMutant(
      "the client's key told where a picture is fetched",
      fal,
      ["keys.upstream"],
      upstream: before { request, _ in
        if request.method == .get { request.fields["Referer"] = "https://gw.example/?key=test-key" }
      }
    ),
    GatewayMutant(
      "the client's cookie passed on",
      fal,
      ["keys.upstream"],
      client: before { request, _ in
        let value = request.fields["Cookie"] ?? ""
        cookie.withLock { $0 = value }
      },
      upstream: before { request, _ in request.fields["Cookie"] = cookie.withLock { $0 } }
    ),
    GatewayMutant(
      "one provider's key for another that takes over",
      "keys/flux.2-max/any/t2i/own",
      ["keys.upstream"],
      upstream: { FirstKey($0) }
    ),
  ]

  private static let outward = [
    GatewayMutant(
      "its key sent to wherever an answer says that work is followed",
      "\(net)/replicate/t2i/polls",
      ["keys.elsewhere", "net.private"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var response = try await upstream.respond(to: request)
          let body = try await response.body.collected()
          response.body = .bytes(body)
          if let url = (try? JSON(parsing: body))?["urls"]?["get"]?.stringValue {
            _ = try await visit(url, request.fields)
          }
          return response
        }
      }
    ),
    GatewayMutant(
      "its key sent along with a redirect",
      "\(net)/fal/t2i/redirected-order",
      ["keys.elsewhere", "net.private"],
      upstream: following { $0 }
    ),
    GatewayMutant(
      "its key sent along for a picture",
      "\(net)/fal/t2i/picture",
      ["keys.elsewhere", "net.private"],
      elsewhere: before { request, _ in request.fields[.authorization] = "Key any:key" }(
        WireTrial.tripwire
      )
    ),
  ]

  /// Follows a redirect wherever it leads, with fields that `change` leaves.
  static func following(_ change: @escaping @Sendable (HTTPFields) -> HTTPFields) -> Spoiler {
    { upstream in
      HTTPHandlerClosure { request in
        let response = try await upstream.respond(to: request)
        guard response.status == 307, let url = response.fields[.location] else { return response }
        return try await visit(url, change(request.fields))
      }
    }
  }

  /// Goes wherever a URL leads.
  static func visit(_ url: String, _ fields: HTTPFields) async throws -> HTTPResponse {
    guard let request = HTTPRequest(.get, url: url, fields: fields),
      request.authority != "upstream.invalid"
    else { throw NoAnswer() }
    return try await WireTrial.tripwire.respond(to: request)
  }
}

/// Calls every provider with the key that it called the first one with.
private final class FirstKey: HTTPHandler {
  private let next: any HTTPHandler
  private let failed = Mutex<String?>(nil)

  init(_ next: any HTTPHandler) { self.next = next }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    if request.method == .post, let key = failed.withLock({ $0 }) {
      request.fields["Authorization"] = "Bearer \(key)"
    }
    let response = try await next.respond(to: request)
    if response.status == 503 {
      let key = request.fields[.authorization]?.split(separator: " ").last.map(String.init)
      failed.withLock { $0 = key }
    }
    return response
  }
}
