import CanonicalJSON
import HTTPMessages
import Testing

struct ExpiryTests {
  private let stub: StubDriver
  private static let bearer = "Bearer fake"
  private static let kontext =
    "/fireworks/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max"

  init() throws { stub = try StubDriver() }

  private func predict(_ prompt: String) async throws -> StubAnswer {
    try await stub.send(
      .post,
      "/replicate/v1/models/black-forest-labs/flux-2-max/predictions",
      json: ["input": ["prompt": .string(prompt)]],
      fields: ["Authorization": "Bearer fake", "Prefer": "wait"]
    )
  }

  private func post(_ path: String, _ json: JSON) async throws -> StubAnswer {
    try await stub.send(.post, path, json: json, fields: ["Authorization": "Bearer fake"])
  }

  private func age(_ duration: Duration) async throws { try await stub.clock.wait(for: duration) }

  @Test func `a prediction's data is removed after an hour`() async throws {
    let made = try await predict("a")
    try await age(.seconds(3599))
    #expect(try await stub.fetch(made["/output"]).status == 200)
    try await age(.seconds(1))
    #expect(try await stub.fetch(made["/output"]).status == 404)
    let page = try await stub.follow(made["/urls/get"], key: ExpiryTests.bearer)
    #expect(page.status == 200)
    #expect(page["/status"] == "succeeded")
    #expect(page["/output"] == .null)
    #expect(page["/data_removed"] == true)
  }

  @Test func `fal forgets a result after an hour, a picture after a week`() async throws {
    let taken = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux-2-max",
      json: ["prompt": "a"]
    )
    let picture = try await stub.follow(taken["/response_url"])["/images/0/url"]
    try await age(.seconds(3600))
    #expect(try await stub.follow(taken["/response_url"]).status == 404)
    #expect(try await stub.fetch(picture).status == 200)
    try await age(.seconds(7 * 24 * 3600))
    #expect(try await stub.fetch(picture).status == 404)
  }

  @Test func `Fireworks forgets a task and its picture after minutes`() async throws {
    let taken = try await post(ExpiryTests.kontext, ["prompt": "a"])
    let poll = ExpiryTests.kontext + "/get_result"
    let ready = try await post(poll, ["id": taken["/request_id"] ?? .null])
    try await age(.seconds(600))
    #expect(try await stub.fetch(ready["/result/sample"]).status == 404)
    let late = try await post(poll, ["id": taken["/request_id"] ?? .null])
    #expect(late["/status"] == "Task not found")
  }

  @Test func `a directive lets things expire at once`() async throws {
    let made = try await predict("a [fault: expired]")
    #expect(try await stub.fetch(made["/output"]).status == 404)
    let page = try await stub.follow(made["/urls/get"], key: ExpiryTests.bearer)
    #expect(page["/data_removed"] == true)
    let taken = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux-2-max",
      json: ["prompt": "a [fault: expired]"]
    )
    #expect(try await stub.follow(taken["/status_url"])["/status"] == "COMPLETED")
    #expect(try await stub.follow(taken["/response_url"]).status == 404)
  }
}
