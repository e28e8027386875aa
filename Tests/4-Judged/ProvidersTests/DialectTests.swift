import CanonicalJSON
import Catalog
import HTTPMessages
import Providers
import Testing

struct DialectTests {
  /// A shipped provider, at its own hosts.
  enum Asked: String {
    case fal
    case queue
    case replicate
    case fireworks

    private var key: String {
      switch self {
      case .fal, .queue: "id:secret"
      case .replicate: "r8_fake"
      case .fireworks: "fw_fake"
      }
    }

    var provider: String { self == .queue ? "fal" : rawValue }

    func dialect() throws -> ProviderDialect {
      let data = try #require(Provider.known[provider])
      return ProviderDialect(data, key: key, isQueued: self == .queue)
    }
  }

  static let submissions:
    [(dialect: Asked, endpoint: String, url: String, key: String, body: String)] = [
      (
        .fal, "fal-ai/flux-2-max", "https://fal.run/fal-ai/flux-2-max", "Key id:secret",
        #"{"prompt":"a"}"#
      ),
      (
        .queue, "fal-ai/flux-2-max/edit", "https://queue.fal.run/fal-ai/flux-2-max/edit",
        "Key id:secret", #"{"prompt":"a"}"#
      ),
      (
        .replicate, "black-forest-labs/flux-2-max",
        "https://api.replicate.com/v1/models/black-forest-labs/flux-2-max/predictions",
        "Bearer r8_fake", #"{"input":{"prompt":"a"}}"#
      ),
      (
        .fireworks, "accounts/fireworks/models/flux-kontext-max",
        "https://api.fireworks.ai/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max",
        "Bearer fw_fake", #"{"prompt":"a"}"#
      ),
      (
        .fireworks, "accounts/fireworks/models/flux-1-dev-fp8",
        "https://api.fireworks.ai/inference/v1/workflows/accounts/fireworks/models/flux-1-dev-fp8/text_to_image",
        "Bearer fw_fake", #"{"prompt":"a"}"#
      ),
    ]

  @Test(arguments: submissions.indices)
  func `asks where and how the provider's documents say`(index: Int) async throws {
    let row = DialectTests.submissions[index]
    let call = ProviderCall(endpoint: row.endpoint, input: ["prompt": "a"])
    let request = try row.dialect.dialect().submission(of: call)
    #expect(request.method == .post)
    #expect(request.url == row.url)
    #expect(request.fields[.authorization] == row.key)
    #expect(try await request.body.collected() == Array(row.body.utf8))
  }

  private func step(
    _ dialect: Asked,
    _ status: Int,
    _ body: String,
    fields: HTTPFields = [:],
    endpoint: String = "fal-ai/flux-pro/kontext/max",
    following earlier: ProviderTicket? = nil
  ) throws -> ProviderStep {
    try dialect.dialect().step(
      after: ProviderAnswer(status: status, fields: fields, body: Array(body.utf8)),
      to: earlier,
      of: ProviderCall(endpoint: endpoint, input: [:])
    )
  }

  private func failure(_ work: () throws -> ProviderStep) -> ProviderFailure? {
    do {
      _ = try work()
      return nil
    } catch { return error as? ProviderFailure }
  }

