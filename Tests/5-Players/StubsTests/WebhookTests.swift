import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Stubs
import Testing

struct WebhookTests {
  private let mailbox: Mailbox
  private let stub: StubDriver

  init() throws {
    mailbox = Mailbox()
    stub = try StubDriver(client: mailbox)
  }

  private func predict(_ prompt: String, _ more: JSONObject) async throws -> StubAnswer {
    let body = JSONObject([.init(name: "input", value: ["prompt": .string(prompt)])] + more.members)
    return try await stub.send(
      .post,
      "/replicate/v1/models/black-forest-labs/flux-2-max/predictions",
      json: .object(body),
      fields: ["Authorization": "Bearer r8_fake"]
    )
  }

  @Test func `Replicate tells of each event that was asked for, in order`() async throws {
    let taken = try await predict(
      "a",
      [
        "webhook": "http://app.test/hook?id=7",
        "webhook_events_filter": ["start", "output", "logs", "completed"],
      ]
    )
    let messages = await mailbox.messages(4)
    let pages = try messages.map { try JSON(parsing: $0.body) }
    #expect(messages.map(\.url) == Array(repeating: "http://app.test/hook?id=7", count: 4))
    #expect(
      pages.map { $0["status"] } == ["starting", "processing", "processing", "succeeded"]
    )
    #expect(pages.map { $0["id"] } == Array(repeating: taken["/id"], count: 4))
    #expect(pages.map { $0["output"]?.isNull } == [true, true, false, false])
    #expect(pages[1]["logs"]?.stringValue?.hasPrefix("Using seed") == true)
  }

  @Test func `Replicate tells of output and end where no events are named`() async throws {
    _ = try await predict("a", ["webhook": "http://app.test/hook"])
    let pages = try await mailbox.messages(2).map { try JSON(parsing: $0.body) }
    #expect(pages.map { $0["status"] } == ["processing", "succeeded"])
  }

  @Test func `Replicate signs so that its own key proves it`() async throws {
    _ = try await predict(
      "a",
      ["webhook": "http://app.test/h", "webhook_events_filter": ["completed"]]
    )
    let secret = try await stub.send(
      .get,
      "/replicate/v1/webhooks/default/secret",
      fields: ["Authorization": "Bearer r8_fake"]
    )
    let text = try #require(secret["/key"]?.stringValue)
    #expect(text.hasPrefix("whsec_"))
    let key = try Base64.decode(String(text.dropFirst(6)))
    let message = try #require(await mailbox.messages(1).first)
    let id = try #require(message.fields["webhook-id"])
    #expect(message.fields["webhook-timestamp"] == "1700000000")
    let signed = Array("\(id).1700000000.".utf8) + message.body
    let code = Base64.encode(HMAC.sha256(signed, key: key))
    #expect(message.fields["webhook-signature"] == "v1,\(code)")
  }

  @Test func `the end is told again until it is taken, and no more than four times`() async throws {
    let deaf = Mailbox(answering: [500, 500, 500, 500, 500])
    let stub = try StubDriver(client: deaf)
    let taken = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux-2-max?fal_webhook=http%3A%2F%2Fapp.test%2Ffirst",
      json: ["prompt": "a"]
    )
    let messages = await deaf.messages(4)
    #expect(Set(messages.map { $0.fields["X-Fal-Webhook-Request-Id"] }).count == 1)
    #expect(messages[0].fields["X-Fal-Webhook-Request-Id"] == taken["/request_id"]?.stringValue)
    _ = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux-2-max?fal_webhook=http%3A%2F%2Fapp.test%2Fsecond",
      json: ["prompt": "a"]
    )
    #expect(await deaf.messages(6).map(\.url).filter { $0.hasSuffix("first") }.count == 4)
  }

  @Test func `what is polled for is told when it is ready`() async throws {
    let taken = try await predict("a [fault: polls=2]", ["webhook": "http://app.test/late"])
    for _ in 0..<2 { _ = try await stub.follow(taken["/urls/get"], key: "Bearer r8_fake") }
    #expect(await mailbox.messages(2).count == 2)
  }

  @Test func `what is called off is told as canceled`() async throws {
    let taken = try await predict("a [fault: never-ready]", ["webhook": "http://app.test/off"])
    _ = try await stub.follow(taken["/urls/cancel"], .post, key: "Bearer r8_fake")
    let page = try #require(await mailbox.messages(1).first.map { try JSON(parsing: $0.body) })
    #expect(page["status"] == "canceled")
  }

  static let misaddressed: [(body: JSONObject, field: JSON, type: JSON)] = [
    (["webhook": "app.test"], "webhook", "format"),
    (["webhook": 5], "webhook", "format"),
    (
      ["webhook": "http://a.test", "webhook_events_filter": ["begin"]], "webhook_events_filter.0",
      "enum"
    ),
    (
      ["webhook": "http://a.test", "webhook_events_filter": "start"], "webhook_events_filter",
      "invalid_type"
    ),
  ]

  @Test(arguments: misaddressed.indices)
  func `Replicate refuses a webhook that can't be one`(index: Int) async throws {
    let row = WebhookTests.misaddressed[index]
    let answer = try await predict("a", row.body)
    #expect(answer.status == 422)
    #expect(answer["/invalid_fields/0/field"] == row.field)
    #expect(answer["/invalid_fields/0/type"] == row.type)
  }

  @Test(arguments: [("a", "OK", 200), ("a [fault: moderated]", "ERROR", 422)])
  func `fal tells what the result's answer would be`(
    prompt: String,
    status: String,
    code: Int
  ) async throws {
    let taken = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux-2-max?fal_webhook=http%3A%2F%2Fapp.test%2Fhook",
      json: ["prompt": .string(prompt)]
    )
    #expect(taken["/gateway_request_id"] == taken["/request_id"])
    let message = try #require(await mailbox.messages(1).first)
    let notice = try JSON(parsing: message.body)
    let result = try await stub.follow(taken["/response_url"])
    #expect(message.url == "http://app.test/hook")
    #expect(notice["request_id"] == taken["/request_id"])
    #expect(notice["status"] == .string(status))
    #expect(notice["payload"] == result.json)
    #expect(result.status == code)
    #expect((notice["error"] == "Invalid status code: 422") == (code == 422))
    #expect(message.fields["X-Fal-Webhook-Signature"]?.count == 128)
  }

  /// The key was made from its seed by the Python package cryptography 48.
  @Test func `fal signs so that its published key proves it`() async throws {
    let page = try await stub.send(.get, "/fal-rest/.well-known/jwks.json", fields: [:])
    #expect(page["/keys/0/kty"] == "OKP")
    #expect(page["/keys/0/crv"] == "Ed25519")
    #expect(page["/keys/0/x"] == "siDNqXrlf-hHU2N9fV2FL5q_fhHy0XDDZAIaYGtJ5tU")
    _ = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux-2-max?fal_webhook=http%3A%2F%2Fapp.test%2Fhook",
      json: ["prompt": "a"]
    )
    let message = try #require(await mailbox.messages(1).first)
    let seed = SHA256.digest(of: Array("touchstone webhooks".utf8))
    let id = try #require(message.fields["X-Fal-Webhook-Request-Id"])
    let said = "\(id)\ntouchstone\n1700000000\n\(SHA256.hex(of: message.body))"
    let signature = try #require(Ed25519(seed: seed)).signature(of: Array(said.utf8))
    #expect(message.fields["X-Fal-Webhook-Signature"] == Hex.encode(signature))
    #expect(message.fields["X-Touchstone-Case"] == nil)
  }

  @Test func `a declared provider tells the result, signed as its file has it`() async throws {
    let example = try ExampleProvider("bfl")
    let stub = try StubDriver(client: mailbox, catalog: example.catalog())
    let fields: HTTPFields = ["x-key": "any"]
    let hook: JSONObject = [
      "webhook_url": "http://app.test/bfl", "webhook_secret": "not-so-secret",
    ]
    func order(_ prompt: String, _ more: JSONObject) async throws -> StubAnswer {
      let input = JSONObject([.init(name: "prompt", value: .string(prompt))] + more.members)
      return try await stub.send(
        .post,
        "/bfl/v1/flux-pro-1.1",
        json: .object(input),
        fields: fields
      )
    }
    let taken = try await order("a [fault: polls=1] [ts:b1a5]", hook)
    #expect(taken.status == 200)
    #expect(taken["/status"] == "Pending")
    #expect(taken["/webhook_url"] == "http://app.test/bfl")
    #expect(taken["/polling_url"] == nil)
    #expect(taken["/cost"]?.doubleValue == 4)
    let id = try #require(taken["/id"]?.stringValue)
    let poll = "/bfl-poll/v1/get_result?id=\(id)"
    #expect(try await stub.send(.get, poll, fields: fields)["/status"] == "Pending")
    let message = try #require(await mailbox.messages(1).first)
    #expect(message.url == "http://app.test/bfl")
    let ready = try await stub.send(.get, poll, fields: fields)
    #expect(ready["/status"] == "Ready")
    #expect(try JSON(parsing: message.body) == ready.json)
    let code = Hex.encode(HMAC.sha256(message.body, key: Array("not-so-secret".utf8)))
    #expect(message.fields["X-BFL-Signature"] == "sha256=\(code)")

    let unsigned = try await order("b", ["webhook_url": "http://app.test/plain"])
    #expect(unsigned.status == 200)
    #expect(await mailbox.messages(2).last?.fields["X-BFL-Signature"] == nil)
    #expect(try await order("c", ["webhook_url": "no address"]).status == 422)
    let plain = try await order("d", [:])
    #expect(plain["/polling_url"] != nil)
    #expect(plain["/webhook_url"] == nil)
  }

  @Test func `what is told stands in the journal, by its case`() async throws {
    let body: JSON = [
      "input": ["prompt": "a [ts:5e1f]"], "webhook": "http://app.test/hook",
      "webhook_events_filter": ["completed"],
    ]
    _ = try await stub.send(
      .post,
      "/replicate/v1/models/black-forest-labs/flux-2-max/predictions",
      json: body,
      fields: ["Authorization": "Bearer r8_fake"]
    )
    _ = await mailbox.messages(1)
    // The message is written down once it is answered, a moment after it came.
    var told: [JSON] = []
    while told.isEmpty {
      await Task.yield()
      let page = try await stub.send(.get, "/__touchstone/journal?case=5e1f", fields: [:])
      told = (page["/exchanges"]?.arrayValue ?? []).filter { $0["direction"] == "outgoing" }
    }
    #expect(told.count == 1)
    #expect(told[0]["request"]?["url"] == "http://app.test/hook")
    #expect(told[0]["request"]?["body"]?["status"] == "succeeded")
    #expect(told[0]["response"]?["status"] == 200)
    #expect(told[0]["case"] == "5e1f")
    let strays = try await stub.send(.get, "/__touchstone/journal?case=stray", fields: [:])
    #expect(strays["/exchanges"] == [])
    let all = try await stub.send(.get, "/__touchstone/journal", fields: [:])
    #expect(all["/exchanges"]?.arrayValue?.map { $0["direction"] } == ["incoming", "outgoing"])
  }

  @Test func `Fireworks tells the result, signed with the caller's secret`() async throws {
    let path = "/fireworks/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max"
    let input: JSON = [
      "prompt": "a", "webhook_url": "http://app.test/hook", "webhook_secret": "not-so-secret",
    ]
    let fields: HTTPFields = ["Authorization": "Bearer fw_fake"]
    let taken = try await stub.send(.post, path, json: input, fields: fields)
    let message = try #require(await mailbox.messages(1).first)
    let notice = try JSON(parsing: message.body)
    #expect(notice["id"] == taken["/request_id"])
    #expect(notice["status"] == "Ready")
    let code = Hex.encode(HMAC.sha256(message.body, key: Array("not-so-secret".utf8)))
    #expect(message.fields["X-BFL-Signature"] == "sha256=\(code)")
    let long = JSON.string("http://a.test/" + String(repeating: "a", count: 2083))
    let bad: JSON = ["prompt": "a", "webhook_url": long]
    #expect(try await stub.send(.post, path, json: bad, fields: fields).status == 400)
  }
}
