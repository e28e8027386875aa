import CanonicalJSON
import HTTPMessages
import Stubs
import Testing

struct FalQueueTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  private func submit(_ prompt: String, _ extra: JSONObject = [:]) async throws -> StubAnswer {
    let input = JSONObject(
      [JSONObject.Member(name: "prompt", value: .string(prompt))] + extra.members
    )
    return try await stub.send(.post, "/fal-queue/fal-ai/flux-2-max/edit/", json: .object(input))
  }

  private func submit(at endpoint: String, _ prompt: String) async throws -> StubAnswer {
    try await stub.send(.post, "/fal-queue/\(endpoint)", json: ["prompt": .string(prompt)])
  }

  private func follow(_ url: JSON?, _ method: HTTPMethod = .get) async throws -> StubAnswer {
    let target = url?.stringValue.flatMap(HTTPURL.init)?.target.text ?? "/"
    return try await stub.send(method, target)
  }

  @Test func `goes from the queue to a result under owner and app`() async throws {
    let taken = try await submit(at: "fal-ai/flux-pro/v1.1", "a [fault: polls=1]")
    #expect(taken.status == 200)
    #expect(taken["/status"] == "IN_QUEUE")
    let id = try #require(taken["/request_id"]?.stringValue)
    #expect(
      taken["/response_url"]?.stringValue
        == "http://127.0.0.1:4021/fal-queue/fal-ai/flux-pro/requests/\(id)"
    )
    let early = try await follow(taken["/response_url"])
    #expect(early.status == 400)
    let first = try await follow(taken["/status_url"])
    #expect(first.status == 202)
    #expect(first["/status"] == "IN_PROGRESS")
    let second = try await follow(taken["/status_url"])
    #expect(second.status == 200)
    #expect(second["/status"] == "COMPLETED")
    let result = try await follow(taken["/response_url"])
    #expect(result.status == 200)
    #expect(result["/images"]?.arrayValue?.count == 1)
    #expect(try await follow(taken["/cancel_url"], .put)["/status"] == "ALREADY_COMPLETED")
  }

  @Test func `shows a model's refusal at the result`() async throws {
    let taken = try await submit(at: "fal-ai/flux-2-max", "a [fault: moderated]")
    #expect(taken.status == 200)
    #expect(try await follow(taken["/status_url"])["/status"] == "COMPLETED")
    let result = try await follow(taken["/response_url"])
    #expect(result.status == 422)
    #expect(result["/detail/0/type"] == "content_policy_violation")
  }

  @Test func `cancels what is not ready`() async throws {
    let taken = try await submit(at: "fal-ai/flux-2-max", "a [fault: never-ready]")
    for _ in 1...5 { #expect(try await follow(taken["/status_url"]).status == 202) }
    let cancelled = try await follow(taken["/cancel_url"], .put)
    #expect(cancelled.status == 202)
    #expect(cancelled["/status"] == "CANCELLATION_REQUESTED")
  }

  @Test func `streams each status up to the last`() async throws {
    let taken = try await submit(at: "fal-ai/flux-2-max", "a [fault: polls=2]")
    let url = try #require(taken["/status_url"]?.stringValue)
    let answer = try await follow(.string(url + "/stream?logs=1"))
    #expect(answer.fields[.contentType] == "text/event-stream")
    let statuses = String(decoding: answer.body, as: UTF8.self).split(separator: "\n\n").map {
      try? JSON(parsing: Array($0.dropFirst("data: ".count).utf8))["status"]
    }
    #expect(statuses == ["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"])
    let unknown = try await follow("http://h/fal-queue/fal-ai/flux/requests/unknown/status/stream")
    #expect(unknown.status == 404)
  }

  @Test func `posted faults hold in the queue as well`() async throws {
    _ = try await stub.send(.post, "/__touchstone/faults", json: ["fault": "polls=1"])
    let taken = try await submit(at: "fal-ai/flux-2-max", "plain")
    #expect(try await follow(taken["/status_url"])["/status"] == "IN_PROGRESS")
    #expect(try await follow(taken["/status_url"])["/status"] == "COMPLETED")
  }

  @Test func `knows only the work it was given`() async throws {
    let answer = try await stub.send(.get, "/fal-queue/fal-ai/flux/requests/unknown/status")
    #expect(answer.status == 404)
    #expect(answer.json == ["status": "NOT_FOUND"])
  }

  @Test func `takes uploads and uses them as input pictures`() async throws {
    let told = try await stub.send(
      .post,
      "/fal-rest/storage/upload/initiate",
      json: ["content_type": "image/png", "file_name": "a.png"]
    )
    let url = try #require(told["/file_url"])
    let missing = try await submit("a", ["image_urls": [url]])
    #expect(try await follow(missing["/response_url"])["/detail/0/type"] == "file_download_error")
    let target = try #require(url.stringValue.flatMap(HTTPURL.init)?.target.text)
    #expect(try await stub.send(.put, target, json: "no picture").status == 200)
    let broken = try await submit("a", ["image_urls": [url]])
    #expect(try await follow(broken["/response_url"])["/detail/0/type"] == "image_load_error")
  }

  @Test func `takes files whose names no URL holds`() async throws {
    let started = try await stub.send(
      .post,
      "/fal-rest/storage/upload/initiate",
      json: ["file_name": "photos/a cat? 50%.png", "content_type": "image/png"]
    )
    let url = try #require(started["/upload_url"]?.stringValue.flatMap(HTTPURL.init))
    #expect(url.target.path.hasSuffix("/a%20cat%3F%2050%25.png"))
    let put = HTTPRequest(
      .put,
      authority: "127.0.0.1:4021",
      target: url.target,
      fields: [.contentType: "image/png"],
      body: .bytes([1, 2, 3])
    )
    _ = try await stub.server.respond(to: put)
    #expect(try await stub.fetch(started["/file_url"]).body == [1, 2, 3])
  }

  @Test func `takes uploads at the host that pictures come from, from those it knows`() async throws
  {
    let upload = HTTPRequest(
      .post,
      scheme: "https",
      authority: "v3.fal.media",
      target: "/files/upload",
      fields: ["Authorization": "Bearer token", "Content-Type": "image/png"],
      body: HTTPBody("a picture")
    )
    let taken = try await StubAnswer(stub.server.respond(to: upload))
    let url = try #require(taken["/access_url"])
    #expect(url.stringValue?.hasPrefix("https://v3.fal.media/") == true)
    #expect(try await stub.fetch(url).body == Array("a picture".utf8))
    var stranger = upload
    stranger.fields = [:]
    #expect(try await StubAnswer(stub.server.respond(to: stranger)).status == 401)
  }
}
