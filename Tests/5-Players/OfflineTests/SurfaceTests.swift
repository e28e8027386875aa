import CanonicalJSON
import Exchanges
import HTTPMessages
import Testing

struct SurfaceTests {
  private let driver: OfflineDriver

  init() throws { driver = try OfflineDriver() }

  @Test func `a dry run says the cost and calls nobody`() async throws {
    let body: JSON = ["model": "flux.2-max", "prompt": "a", "size": "1183x887", "n": 2]
    let answer = try await driver.send(
      .post,
      "/v1/images/generations?dryRun=true",
      body.bytes()
    )
    #expect(
      answer.json == [
        "estimated": true, "model": "flux.2-max", "provider": "fal",
        "total_cost_micros": 200_000, "currency": "USD",
        "components": [
          [
            "type": "output", "metric": "image", "quantity": 2, "billable_quantity": 2,
            "unit_price": 0.1, "total_cost": 200_000,
          ]
        ],
      ]
    )
    #expect(driver.journal.count == 0)
  }

  @Test func `a schema lists parameters and sizes`() async throws {
    let answer = try await driver.send(.get, "/v1/models/flux.1-kontext-max?schema=true")
    #expect(answer["/object"] == "model.schema")
    #expect(answer["/sizes/rows"]?.arrayValue?.count == 13)
    #expect(answer["/sizes/custom"] == .null)
    #expect(answer["/parameters/0/name"] == "prompt")
    #expect(
      answer["/parameters/0"]?.objectValue?.names == [
        "name", "type", "required", "description", "default", "values", "min", "max", "modes",
        "only_at", "section",
      ]
    )
  }

  @Test func `a stream is one event with the finished picture`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "stream": true, "size": "64x48",
    ])
    #expect(answer.fields[.contentType] == "text/event-stream")
    let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "event: image_generation.completed")
    let data = try JSON(parsing: String(try #require(lines.last?.dropFirst(6))))
    #expect(data["type"] == "image_generation.completed")
    #expect(data["size"] == "64x48")
    #expect(data["usage"]?["total_tokens"] == 0)
    let two = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "stream": true, "n": 2,
    ])
    #expect(two.status == 400)
  }

  @Test(arguments: [0, 1, 3])
  func `a provider's drafts stand before the picture`(wanted: Int) async throws {
    let answer = try await driver.generate([
      "model": "openai/gpt-image-1.5", "prompt": "a", "stream": true,
      "partial_images": .integer(wanted), "quality": "low", "size": "1024x1536",
    ])
    #expect(answer.fields[.contentType] == "text/event-stream")
    var parser = ServerSentEventParser()
    let events = try parser.feed(answer.body[...])
    let partial = "image_generation.partial_image"
    #expect(
      events.map(\.event)
        == Array(repeating: partial, count: wanted) + ["image_generation.completed"]
    )
    let datas = try events.map { try JSON(parsing: $0.data) }
    #expect(datas.dropLast().map { $0["partial_image_index"] } == (0..<wanted).map(JSON.integer))
    #expect(datas.allSatisfy { $0["size"] == "1024x1536" && $0["output_format"] == "png" })
    #expect(Set(datas.compactMap { $0["b64_json"]?.stringValue }).count == wanted + 1)
    #expect((datas.last?["usage"]?["total_tokens"]?.intValue ?? 0) > 0)
    #expect(datas.last?["quality"] == (wanted == 0 ? "auto" : "low"))
  }

  @Test func `lets a page of another origin in`() async throws {
    let preflight = try await driver.send(
      .options,
      "/v1/images/generations",
      fields: [
        "Origin": "http://app.test", "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,x-stainless-os",
      ]
    )
    #expect(preflight.status == 204)
    #expect(preflight.fields["Access-Control-Allow-Origin"] == "http://app.test")
    #expect(preflight.fields["Access-Control-Allow-Headers"] == "authorization,x-stainless-os")
    let refused = try await driver.send(
      .get,
      "/v1/models",
      fields: ["Origin": "http://app.test"]
    )
    #expect(refused.status == 401)
    #expect(refused.fields["Access-Control-Allow-Origin"] == "http://app.test")
    let plain = try await driver.send(.get, "/v1/models")
    #expect(!plain.fields.contains("Access-Control-Allow-Origin"))
  }
}
