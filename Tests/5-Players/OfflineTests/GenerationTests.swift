import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images
import Testing

struct GenerationTests {
  private let driver: OfflineDriver

  init() throws { driver = try OfflineDriver() }

  @Test func `answers a URL that anyone can fetch`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a cat [ts:a1]", "size": "1183x887",
    ])
    #expect(answer.status == 200)
    #expect(answer["/id"] == "req_1")
    #expect(answer["/created"] == 1_700_000_000)
    #expect(answer["/size"] == "1183x887")
    #expect(answer["/data/0/revised_prompt"] == "a cat [ts:a1]")
    let url = try #require(answer["/data/0/url"])
    #expect(url.stringValue?.hasPrefix("http://gateway.test:4020/files/") == true)
    let picture = try await driver.fetch(url)
    #expect(Image.probe(picture.body).shown == PixelSize(1183, 887))
    #expect(
      ImageFormat(mediaType: picture.fields[.contentType] ?? "")
        == ImageFormat(
          sniffing: picture.body
        )
    )
    #expect(
      try driver.inputs(of: "a1") == [
        ["prompt": "a cat [ts:a1]", "image_size": ["width": 1183, "height": 887]]
      ]
    )
  }

  @Test func `says in headers and metadata who made it and what it costs`() async throws {
    let answer = try await driver.generate([
      "model": "flux-2-max", "prompt": "a", "size": "1183x887",
    ])
    #expect(answer.fields["X-Lumenfall-Provider"] == "fal")
    #expect(answer.fields["X-Lumenfall-Model"] == "flux.2-max")
    #expect(answer.fields["X-Lumenfall-Request-Id"] == "req_1")
    #expect(answer.fields["x-request-id"] == "req_1")
    #expect(answer["/metadata/model"] == "flux.2-max")
    #expect(answer["/metadata/executed_model"] == "fal/fal-ai/flux-2-max")
    #expect(answer["/metadata/provider"] == "fal")
    #expect(answer["/metadata/cost"] == 0.1)
    #expect(answer["/metadata/cost_currency"] == "USD")
  }

  @Test func `gives the provider's very bytes as base64`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a [ts:a1]", "response_format": "b64_json", "seed": 5,
    ])
    let text = try #require(answer["/data/0/b64_json"]?.stringValue)
    #expect(answer["/data/0/url"] == nil)
    let made = driver.journal.all.filter { $0.request.method == .get }
    #expect(made.map(\.responseBody) == [try Base64.decode(text)])
  }

  @Test func `makes n pictures by calls of their own, seed by seed`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a [ts:a1] [fault: barrier=3]", "n": 3, "seed": 42,
    ])
    #expect(answer["/data"]?.arrayValue?.count == 3)
    let seeds = try driver.inputs(of: "a1").compactMap { $0["seed"]?.intValue }
    #expect(seeds.sorted() == [42, 43, 44])
    let urls = answer["/data"]?.arrayValue?.compactMap { $0["url"]?.stringValue } ?? []
    #expect(Set(urls).count == 3)
  }

  @Test func `keeps the order of calls whatever finishes first`() async throws {
    let body: JSON = [
      "model": "fal/flux.2-max", "prompt": "a [ts:a1] [fault: call=1 slow=50ms]", "n": 2, "seed": 1,
    ]
    let answer = try await driver.generate(body)
    let first = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "seed": 1,
    ])
    #expect(answer["/data/0/url"] == first["/data/0/url"])
  }

  @Test func `uses a provider's own batch as far as it goes`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.1-dev", "prompt": "a [ts:a1]", "n": 6, "seed": 42,
    ])
    #expect(answer["/data"]?.arrayValue?.count == 6)
    let inputs = try driver.inputs(of: "a1")
    #expect(inputs.compactMap { $0["num_images"]?.intValue }.sorted() == [2, 4])
    #expect(inputs.compactMap { $0["seed"]?.intValue }.sorted() == [42, 46])
  }

  @Test func `goes through the queue as well`() async throws {
    let driver = try OfflineDriver(isFalQueued: true)
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a [fault: polls=3]", "size": "16:9",
    ])
    #expect(answer.status == 200)
    #expect(answer["/size"] == "1365x768")
  }

  @Test func `never hands out a data URI`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "sync_mode": true,
    ])
    #expect(answer["/data/0/url"]?.stringValue?.hasPrefix("http://gateway.test") == true)
  }

  @Test func `converts to a format that the provider lacks`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a [ts:a1]", "output_format": "webp",
      "size": "64x48",
    ])
    #expect(answer["/output_format"] == "webp")
    let picture = try await driver.fetch(answer["/data/0/url"])
    #expect(ImageFormat(sniffing: picture.body) == .webp)
    #expect(picture.fields[.contentType] == "image/webp")
    #expect(try driver.inputs(of: "a1")[0]["output_format"] == "png")
  }

  @Test func `names what it dropped`() async throws {
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a [ts:a1]", "output_quality": 50, "mystery": [1.5],
    ])
    #expect(answer["/metadata/dropped/0/parameter"] == "output_quality")
    #expect(try driver.inputs(of: "a1")[0]["mystery"]?.text() == "[1.5]")
  }
}
