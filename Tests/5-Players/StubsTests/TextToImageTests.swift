import Bytes
import CanonicalJSON
import Catalog
import Foundation
import HTTPMessages
import Images
import Testing

/// FLUX.1 [dev] at Fireworks, which no published model has: the fixture's catalog adds it.
struct TextToImageTests {
  private let stub: StubDriver

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "Fixtures/catalog/fixture-binary.json")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    stub = try StubDriver(
      catalog: ModelCatalog(files: [ModelCatalog.File(name: "fixture-binary.json", text: text)])
    )
  }

  private func draw(_ prompt: String, accept: String) async throws -> StubAnswer {
    try await stub.send(
      .post,
      "/fireworks/inference/v1/workflows/accounts/fireworks/models/flux-1-dev-fp8/text_to_image",
      json: ["prompt": .string(prompt), "aspect_ratio": "1:1", "seed": 7],
      fields: ["Authorization": "Bearer fw_fake", "Accept": accept]
    )
  }

  @Test(arguments: [("image/png", ImageFormat.png), ("image/jpeg", .jpeg)])
  func `answers with the picture that Accept names`(accept: String, format: ImageFormat)
    async throws
  {
    let answer = try await draw("a", accept: accept)
    #expect(answer.status == 200)
    #expect(answer.fields[.contentType] == accept)
    #expect(answer.fields["Seed"] == "7")
    #expect(answer.fields["Finish-Reason"] == "SUCCESS")
    let probe = Image.probe(answer.body)
    #expect(probe.format == format)
    #expect(probe.shown == PixelSize(1024, 1024))
  }

  @Test func `answers with base64 where Accept names JSON`() async throws {
    let answer = try await draw("a", accept: "application/json")
    #expect(answer["/finishReason"] == "SUCCESS")
    #expect(answer["/seed"] == 7)
    let text = try #require(answer["/base64/0"]?.stringValue)
    #expect(Image.probe(try Base64.decode(text)).format == .png)
  }

  @Test func `says in a field or a member that it was moderated`() async throws {
    let picture = try await draw("a [fault: moderated]", accept: "image/png")
    #expect(picture.status == 200)
    #expect(picture.fields["Finish-Reason"] == "CONTENT_FILTERED")
    let json = try await draw("a [fault: moderated]", accept: "application/json")
    #expect(json["/finishReason"] == "CONTENT_FILTERED")
  }
}
