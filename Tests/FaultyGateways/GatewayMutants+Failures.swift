import CanonicalJSON
import HTTPMessages
import HTTPTransport
import Synchronization

extension GatewayMutant {
  /// Faults in what a gateway makes of a provider's failure.
  static let ofFailures: [GatewayMutant] = forced + free + secrets

  private static let faults = "faults/flux.2-max/fal/t2i"
  private static let failover = "failover/flux.2-max/any/t2i"

  private static let forced = [
    GatewayMutant(
      "a storm of retries",
      "\(faults)/503",
      ["error.no-amplification"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var request = request
          request.body = .bytes(try await request.body.collected())
          for _ in 0..<3 {
            let response = try await upstream.respond(to: request)
            if response.status.code < 500 { return response }
          }
          return try await upstream.respond(to: request)
        }
      }
    ),
    GatewayMutant(
      "each call made twice",
      "\(faults)/slow",
      ["error.no-amplification"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          guard request.method == .post else { return try await upstream.respond(to: request) }
          var request = request
          request.body = .bytes(try await request.body.collected())
          _ = try await upstream.respond(to: request)
          return try await upstream.respond(to: request)
        }
      }
    ),
    GatewayMutant(
      "another call when the answer is out already",
      "sizes/flux.2-max/fal/t2i/4x3",
      ["error.no-amplification"],
      client: { gateway in
        HTTPHandlerClosure { request in
          if request.target.path.hasPrefix("/files/"), let call = lastCall.withLock({ $0 }) {
            _ = try await call.provider.respond(to: call.request)
          }
          return try await gateway.respond(to: request)
        }
      },
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var request = request
          request.body = .bytes(try await request.body.collected())
          let call = (upstream, request)
          if request.method == .post { lastCall.withLock { $0 = call } }
          return try await upstream.respond(to: request)
        }
      }
    ),
    GatewayMutant(
      "failover although forced",
      "\(faults)/500",
      ["route.failover-more", "route.prefix", "error.no-amplification"],
      client: asking { request in
        let model = request["model"]?.stringValue ?? ""
        let prompt = (request["prompt"]?.stringValue ?? "").replacing("500", with: "500 call=1")
        request["model"] = .string(model.replacing("fal/", with: ""))
        request["prompt"] = .string(prompt)
      }
    ),
    GatewayMutant(
      "no word on when to come again",
      "\(faults)/429",
      ["error.forced"],
      client: after { _, _, response, _ in response.fields[.retryAfter] = nil }
    ),
    GatewayMutant(
      "moderation as a failure of the provider",
      "\(faults)/moderated",
      ["error.forced"],
      client: erring { response, error in
        if error["code"] == "CONTENT_POLICY_VIOLATION" {
          error["code"] = "UPSTREAM_ERROR"
          response.status = 502
        }
      }
    ),
    GatewayMutant(
      "its own unpaid bill as the client's",
      "\(faults)/402",
      ["error.gateway-keys"],
      client: erring { response, _ in
        if response.status == 502 { response.status = 402 }
      }
    ),
    GatewayMutant(
      "half a picture passed on",
      "\(faults)/cut-picture",
      ["output.truthful"],
      client: after { _, asked, response, body in
        guard response.status == 502 else { return }
        response.status = 200
        body = Array(#"{"created":1,"data":[{"b64_json":"iVBORw0KGgo="}]}"#.utf8)
      }
    ),
    GatewayMutant(
      "a failed call passed over in silence",
      "\(faults)/one-of-several",
      ["n.failure"],
      client: after { _, _, response, body in
        guard response.status == 503 else { return }
        response.status = 200
        body = Array(#"{"created":1,"data":[{"url":"http://gateway.invalid/files/1"}]}"#.utf8)
      }
    ),
    GatewayMutant(
      "the other calls waited for when one has failed",
      "\(faults)/siblings",
      ["n.failure"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          let response = try await upstream.respond(to: request)
          if response.status == 503 { try await LoopWaiting().wait(for: .seconds(3600)) }
          return response
        }
      }
    ),
    GatewayMutant(
      "the other calls left running when one has failed",
      "faults/flux.2-max/replicate/t2i/siblings",
      ["n.failure"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          guard request.target.path.hasSuffix("/cancel") else {
            return try await upstream.respond(to: request)
          }
          return HTTPResponse(200, body: HTTPBody(#"{"status":"canceled"}"#))
        }
      }
    ),
  ]

  private static let free = [
    GatewayMutant(
      "nobody takes over",
      "\(failover)/503",
      ["route.failover"],
      client: asking { $0["model"] = "fal/flux.2-max" }
    ),
    GatewayMutant(
      "nobody takes over a refused account",
      "\(failover)/401",
      ["route.failover-more"],
      client: asking { $0["model"] = "fal/flux.2-max" }
    ),
    GatewayMutant(
      "moderation shopped around",
      "\(failover)/moderated",
      ["route.failover-more"],
      upstream: after { _, _, response, body in
        guard response.status == 422 else { return }
        response.status = 500
        body = Array(#"{"detail":"Internal server error"}"#.utf8)
      }
    ),
    GatewayMutant(
      "missing pictures from other seeds",
      "\(failover)/one-of-several",
      ["n.failure"],
      upstream: sending(to: "/replicate/") { input in
        if input["seed"] != nil { input["seed"] = 7 }
      }
    ),
    GatewayMutant(
      "all pictures anew where one is missing",
      "\(failover)/one-of-several",
      ["n.failure"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var request = request
          request.body = .bytes(try await request.body.collected())
          guard request.method == .post, request.target.path.contains("/replicate/") else {
            return try await upstream.respond(to: request)
          }
          _ = try await upstream.respond(to: request)
          return try await upstream.respond(to: request)
        }
      }
    ),
    GatewayMutant(
      "exhaustion as its own breakdown",
      "\(failover)/all-500",
      ["error.exhausted"],
      client: erring { response, error in
        if error["code"] == "ALL_PROVIDERS_EXHAUSTED" {
          response.status = 500
          error["code"] = "INTERNAL_ERROR"
        }
      }
    ),
    GatewayMutant(
      "limits of all as exhaustion",
      "\(failover)/all-429",
      ["error.exhausted-429", "error.types"],
      client: erring { response, error in
        if error["code"] == "RATE_LIMITED" {
          response.status = 502
          error["code"] = "ALL_PROVIDERS_EXHAUSTED"
          error["type"] = "api_error"
        }
      }
    ),
    GatewayMutant(
      "the pause that the last provider asks for",
      "\(failover)/all-429",
      ["error.exhausted-429"],
      client: after { _, asked, response, _ in
        let isRising = String(decoding: asked, as: UTF8.self).contains("retry-after=4 call=1")
        if response.status == 429, !isRising { response.fields[.retryAfter] = "4" }
      }
    ),
    GatewayMutant(
      "the pause that the first provider asks for",
      "\(failover)/all-429-rising",
      ["error.exhausted-429"],
      client: after { _, _, response, _ in
        if response.status == 429 { response.fields[.retryAfter] = "4" }
      }
    ),
  ]

  private static let secrets = [
    GatewayMutant(
      "its key shown",
      "\(faults)/401",
      ["keys.downstream"],
      client: erring { _, error in error["message"] = "fal refused Key any:key" }
    ),
    GatewayMutant(
      "its key shown in a field",
      "\(faults)/503",
      ["keys.downstream"],
      client: after { _, _, response, _ in response.fields["X-Upstream-Auth"] = "Key any:key" }
    ),
    GatewayMutant(
      "the provider's address shown",
      "\(faults)/reset",
      ["error.no-leak"],
      client: erring { _, error in error["message"] = "connect http://upstream.invalid/fal: reset" }
    ),
    GatewayMutant(
      "the provider's words passed on raw",
      "\(faults)/422",
      ["error.no-leak"],
      client: erring { _, error in
        error["message"] = .string(lastRefusal.withLock { $0 })
      },
      upstream: after { _, _, response, body in
        if response.status == 422 {
          lastRefusal.withLock { $0 = String(decoding: body, as: UTF8.self) }
        }
      }
    ),
  ]

  private static let lastRefusal = Mutex("")
  private static let lastCall = Mutex<(provider: any HTTPHandler, request: HTTPRequest)?>(nil)
}
