import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
import Normalization

/// The answer to `stream: true`: one event with the finished picture.
struct StreamedAnswer {
  let answer: ImageAnswer

  /// Readers want the whole object, also where tokens mean nothing.
  private static let noUsage = TokenUsage(input: 0, images: 0, output: 0)

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
      "usage": (answer.outcome.usage() ?? StreamedAnswer.noUsage).json,
    ]
    return ServerSentEvent(event: "\(word).completed", data: data.text())
  }
}
