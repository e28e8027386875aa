import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
import Normalization

/// The answer to `stream: true`: one event with the finished picture, for no provider streams.
struct StreamedAnswer {
  let answer: ImageAnswer

  /// Tokens mean nothing here, but readers want the whole object.
  private static let usage: JSON = [
    "total_tokens": 0, "input_tokens": 0, "output_tokens": 0,
    "input_tokens_details": ["text_tokens": 0, "image_tokens": 0],
  ]

  var response: HTTPResponse {
    var response = answer.response
    response.fields[.contentType] = HTTPMediaType.eventStream.text
    response.body = .bytes(event.bytes)
    return response
  }

  private var event: ServerSentEvent {
    let word = answer.plan.mode == .edit ? "image_edit" : "image_generation"
    let picture = answer.outcome.pictures.first?.picture
    let data: JSON = [
      "type": .string("\(word).completed"),
      "b64_json": .string(Base64.encode(picture?.bytes ?? [])),
      "created_at": .integer(answer.created),
      "size": picture?.size.map { .string($0.description) } ?? "auto", "quality": "auto",
      "background": "auto", "output_format": .string(picture?.format.rawValue ?? "png"),
      "usage": StreamedAnswer.usage,
    ]
    return ServerSentEvent(event: "\(word).completed", data: data.text())
  }
}
