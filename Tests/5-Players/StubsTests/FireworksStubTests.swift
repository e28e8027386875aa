import Bytes
import CanonicalJSON
import HTTPMessages
import Images
import Testing

struct FireworksStubTests {
  private let stub: StubDriver
  private let kontext =
    "/fireworks/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max"

  init() throws { stub = try StubDriver() }

  private func send(_ path: String, _ json: JSON) async throws -> StubAnswer {
    try await stub.send(.post, path, json: json, fields: ["Authorization": "Bearer fw_fake"])
  }

  private func poll(_ taken: StubAnswer) async throws -> StubAnswer {
    try await send(kontext + "/get_result", ["id": taken["/request_id"] ?? .null])
  }

  @Test func `goes from a request id to a picture`() async throws {
    let taken = try await send(
      kontext,
      ["prompt": "a [fault: polls=1]", "aspect_ratio": "4:3", "output_format": "png"]
    )
    #expect(taken.json?.objectValue?.names == ["request_id"])
    let pending = try await poll(taken)
    #expect(pending["/status"] == "Pending")
    #expect(pending["/result"] == .null)
    let ready = try await poll(taken)
    #expect(ready["/status"] == "Ready")
    let picture = try await stub.fetch(ready["/result/sample"])
    #expect(Image.probe(picture.body).shown == PixelSize(1184, 896))
  }

  @Test func `moderation is an answer of 200`() async throws {
    let taken = try await send(kontext, ["prompt": "a [fault: moderated]"])
    let answer = try await poll(taken)
    #expect(answer.status == 200)
    #expect(answer["/status"] == "Request Moderated")
  }

  @Test func `refuses in its error object`() async throws {
    let missing = try await send(kontext, [:])
    #expect(missing.status == 400)
    #expect(missing["/error/code"] == "INVALID_ARGUMENT")
    let suspended = try await send(kontext, ["prompt": "a [fault: status=412]"])
    #expect(suspended.status == 412)
    #expect(suspended["/error/code"] == "PRECONDITION_FAILED")
    let unknown = try await send(
      "/fireworks/inference/v1/workflows/accounts/fireworks/models/flux-9",
      ["prompt": "a"]
    )
    #expect(unknown.status == 404)
    #expect(
      unknown["/error/message"] == "Model not found, inaccessible, and/or not deployed"
    )
    let lost = try await send(kontext + "/get_result", ["id": "nope"])
    #expect(lost["/status"] == "Task not found")
    #expect(try await stub.send(.post, kontext, json: [:], fields: [:]).status == 401)
  }
}
