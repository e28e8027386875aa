import TestSupport
import Bytes
import CanonicalJSON
import Gateway
import HTTPMessages
import Synchronization
import Testing

/// Which failures lead to another offer, and which the client hears of.
struct PassingOverTests {
  private struct Unreachable: SendingError { let isUnsent = true }
  private struct Lost: Error {}

  private let plain: JSON = ["model": "flux.2-max", "prompt": "a"]

  @Test func `a provider that cannot be reached is passed over`() async throws {
    let upstream = ScriptedProviders { call, _ in
      if call.provider == "fal" { throw Unreachable() }
      return nil
    }
    let answer = try await GatewayDriver(upstream).generate(plain)
    #expect(answer.status == 200)
    #expect(answer.fields["X-Lumenfall-Provider"] == "replicate")
    #expect(answer["/metadata/attempts/0/error"] == "unreachable")
    #expect(answer["/metadata/executed_model"] == "replicate/black-forest-labs/flux-2-max")
  }

  @Test(arguments: [false, true])
  func `an order whose answer is lost is placed elsewhere only by who may buy twice`(
    mayBuyTwice: Bool
  ) async throws {
    let upstream = ScriptedProviders { call, _ in
      if call.provider == "fal" { throw Lost() }
      return nil
    }
    let answer = try await GatewayDriver(upstream) { $0.buysTwice = mayBuyTwice }.generate(plain)
    #expect(answer.status == (mayBuyTwice ? 200 : 502))
    #expect(upstream.calls.map(\.provider) == (mayBuyTwice ? ["fal", "replicate"] : ["fal"]))
    guard !mayBuyTwice else { return }
    #expect(answer["/error/code"] == "UPSTREAM_ERROR")
    let message = answer["/error/message"]?.stringValue ?? ""
    #expect(
      message.hasSuffix("the picture may have been made and billed, and none was bought again")
    )
  }

  @Test func `a provider that takes too long is let go, and nobody else is asked`() async throws {
    let released = Mutex(false)
    let upstream = ScriptedProviders { call, _ in
      guard call.provider == "fal" else { return nil }
      defer { released.withLock { $0 = true } }
      try await Task.sleep(for: .seconds(600))
      return nil
    }
    let driver = try GatewayDriver(upstream)
    let work = Task { try await driver.generate(plain) }
    await settle { upstream.calls.count == 1 && driver.clock.sleeping == 1 }
    driver.clock.advance(by: .seconds(121))
    let answer = try await work.value
    #expect(answer.status == 504)
    #expect(upstream.calls.map(\.provider) == ["fal"])
    #expect(released.withLock { $0 })
  }

  @Test func `refused content is refused once and for all`() async throws {
    let upstream = ScriptedProviders { _, _ in
      ScriptedProviders.json(
        422,
        ["detail": [["loc": ["body", "prompt"], "msg": "no", "type": "content_policy_violation"]]]
      )
    }
    let answer = try await GatewayDriver(upstream).generate(plain)
    #expect(answer.status == 400)
    #expect(answer["/error/code"] == "CONTENT_POLICY_VIOLATION")
    #expect(upstream.calls.map(\.provider) == ["fal"])
  }

  /// What a forced provider says, what the client hears of it, and as what.
  static let forced: [(status: Int, heard: Int, type: String)] = [
    (400, 400, "invalid_request_error"), (401, 502, "api_error"), (402, 502, "api_error"),
    (403, 502, "api_error"), (404, 404, "invalid_request_error"), (408, 408, "api_error"),
    (409, 409, "api_error"), (413, 413, "api_error"), (422, 422, "api_error"),
    (429, 429, "rate_limit_error"), (500, 500, "api_error"), (502, 502, "api_error"),
    (503, 503, "api_error"), (504, 504, "api_error"),
  ]

  @Test(arguments: forced.indices)
  func `a forced provider's status is passed on, but for the gateway's own account`(
    index: Int
  ) async throws {
    let row = PassingOverTests.forced[index]
    let upstream = ScriptedProviders { _, _ in
      var response = ScriptedProviders.json(row.status, ["detail": "words"])
      response.fields[.retryAfter] = "3"
      return response
    }
    let answer = try await GatewayDriver(upstream).generate([
      "model": "fal/flux.2-max", "prompt": "a",
    ])
    #expect(answer.status == row.heard)
    #expect(answer["/error/code"] == "UPSTREAM_ERROR")
    #expect(answer["/error/type"]?.stringValue == row.type)
    #expect(answer.fields[.retryAfter] == "3")
    #expect(upstream.calls.count == 1)
  }

  @Test func `a prediction that ended without a picture is the provider's failure`() async throws {
    let upstream = ScriptedProviders { _, _ in
      ScriptedProviders.json(201, ["id": "p", "status": "failed", "error": "out of memory"])
    }
    let answer = try await GatewayDriver(upstream).generate([
      "model": "replicate/flux.2-max", "prompt": "a",
    ])
    #expect(answer.status == 502)
    #expect(answer["/error/code"] == "UPSTREAM_ERROR")
  }

  @Test func `who gives fewer pictures than asked is helped out, and those given are kept`()
    async throws
  {
    let upstream = ScriptedProviders { call, _ in
      // Both take a batch; fal gives one of the three, and Replicate the two that it is asked for.
      guard call.provider == "replicate" else { return nil }
      let url = JSON.string("data:image/png;base64," + Base64.encode(Fixture.made))
      let urls = Array(repeating: url, count: call.input["num_outputs"]?.intValue ?? 1)
      return ScriptedProviders.json(
        201,
        ["id": "p", "status": "succeeded", "output": .array(urls)]
      )
    }
    let answer = try await GatewayDriver(upstream).generate([
      "model": "flux.1-dev", "prompt": "a", "n": 3, "seed": 42,
    ])
    #expect(answer.status == 200)
    #expect(answer["/data"]?.arrayValue?.count == 3)
    let asked = upstream.calls.map {
      [$0.input["seed"], $0.input["num_images"] ?? $0.input["num_outputs"]]
    }
    #expect(asked == [[42, 3], [43, 2]])
  }
}
