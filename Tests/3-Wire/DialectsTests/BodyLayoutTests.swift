import CanonicalJSON
import Catalog
import Dialects
import HTTPMessages
import Testing

/// Inputs that lie deep in their bodies: written and read by the same data.
struct BodyLayoutTests {
  private func order(
    _ call: Provider.CallName,
    _ input: JSONObject,
    at endpoint: String
  ) async throws -> (url: String, body: JSON) {
    let dialect = Dialect(try #require(Provider.known["gemini"]), key: "k")
    let request = try #require(dialect.order(call, input, at: endpoint))
    #expect(request.fields["x-goog-api-key"] == "k")
    return (request.url, try JSON(parsing: try await request.body.collected()))
  }

  @Test func `a message holds its text before its pictures, and the shape beside it`() async throws
  {
    let input: JSONObject = [
      "prompt": "paint", "aspectRatio": "4:3", "seed": 7,
      "images": ["data:image/png;base64,AQID", "data:image/webp;base64,BAUG"],
    ]
    let (url, body) = try await order(.submit, input, at: "gemini-2.5-flash-image")
    #expect(url.hasSuffix("/v1beta/models/gemini-2.5-flash-image:generateContent"))
    #expect(
      body["contents"] == [
        [
          "role": "user",
          "parts": [
            ["text": "paint"], ["inlineData": ["mimeType": "image/png", "data": "AQID"]],
            ["inlineData": ["mimeType": "image/webp", "data": "BAUG"]],
          ],
        ]
      ]
    )
    #expect(
      body["generationConfig"]
        == ["responseModalities": ["IMAGE"], "seed": 7, "imageConfig": ["aspectRatio": "4:3"]]
    )
    let read = try #require(Provider.known["gemini"]?.input(in: body))
    #expect(JSON.object(read).isSameValue(as: .object(input)))
  }

  @Test func `a prediction holds an instance and its parameters`() async throws {
    let input: JSONObject = [
      "prompt": "a", "sampleCount": 1, "mimeType": "image/jpeg", "compressionQuality": 40,
    ]
    let (url, body) = try await order(.direct, input, at: "imagen-4.0-generate-001")
    #expect(url.hasSuffix("/models/imagen-4.0-generate-001:predict"))
    #expect(body["instances"] == [["prompt": "a"]])
    #expect(
      body["parameters"]
        == [
          "sampleCount": 1,
          "outputOptions": ["mimeType": "image/jpeg", "compressionQuality": 40],
        ]
    )
    let read = try #require(Provider.known["gemini"]?.input(in: body))
    #expect(JSON.object(read).isSameValue(as: .object(input)))
  }

  @Test func `a field that nobody knows is told apart from Google's own`() throws {
    let body: JSON = [
      "contents": [["parts": [["text": "a"]]]], "safetySettings": [], "size": "1024x1024",
      "generationConfig": ["temperature": 1, "responseModalities": ["IMAGE"], "style": "vivid"],
    ]
    let read = try #require(Provider.known["gemini"]?.input(in: body))
    #expect(Set(read.names) == ["prompt", "size", "style"])
  }
}
