import CanonicalJSON
import HTTPMessages
import HTTPTransport
import Synchronization

extension GatewayMutant {
  /// Gateways that go wherever a URL leads, and wait for ever.
  static let ofNetworks: [GatewayMutant] = led + held

  private static let fal = "net/flux.1-dev/fal/t2i"
  private static let edit = "net/flux.1-kontext-max/fal/edit"

  private static let led =
    [
      GatewayMutant(
        "pictures fetched wherever they lie",
        "\(fal)/picture",
        ["net.private"],
        elsewhere: WireTrial.tripwire
      ),
      GatewayMutant(
        "redirects of pictures followed anywhere",
        "net/flux.1-kontext-max/fireworks/t2i/redirected-picture",
        ["net.private"],
        upstream: following { _ in [:] }
      ),
      GatewayMutant(
        "redirects of polls followed anywhere",
        "net/flux.2-max/replicate/t2i/redirected-poll",
        ["net.private"],
        upstream: following { _ in [:] }
      ),
      GatewayMutant(
        "pictures of generations fetched for the client",
        "\(fal)/client-plain",
        ["net.private"],
        client: fetching { _ in true }
      ),
      GatewayMutant(
        "pictures of edits fetched for the client",
        "\(edit)/client-plain",
        ["net.private"],
        elsewhere: WireTrial.tripwire
      ),
    ]
    + [
      ("its own machine known by numbers alone", "localhost", "localhost"),
      ("whole numbers taken for names", "decimal", "2130706433"),
      ("hexadecimal numbers taken for names", "hexadecimal", "0x7f"),
      ("octal numbers taken for others", "octal", "0177"),
      ("short addresses taken for names", "short", "127.1"),
      ("no address taken for any", "unspecified", "0.0.0.0"),
      ("the loopback of IPv6 forgotten", "v6", "[::1]"),
      ("addresses of IPv4 in IPv6 forgotten", "v6-mapped", "ffff"),
    ].map { name, spelling, host in
      GatewayMutant(
        name,
        "\(fal)/client-\(spelling)",
        ["net.private"],
        client: fetching { $0.contains(host) }
      )
    }

  private static let held = [
    GatewayMutant(
      "an endless picture held for ever",
      "\(fal)/endless",
      ["net.bounds"],
      client: { gateway in
        HTTPHandlerClosure { request in
          var request = request
          let body = try await request.body.collected()
          request.body = .bytes(body)
          if String(decoding: body, as: UTF8.self).contains("[fault: endless]") {
            try await LoopWaiting().wait(for: .seconds(3600))
          }
          return try await gateway.respond(to: request)
        }
      }
    ),
    GatewayMutant(
      "down after too many pixels",
      "\(fal)/bomb",
      ["net.bounds"],
      client: { Fragile($0) }
    ),
  ]

  /// Fetches what a client's JSON names by URL, where a guard lets it.
  private static func fetching(_ isLet: @escaping @Sendable (String) -> Bool) -> Spoiler {
    { gateway in
      HTTPHandlerClosure { request in
        var request = request
        let body = try await request.body.collected()
        request.body = .bytes(body)
        if let url = (try? JSON(parsing: body))?["image_url"]?.stringValue, isLet(url) {
          _ = try await visit(url, [:])
        }
        return try await gateway.respond(to: request)
      }
    }
  }
}

/// Fails the next request once it has seen a bomb.
private final class Fragile: HTTPHandler {
  private let next: any HTTPHandler
  private let isDown = Atomic(false)

  init(_ next: any HTTPHandler) { self.next = next }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    let body = try await request.body.collected()
    request.body = .bytes(body)
    if isDown.exchange(false, ordering: .relaxed) {
      return HTTPResponse(503, body: HTTPBody("{}"))
    }
    if String(decoding: body, as: UTF8.self).contains("[fault: bomb]") {
      isDown.store(true, ordering: .relaxed)
    }
    return try await next.respond(to: request)
  }
}
