import CanonicalJSON
import HTTPMessages
import HTTPTransport

/// Other answers in what becomes of failures, and of the choice of offers.
extension OtherAnswer {
  static let inFailures = [
    OtherAnswer(
      ruling: "ended-work",
      answer: "otherwise",
      prefix: "wire/faults/flux.2-max/fal/t2i/",
      includesOurs: true,
      standsAlone: true,
      client: erring { response, error in
        guard response.status == 502 else { return }
        response.status = 500
        error["code"] = "INTERNAL_ERROR"
      }
    ),
    OtherAnswer(
      ruling: "no-pictures",
      answer: "otherwise",
      prefix: "wire/faults/flux.2-max/fal/t2i/no-pictures",
      includesOurs: true,
      client: playing("images=0") { response, _ in response.status = 500 }
    ),
    OtherAnswer(
      ruling: "failed-call",
      answer: "fewer",
      prefix: "wire/faults/flux.2-max/fal/t2i/one-of-several",
      client: playing("status=503 call=2") { response, body in
        guard response.status == 503 else { return }
        response.status = 200
        let picture: JSON = ["url": "http://gateway.invalid/files/one.png"]
        body = JSON.object(["created": 1_700_000_000, "data": [picture, picture]]).bytes()
      }
    ),
    OtherAnswer(
      ruling: "gateway-keys",
      answer: "passed",
      prefix: "wire/faults/flux.2-max/fal/t2i/40",
      client: after { _, asked, response, _ in
        let text = String(decoding: asked, as: UTF8.self)
        for status in [401, 402, 403] where text.contains("status=\(status)]") {
          response.status = HTTPStatus(status)
        }
      }
    ),
    OtherAnswer(
      ruling: "raw-errors",
      answer: "otherwise",
      prefix: "wire/faults/flux.2-max/fal/t2i/400",
      includesOurs: true,
      client: erring { _, error in error["message"] = "http://upstream.invalid/fal said no" }
    ),
    OtherAnswer(
      ruling: "siblings",
      answer: "otherwise",
      prefix: "wire/faults/flux.2-max/replicate/t2i/siblings",
      includesOurs: true,
      upstream: { next in
        HTTPHandlerClosure { request in
          request.target.path.hasSuffix("/cancel")
            ? HTTPResponse(200, body: HTTPBody("{}")) : try await next.respond(to: request)
        }
      }
    ),
    OtherAnswer(
      ruling: "unknown-outcome",
      answer: "elsewhere",
      prefix: "wire/money/flux.2-max/any/t2i/lost-submit",
      upstream: { next in
        HTTPHandlerClosure { request in
          guard request.method == .post else { return try await next.respond(to: request) }
          do { return try await next.respond(to: request) } catch is CancellationError {
            throw CancellationError()
          } catch {
            return HTTPResponse(503, body: HTTPBody("{\"detail\":\"lost\"}"))
          }
        }
      }
    ),
  ]

  static let inRouting = [
    OtherAnswer(
      ruling: "failover-5xx",
      answer: "otherwise",
      prefix: "wire/failover/flux.2-max/any/t2i/50",
      includesOurs: true,
      client: staying(where: ["status=500 call=1", "status=502 call=1", "status=503 call=1"])
    ),
    OtherAnswer(
      ruling: "failover-more",
      answer: "otherwise",
      prefix: "wire/failover/flux.2-max/any/t2i/40",
      includesOurs: true,
      client: staying(where: ["status=401", "status=403", "status=404", "status=408"])
    ),
    OtherAnswer(
      ruling: "missing-pictures",
      answer: "otherwise",
      prefix: "wire/failover/flux.2-max/any/t2i/one-of-several",
      includesOurs: true,
      client: staying(where: ["status=503 call=2"])
    ),
    OtherAnswer(
      ruling: "failover-never",
      answer: "elsewhere",
      prefix: "wire/failover/flux.2-max/any/t2i/4",
      standsAlone: true,
      upstream: after { _, _, response, _ in
        if response.status == 400 || response.status == 422 { response.status = 503 }
      }
    ),
    OtherAnswer(
      ruling: "range-routing",
      answer: "refused",
      prefix: "wire/routing/flux.1-dev/above-replicate",
      includesOurs: true,
      client: asking { request in
        if request["cfg_scale"] == 15 { request["model"] = "replicate/flux.1-dev" }
      }
    ),
    OtherAnswer(
      ruling: "endpoints",
      answer: "otherwise",
      prefix: "wire/route/flux.2-max/fal/t2i/offer",
      includesOurs: true,
      standsAlone: true,
      upstream: before { request, _ in
        if request.target.path.hasSuffix("/fal-ai/flux-2-max") {
          request.target = "/fal/fal-ai/flux/dev"
        }
      }
    ),
    planted(
      "the same provider first whatever it drops",
      to: "route-order",
      standsAlone: true
    ),
  ]

  /// Changes the answer to requests whose prompt asks for a failure.
  private static func playing(
    _ fault: String,
    _ change: @escaping @Sendable (inout HTTPResponse, inout [UInt8]) -> Void
  ) -> Spoiler {
    after { _, asked, response, body in
      if String(decoding: asked, as: UTF8.self).contains(fault) { change(&response, &body) }
    }
  }

  /// Stays with one provider where the prompt asks for one of these failures.
  private static func staying(where faults: [String]) -> Spoiler {
    asking { request in
      let prompt = request["prompt"]?.stringValue ?? ""
      guard faults.contains(where: prompt.contains),
        let model = request["model"]?.stringValue, !model.contains("/")
      else { return }
      request["model"] = .string("fal/\(model)")
    }
  }
}