  @Test func `follows fal's queue by owner and app alone`() throws {
    let queued = try step(.queue, 200, #"{"status":"IN_QUEUE","request_id":"r1"}"#)
    guard case .wait(let ticket) = queued else { Issue.record("not waiting"); return }
    let work = "https://queue.fal.run/fal-ai/flux-pro/requests/r1"
    #expect(ticket.next.url == work + "/status")
    #expect(ticket.cancellation?.url == work + "/cancel")
    #expect(ticket.cancellation?.method == .put)
    let done = try step(.queue, 200, #"{"status":"COMPLETED"}"#, following: ticket)
    guard case .collect(let result) = done else { Issue.record("not collecting"); return }
    #expect(result.next.url == work)
  }

  @Test func `reads fal's pictures, prompt and seed`() throws {
    let body = #"""
      {"images":[{"url":"https://m/1.png"},{"url":"data:image/png;base64,AQID"}],"prompt":"a cat",
      "seed":7}
      """#
    guard case .done(let output) = try step(.fal, 200, body) else {
      Issue.record("not done")
      return
    }
    #expect(
      output
        == ProviderOutput(
          images: [.url("https://m/1.png"), .bytes([1, 2, 3])],
          prompt: "a cat",
          seed: 7
        )
    )
  }

  @Test(arguments: [
    #"{"id":"p1","status":"succeeded","output":"https://d/1.png"}"#,
    #"{"id":"p1","status":"processing","output":["https://d/1.png"]}"#,
  ])
  func `takes Replicate's output as soon as it is there`(body: String) throws {
    guard case .done(let output) = try step(.replicate, 201, body) else {
      Issue.record("not done")
      return
    }
    #expect(output.images == [.url("https://d/1.png")])
  }

  @Test func `follows a prediction that has not ended`() throws {
    let body = #"{"id":"p1","status":"starting","output":null}"#
    guard case .wait(let ticket) = try step(.replicate, 202, body) else {
      Issue.record("not waiting")
      return
    }
    #expect(ticket.next.url == "https://api.replicate.com/v1/predictions/p1")
    #expect(ticket.cancellation?.url == "https://api.replicate.com/v1/predictions/p1/cancel")
  }

  @Test func `follows a Fireworks workflow by posting its id`() async throws {
    let endpoint = "accounts/fireworks/models/flux-kontext-max"
    let taken = try step(
      .fireworks,
      200,
      #"{"request_id":"f1"}"#,
      endpoint: endpoint
    )
    guard case .wait(let ticket) = taken else { Issue.record("not waiting"); return }
    #expect(ticket.next.url.hasSuffix("/flux-kontext-max/get_result"))
    #expect(try await ticket.next.body.collected() == Array(#"{"id":"f1"}"#.utf8))
    let ready = try step(
      .fireworks,
      200,
      #"{"id":"f1","status":"Ready","result":{"sample":"https://b/1.png"}}"#,
      endpoint: endpoint,
      following: ticket
    )
    guard case .done(let output) = ready else { Issue.record("not done"); return }
    #expect(output.images == [.url("https://b/1.png")])
  }

  static let failures:
    [(
      dialect: Asked, status: Int, body: String,
      kind: ProviderFailure.Kind
    )] = [
      (
        .fal, 422,
        #"{"detail":[{"loc":["body","prompt"],"msg":"x","type":"content_policy_violation"}]}"#,
        .moderated
      ),
      (.fal, 422, #"{"detail":[{"loc":["body","seed"],"msg":"x","type":"int"}]}"#, .invalidInput),
      (.fal, 400, #"{"detail":"Unsupported data URL"}"#, .invalidInput),
      (.fal, 401, #"{"detail":"No user found for Key ID and Secret"}"#, .account),
      (.fal, 403, #"{"detail":"User is locked. Reason: Exhausted balance."}"#, .account),
      (.fal, 404, "404: Not Found", .notFound),
      (.fal, 429, "{}", .rateLimited),
      (.fal, 504, #"{"detail":"Request timed out","error_type":"request_timeout"}"#, .unavailable),
      (.fal, 502, "<html>", .unavailable),
      (.fal, 200, #"{"images":["#, .unreadable),
      (.fal, 200, #"{"images":[]}"#, .unreadable),
      (.replicate, 401, #"{"title":"Unauthenticated","status":401}"#, .account),
      (.replicate, 402, #"{"title":"Insufficient credit"}"#, .account),
      (.replicate, 422, #"{"detail":"- input: prompt is required\n"}"#, .invalidInput),
      (
        .replicate, 201,
        #"{"status":"failed","error":"The input or output was flagged as sensitive. (E005)"}"#,
        .moderated
      ),
      (
        .replicate, 200,
        #"{"status":"failed","error":"All generated images contained NSFW content."}"#,
        .moderated
      ),
      (.replicate, 200, #"{"status":"failed","error":"CUDA out of memory"}"#, .ended),
      (.replicate, 200, #"{"status":"canceled","error":null}"#, .ended),
      (.replicate, 200, "[]", .unreadable),
      (.fireworks, 412, #"{"error":{"message":"Account x is suspended"}}"#, .account),
      (
        .fireworks, 404, #"{"error":"Model not found, inaccessible, and/or not deployed"}"#,
        .notFound
      ),
      (.fireworks, 400, #"{"error_message":"bad"}"#, .invalidInput),
      (.fireworks, 200, "{}", .unreadable),
    ]

  @Test(arguments: failures.indices)
  func `maps each refusal to one failure`(index: Int) throws {
    let row = DialectTests.failures[index]
    let endpoint = "accounts/fireworks/models/flux-kontext-max"
    let failure = failure { try step(row.dialect, row.status, row.body, endpoint: endpoint) }
    #expect(failure?.kind == row.kind)
    #expect(failure?.provider == row.dialect.provider)
  }

  @Test(arguments: ["Request Moderated", "Content Moderated"])
  func `takes moderation from a Fireworks answer of 200`(status: String) throws {
    let endpoint = "accounts/fireworks/models/flux-kontext-max"
    let taken = try step(
      .fireworks,
      200,
      #"{"request_id":"f1"}"#,
      endpoint: endpoint
    )
    guard case .wait(let ticket) = taken else { Issue.record("not waiting"); return }
    let failure = failure {
      try step(
        .fireworks,
        200,
        #"{"status":"\#(status)"}"#,
        endpoint: endpoint,
        following: ticket
      )
    }
    #expect(failure?.kind == .moderated)
  }

  @Test func `says which field was refused, without URLs or line breaks`() {
    let body = #"""
      {"detail":[{"loc":["body","image_url"],"msg":"could not\nfetch https://x/y?sig=1","type":"z"}]}
      """#
    let failure = failure { try step(.fal, 422, body, fields: ["Retry-After": "3"]) }
    #expect(failure?.message == "image_url: could not fetch …")
    #expect(failure?.status == 422)
    #expect(failure?.retryAfter == 3)
  }

  @Test func `reads dev pictures as bytes, as base64 and as data URIs`() throws {
    let endpoint = "accounts/fireworks/models/flux-1-dev-fp8"
    let json =
      #"{"base64":["AQID","data:image/png;base64,BAU="],"finishReason":"SUCCESS","seed":4}"#
    let binary = try step(
      .fireworks,
      200,
      "PNG",
      fields: ["Content-Type": "image/png", "Seed": "9"],
      endpoint: endpoint
    )
    let encoded = try step(
      .fireworks,
      200,
      json,
      fields: ["Content-Type": "application/json"],
      endpoint: endpoint
    )
    guard case .done(let first) = binary, case .done(let second) = encoded else {
      Issue.record("not done")
      return
    }
    #expect(first == ProviderOutput(images: [.bytes(Array("PNG".utf8))], seed: 9))
    #expect(second == ProviderOutput(images: [.bytes([1, 2, 3]), .bytes([4, 5])], seed: 4))
  }
}
