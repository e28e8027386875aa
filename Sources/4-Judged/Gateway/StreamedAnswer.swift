import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
import Normalization

/// The events that `stream: true` is answered with: drafts, where there are any, and the finished picture.
struct StreamedAnswer {
  let mode: Mode
  let created: Int

  /// Readers want the whole object, also where tokens mean nothing.
  private static let noUsage = TokenUsage(input: 0, images: 0, output: 0)

  private var word: String { mode == .edit ? "image_edit" : "image_generation" }

  /// An answer that is one event.
  static func response(_ answer: ImageAnswer) -> HTTPResponse {
    let events = StreamedAnswer(mode: answer.plan.mode, created: answer.created)
    return response(answer.response.fields, .bytes(events.completed(answer)))
  }

  /// An answer of events, with the fields of one that is whole.
  static func response(_ fields: HTTPFields, _ body: HTTPBody) -> HTTPResponse {
    var fields = fields
    fields[.contentType] = HTTPMediaType.eventStream.text
    return HTTPResponse(200, fields: fields, body: body)
  }

  /// The event of a draft.
  func partial(_ draft: ImageWork.Draft) -> [UInt8] {
    event(
      "partial_image",
      draft.picture,
      draft: draft,
      more: ["partial_image_index": .integer(draft.index)]
    )
  }

  /// The event of the finished picture, which says what its drafts said.
  func completed(_ answer: ImageAnswer, after draft: ImageWork.Draft? = nil) -> [UInt8] {
    let usage = answer.outcome.usage() ?? StreamedAnswer.noUsage
    return event(
      "completed",
      answer.outcome.pictures.first?.picture,
      draft: draft,
      more: ["usage": usage.json]
    )
  }

  /// The event of a refusal that came after the first draft.
  static func failure(_ refusal: HTTPResponse) -> [UInt8] {
    let data = String(decoding: refusal.body.atHand, as: UTF8.self)
    return ServerSentEvent(event: "error", data: data).bytes
  }

  private func event(
    _ kind: String,
    _ picture: Picture?,
    draft: ImageWork.Draft?,
    more: JSONObject
  ) -> [UInt8] {
    let type = "\(word).\(kind)"
    var data: JSONObject = [
      "type": .string(type), "b64_json": .string(Base64.encode(picture?.bytes ?? [])),
      "created_at": .integer(created),
      "size": picture?.size.map { .string($0.description) } ?? "auto",
      "quality": .string(draft?.quality ?? "auto"),
      "background": .string(draft?.background ?? "auto"),
      "output_format": .string(picture?.format.rawValue ?? "png"),
    ]
    for member in more.members { data[member.name] = member.value }
    return ServerSentEvent(event: type, data: JSON.object(data).text()).bytes
  }
}
