import Bytes
import CanonicalJSON
import Gateway
import HTTPMessages
import Images
import Testing

struct AnswerTests {
  /// A provider whose pictures are these bytes.
  private func driver(
    _ bytes: [UInt8],
    prompt: String? = nil,
    failing: Set<Int> = []
  ) throws -> GatewayDriver {
    let url = "data:image/png;base64," + Base64.encode(bytes)
    return try GatewayDriver(
      ScriptedProviders { call, number in
        if failing.contains(number) { return ScriptedProviders.json(500, [:]) }
        guard call.provider == "fal" else {
          return ScriptedProviders.picture(from: call.provider, url: url)
        }
        var body: JSONObject = ["images": [["url": .string(url)]], "seed": 1]
        if let prompt { body["prompt"] = .string(prompt) }
        return ScriptedProviders.json(200, .object(body))
      }
    )
  }

  private func picture(_ width: Int, _ height: Int) -> [UInt8] {
    PNGEncoder.flat(PixelSize(width, height), color: RGBA(5, 6, 7))
  }

  @Test func `an answer has the members of its shape, in order`() async throws {
    let answer = try await driver(Fixture.made).generate(["model": "flux.2-max", "prompt": "a"])
    #expect(
      answer.json?.objectValue?.names == [
        "id", "created", "size", "output_format", "data", "metadata",
      ]
    )
    #expect(answer["/data/0"]?.objectValue?.names == ["url", "revised_prompt"])
    #expect(
      answer["/metadata"]?.objectValue?.names == [
        "model", "executed_model", "provider", "provider_name", "cost", "cost_currency",
      ]
    )
    #expect(answer["/created"]?.intValue == 1_700_000_000)
  }

  @Test(arguments: [("improved", "improved"), (nil, "mine"), ("", "mine")] as [(String?, String)])
  func `the prompt is the provider's, else the client's`(
    given: String?,
    shown: String
  ) async throws {
    let answer = try await driver(Fixture.made, prompt: given).generate([
      "model": "fal/flux.2-max", "prompt": "mine",
    ])
    #expect(answer["/data/0/revised_prompt"] == .string(shown))
  }

  @Test func `base64 holds the provider's very bytes, and a URL is never a data URI`()
    async throws
  {
    let driver = try driver(Fixture.made)
    let embedded = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "response_format": "b64_json",
    ])
    #expect(embedded["/data/0/b64_json"] == .string(Base64.encode(Fixture.made)))
    #expect(embedded["/data/0/url"] == nil)
    let named = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "sync_mode": true, "response_format": "url",
    ])
    #expect(named["/data/0/url"]?.stringValue?.hasPrefix("http://gateway.test/files/") == true)
    #expect(named["/data/0/b64_json"] == nil)
  }

  @Test func `what is the gateway's own business never goes on, what it does not know does`()
    async throws
  {
    let driver = try driver(Fixture.made)
    let body = #"""
      {"model":"fal/flux.2-max","prompt":"a","n":1,"response_format":"url","user":"u",
       "stream":false,"partial_images":0,"mystery":{"a":[1.50,null,"x"]},"other":null,"seed":null}
      """#
    let answer = try await driver.send(.post, "/v1/images/generations", HTTPBody(body))
    #expect(answer.status == 200)
    let input = try #require(driver.upstream.calls.first?.input)
    #expect(input["mystery"]?.text() == #"{"a":[1.50,null,"x"]}"#)
    #expect(
      Set(input.objectValue?.names ?? []) == ["prompt", "image_size", "mystery", "other"]
    )
  }

  @Test func `the size is that of the pixels that came, and they are paid for`() async throws {
    // 0.07 the first megapixel, 0.03 the second: 1183×887 is a little over one.
    let two = try await driver(picture(1183, 887)).generate([
      "model": "fal/flux.2-max", "prompt": "a", "size": "4:3",
    ])
    #expect(two["/size"] == "1183x887")
    #expect(two["/metadata/cost"] == 0.1)
    let less = try await driver(picture(640, 480)).generate([
      "model": "fal/flux.2-max", "prompt": "a", "size": "4:3", "n": 2,
    ])
    #expect(less["/size"] == "640x480")
    #expect(less["/metadata/cost"] == 0.14)
  }

  @Test func `where one of several providers has no known price, neither has the answer`()
    async throws
  {
    let answer = try await driver(Fixture.made, failing: [2]).generate([
      "model": "flux.2-max", "prompt": "a", "n": 2,
    ])
    #expect(answer["/data"]?.arrayValue?.count == 2)
    #expect(answer["/metadata/cost"] == .some(.null))
    #expect(
      answer["/metadata/attempts"] == [
        ["provider": "fal", "status": "failed", "error": "unavailable"],
        ["provider": "fal", "status": "succeeded"],
        ["provider": "replicate", "status": "succeeded"],
      ]
    )
  }

  @Test func `lossless formats keep every pixel, lossy ones shrink with their quality`()
    async throws
  {
    let bitmap = DrawnPicture(seed: 3, size: PixelSize(96, 64)).bitmap
    let driver = try driver(PNGEncoder.encode(bitmap))
    func made(_ format: String, _ quality: Int) async throws -> [UInt8] {
      let answer = try await driver.generate([
        "model": "fal/flux.2-max", "prompt": "a", "output_format": .string(format),
        "output_compression": .integer(quality), "response_format": "b64_json",
      ])
      return try Base64.decode(answer["/data/0/b64_json"]?.stringValue ?? "")
    }
    #expect(try Image.decode(try await made("png", 10)) == bitmap)
    for format in ["webp", "avif"] {
      let coarse = try await made(format, 10)
      let fine = try await made(format, 95)
      #expect(ImageFormat(sniffing: coarse)?.rawValue == format)
      #expect(coarse.count < fine.count)
      #expect(Image.probe(coarse).shown == bitmap.size)
    }
  }

  @Test func `a picture that is no whole picture is not passed on`() async throws {
    for bytes in [Array("<html>".utf8), Array(Fixture.made.dropLast(8))] {
      let answer = try await driver(bytes).generate(["model": "fal/flux.2-max", "prompt": "a"])
      #expect(answer.status == 502)
      #expect(answer["/error/code"] == "UPSTREAM_ERROR")
    }
  }
}
