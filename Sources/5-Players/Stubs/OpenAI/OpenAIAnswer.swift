import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages

/// An answer with its pictures in base64, what was resolved for it, and the tokens that it took.
struct OpenAIAnswer: Sendable {
  let order: StubOrder
  let pictures: [StubPicture]
  let created: Int

  /// Indented, as the real one is.
  var whole: HTTPResponse {
    var body: JSONObject = [
      "created": .integer(created), "background": resolved["background"] ?? .null,
    ]
    body["data"] = .array(pictures.map { ["b64_json": .string(Base64.encode($0.bytes))] })
    for name in ["output_format", "quality", "size"] { body[name] = resolved[name] }
    body["usage"] = usage(detailed: true)
    return OpenAIErrors.json(200, .object(body))
  }

  /// The values that were chosen where the client left the choice.
  var resolved: JSONObject {
    let background = order.input["background"]?.stringValue ?? "auto"
    return [
      "size": .string("\(order.size)"), "quality": .string(OpenAITokens.quality(of: order)),
      "background": .string(background == "auto" ? "opaque" : background),
      "output_format": .string(order.formatWord),
    ]
  }

  /// Streams leave the details of the output out.
  func usage(detailed: Bool) -> JSON {
    let tokens = order.usage ?? TokenUsage(input: 0, images: 0, output: 0)
    func details(text: Int, image: Int) -> JSON {
      ["image_tokens": .integer(image), "text_tokens": .integer(text)]
    }
    var usage: JSONObject = [
      "input_tokens": .integer(tokens.input),
      "input_tokens_details": details(text: tokens.input - tokens.images, image: tokens.images),
      "output_tokens": .integer(tokens.output),
      "total_tokens": .integer(tokens.input + tokens.output),
    ]
    if detailed { usage["output_tokens_details"] = details(text: 0, image: tokens.output) }
    return .object(usage)
  }
}

/// The tokens of pictures: those that come out as OpenAI's price list has them, those that go in by guess.
enum OpenAITokens {
  static func quality(of order: StubOrder) -> String {
    let asked = order.input["quality"]?.stringValue ?? "auto"
    return asked == "auto" ? "high" : asked
  }

  static func usage(of order: StubOrder) -> TokenUsage {
    let text = (order.input["prompt"]?.stringValue?.utf8.count ?? 0) / 4 + 1
    let images = order.sources.count * ofInput
    return TokenUsage(
      input: text + images,
      images: images,
      output: output(of: order) * order.count
    )
  }

  /// The base and one tile, as documents have it of small pictures.
  private static let ofInput = 65 + 129

  /// A square's, an upright picture's, a wide one's.
  private static let outputs = [
    "low": [272, 408, 400], "medium": [1056, 1584, 1568], "high": [4160, 6240, 6208],
  ]

  private static func output(of order: StubOrder) -> Int {
    let size = order.size
    let shape = size.width == size.height ? 0 : size.width < size.height ? 1 : 2
    return outputs[quality(of: order)]?[shape] ?? 0
  }
}
