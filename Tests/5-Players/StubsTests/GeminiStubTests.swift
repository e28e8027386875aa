import Bytes
import CanonicalJSON
import HTTPMessages
import Images
import Testing

/// Google's wire: pictures among parts, refusals that are answers of 200, and when to come again in the details.
struct GeminiStubTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  private func ask(_ call: String, _ body: JSON) async throws -> StubAnswer {
    try await stub.send(
      .post,
      "/gemini/v1beta/models/\(call)",
      json: body,
      fields: ["x-goog-api-key": "any"]
    )
  }

  private func generate(_ prompt: String, _ configuration: JSON = [:]) async throws -> StubAnswer {
    try await ask(
      "gemini-2.5-flash-image:generateContent",
      [
        "contents": [["parts": [["text": .string(prompt)]]]],
        "generationConfig": configuration,
      ]
    )
  }

  private func size(_ text: JSON?) throws -> PixelSize {
    Image.probe(try Base64.decode(text?.stringValue ?? "")).shown
  }

  @Test(
    arguments: [
      ["imageConfig": ["aspectRatio": "16:9"]], ["image_config": ["aspect_ratio": "16:9"]],
    ] as [JSON]
  )
  func `gives the pixels of a shape, whichever way its name is spelt`(
    _ configuration: JSON
  ) async throws {
    let answer = try await generate("a", configuration)
    let part = answer["/candidates/0/content/parts/0/inlineData"]
    #expect(part?["mimeType"] == "image/png")
    #expect(try size(part?["data"]) == PixelSize(1344, 768))
    #expect(answer["/candidates/0/finishReason"] == "STOP")
    #expect(answer["/usageMetadata/candidatesTokenCount"] == 1290)
  }

  @Test func `an edit follows its picture`() async throws {
    let png = PNGEncoder.flat(PixelSize(120, 80), color: RGBA(1, 2, 3))
    let forURLs = Base64.encode(png).replacing("+", with: "-").replacing("/", with: "_")
    let answer = try await ask(
      "gemini-2.5-flash-image:generateContent",
      [
        "contents": [
          [
            "parts": [
              ["inline_data": ["mime_type": "image/png", "data": .string(forURLs)]],
              ["text": "paint it"],
            ]
          ]
        ]
      ]
    )
    #expect(
      try size(answer["/candidates/0/content/parts/0/inlineData/data"]) == PixelSize(1248, 832)
    )
    #expect(answer["/usageMetadata/promptTokensDetails/1/modality"] == "IMAGE")
  }

  @Test func `refuses with an answer of 200`() async throws {
    let prompt = try await generate("a [fault: moderated]")
    #expect(prompt.status == 200)
    #expect(prompt["/promptFeedback/blockReason"] == "PROHIBITED_CONTENT")
    #expect(prompt["/candidates"] == nil)
    let output = try await generate("a [fault: moderated=output]")
    #expect(output["/candidates/0/finishReason"] == "IMAGE_SAFETY")
    let none = try await generate("a [fault: failed]")
    #expect(none["/candidates/0/finishReason"] == "NO_IMAGE")
    let words = try await generate("a [fault: images=0]")
    #expect(words["/candidates/0/content/parts/0/text"] != nil)
  }

  @Test func `refuses in Google's words`() async throws {
    let shape = try await generate("a", ["imageConfig": ["aspectRatio": "9:21"]])
    #expect(shape.status == 400)
    #expect(shape["/error/status"] == "INVALID_ARGUMENT")
    #expect(shape["/error/message"]?.stringValue?.hasSuffix("'16:9', or '21:9'.\n") == true)
    let several = try await generate("a", ["candidateCount": 2])
    #expect(several["/error/message"] == "Multiple candidates is not enabled for this model")
    let limited = try await generate("a [fault: status=429 retry-after=48]")
    #expect(limited.status == 429)
    #expect(limited["/error/details/0/retryDelay"] == "48s")
    #expect(limited.fields[.retryAfter] == nil)
    let model = try await ask("gemini-9:generateContent", ["contents": []])
    #expect(model["/error/status"] == "NOT_FOUND")
    let key = try await stub.send(
      .post,
      "/gemini/v1beta/models/gemini-2.5-flash-image:generateContent",
      json: ["contents": []],
      fields: [:]
    )
    #expect(key.status == 403)
  }

  @Test func `Imagen predicts four pictures unless told otherwise`() async throws {
    let body: JSON = ["instances": [["prompt": "a"]], "parameters": ["aspectRatio": "4:3"]]
    let four = try await ask("imagen-4.0-generate-001:predict", body)
    #expect(four["/predictions"]?.arrayValue?.count == 4)
    let one = try await ask(
      "imagen-4.0-generate-001:predict",
      [
        "instances": [["prompt": "a"]],
        "parameters": [
          "sampleCount": 1, "aspectRatio": "4:3", "sampleImageSize": "2K",
          "outputOptions": ["mimeType": "image/jpeg", "compressionQuality": 40],
        ],
      ]
    )
    #expect(one["/predictions/0/mimeType"] == "image/jpeg")
    #expect(try size(one["/predictions/0/bytesBase64Encoded"]) == PixelSize(2560, 1792))
  }
}
