import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images
import Testing

struct EditTests {
  private let driver: OfflineDriver
  private let source = PNGEncoder.flat(PixelSize(1600, 900), color: RGBA(1, 2, 3))

  init() throws { driver = try OfflineDriver() }

  private func edit(
    _ scalars: [(String, String)],
    images: [[UInt8]],
    field: String = "image"
  ) async throws -> Answer {
    var form = MultipartWriter(boundary: "boundary")
    for (name, value) in scalars { form.append(MultipartPart(name: name, text: value)) }
    for image in images {
      form.append(
        MultipartPart(
          name: field,
          filename: "a.png",
          contentType: .image("png"),
          fields: [:],
          body: image[...]
        )
      )
    }
    return try await driver.send(
      .post,
      "/openai/v1/images/edits",
      form.finished(),
      fields: [
        "Authorization": "Bearer secret-key", "Content-Type": form.contentType.text,
      ]
    )
  }

  private var data: JSON { .string("data:image/png;base64," + Base64.encode(source)) }

  @Test(arguments: ["image", "image[]"])
  func `hands the picture in bit for bit and keeps its shape`(field: String) async throws {
    let answer = try await edit(
      [("model", "fal/flux.2-max"), ("prompt", "a [ts:a1]"), ("output_format", "png")],
      images: [source],
      field: field
    )
    #expect(answer.status == 200)
    #expect(answer["/size"] == "1360x768")
    #expect(try driver.inputs(of: "a1")[0]["image_urls"] == [data])
  }

  static let offers: [(model: String, field: String)] = [
    ("fal/flux.1-kontext-max", "/image_url"), ("fal/flux.2-max", "/image_urls/0"),
    ("replicate/flux.1-kontext-max", "/input/input_image"),
    ("replicate/flux.2-max", "/input/input_images/0"), ("replicate/flux.1-dev", "/input/image"),
    ("fireworks/flux.1-kontext-max", "/input_image"),
  ]

  @Test(arguments: offers.indices)
  func `every offer that edits gets its picture`(index: Int) async throws {
    let row = EditTests.offers[index]
    let answer = try await edit(
      [("model", row.model), ("prompt", "a [ts:a1]"), ("n", "2"), ("output_format", "png")],
      images: [source]
    )
    #expect(answer.status == 200)
    #expect(answer["/data"]?.arrayValue?.count == 2)
    let pointer = try #require(JSONPointer(row.field))
    #expect(try driver.inputs(of: "a1")[0][pointer] == data)
  }

  @Test func `uploads what is too large for a data URI at Replicate, once`() async throws {
    let drawn = DrawnPicture(seed: 7, size: PixelSize(640, 480)).bitmap
    let large = PNGEncoder.encode(drawn)
    #expect(large.count > 200_000)
    let token = try #require(CaseToken(id: "a1"))
    driver.journal.expectUpload(of: large, for: token)
    let answer = try await edit(
      [("model", "replicate/flux.2-max"), ("prompt", "a [ts:a1]"), ("n", "2")],
      images: [large]
    )
    #expect(answer.status == 200)
    let exchanges = driver.journal.exchanges(of: token)
    #expect(exchanges.filter { $0.request.target.path.hasSuffix("/files") }.count == 1)
    #expect(driver.journal.strays.isEmpty)
    let input = try #require(try driver.inputs(of: "a1").last)
    #expect(input["input"]?["input_images"]?[0]?.stringValue?.hasPrefix("http") == true)
  }

  @Test func `takes JSON with data URLs`() async throws {
    let body: JSON = [
      "model": "fal/flux.2-max", "prompt": "a", "images": [["image_url": data]],
    ]
    let answer = try await driver.send(.post, "/v1/images/edits", body.bytes())
    #expect(answer.status == 200)
  }

  @Test func `refuses what is no edit`() async throws {
    let fields = [("model", "flux.2-max"), ("prompt", "a")]
    #expect(try await edit(fields, images: [])["/error/param"] == "image")
    let text = try await edit(fields, images: [Array("no picture".utf8)])
    #expect(text.status == 400)
    #expect(text["/error/message"]?.stringValue?.contains("Invalid image file") == true)
    let cut = try await edit(fields, images: [Array(source.dropLast(20))])
    #expect(cut.status == 400)
    let many = Array(repeating: source, count: 11)
    #expect(try await edit(fields, images: many)["/error/param"] == "image")
    let mode = try await edit([("model", "flux1.1-pro"), ("prompt", "a")], images: [source])
    #expect(mode.status == 400)
    #expect(mode["/error/message"]?.stringValue?.contains("text-to-image") == true)
    let plain = try await driver.send(
      .post,
      "/v1/images/edits",
      [1],
      fields: ["Authorization": "Bearer secret-key", "Content-Type": "text/plain"]
    )
    #expect(plain.status == 415)
    #expect(driver.journal.count == 0)
  }
}
