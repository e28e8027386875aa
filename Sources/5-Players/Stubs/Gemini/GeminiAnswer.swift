import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// What Google answers to an order: pictures inline, or, with 200 all the same, why there are none.
struct GeminiAnswer: Sendable {
  let order: StubOrder
  /// Whether Imagen was asked.
  let isPrediction: Bool
  let id: String

  /// Each picture counts as many tokens, whatever its shape.
  private static let ofPicture = 1290
  private static let ofInput = 258

  var usage: TokenUsage? {
    guard !isPrediction else { return nil }
    let images = order.sources.count * GeminiAnswer.ofInput
    let text = (order.input["prompt"]?.stringValue?.utf8.count ?? 0) / 4 + 1
    return TokenUsage(
      input: text + images,
      images: images,
      output: GeminiAnswer.ofPicture * order.count
    )
  }

  func whole(_ pictures: [StubPicture]) -> HTTPResponse {
    if isPrediction {
      let predictions = pictures.map { picture -> JSON in
        [
          "mimeType": .string(picture.mediaType),
          "bytesBase64Encoded": .string(Base64.encode(picture.bytes)),
        ]
      }
      return GeminiErrors.json(200, ["predictions": .array(predictions)])
    }
    let parts = pictures.map { picture -> JSON in
      [
        "inlineData": [
          "mimeType": .string(picture.mediaType), "data": .string(Base64.encode(picture.bytes)),
        ]
      ]
    }
    // A model that draws nothing talks.
    let said: [JSON] = parts.isEmpty ? [["text": "I can describe that for you."]] : parts
    return candidate(["parts": .array(said), "role": "model"], "STOP")
  }

  /// Refused for the prompt, or for what came of it.
  var refused: HTTPResponse {
    get throws(StubRefusal) {
      switch (isPrediction, order.faults.moderatesOutput) {
      case (true, false): throw .moderated
      case (true, true):
        let reason =
          "Unable to show generated images. All images were filtered out because they violated usage guidelines."
        return GeminiErrors.json(200, ["predictions": [["raiFilteredReason": .string(reason)]]])
      case (false, true): return candidate([:], "IMAGE_SAFETY")
      case (false, false):
        return GeminiErrors.json(
          200,
          [
            "promptFeedback": ["blockReason": "PROHIBITED_CONTENT"], "usageMetadata": metadata,
            "modelVersion": .string(order.endpoint), "responseId": .string(String(id.prefix(22))),
          ]
        )
      }
    }
  }

  var withoutPicture: HTTPResponse {
    isPrediction ? GeminiErrors.json(200, [:]) : candidate([:], "NO_IMAGE")
  }

  private func candidate(_ content: JSON, _ reason: String) -> HTTPResponse {
    let candidate: JSON = ["content": content, "finishReason": .string(reason), "index": 0]
    return GeminiErrors.json(
      200,
      [
        "candidates": [candidate], "usageMetadata": metadata,
        "modelVersion": .string(order.endpoint), "responseId": .string(String(id.prefix(22))),
      ]
    )
  }

  private var metadata: JSON {
    let tokens = usage ?? TokenUsage(input: 0, images: 0, output: 0)
    func detail(_ modality: String, _ count: Int) -> JSON {
      ["modality": .string(modality), "tokenCount": .integer(count)]
    }
    let text = detail("TEXT", tokens.input - tokens.images)
    return [
      "promptTokenCount": .integer(tokens.input),
      "candidatesTokenCount": .integer(tokens.output),
      "totalTokenCount": .integer(tokens.input + tokens.output),
      "promptTokensDetails": tokens.images == 0 ? [text] : [text, detail("IMAGE", tokens.images)],
      "candidatesTokensDetails": [detail("IMAGE", tokens.output)],
    ]
  }
}
