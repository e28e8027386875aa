import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images

/// The events of an answer that is streamed: as many drafts as were asked for, then the finished picture.
struct OpenAIStream: Sendable {
  let answer: OpenAIAnswer
  let mode: Mode
  let maker: PictureMaker

  private var word: String { mode == .edit ? "image_edit" : "image_generation" }

  var response: HTTPResponse {
    get async {
      var bytes: [UInt8] = []
      for index in 0..<(answer.order.input["partial_images"]?.intValue ?? 0) {
        bytes += event(
          "partial_image",
          await draft(index),
          more: ["partial_image_index": .integer(index)]
        )
      }
      let picture = answer.pictures.first?.bytes ?? []
      bytes += event("completed", picture, more: ["usage": answer.usage(detailed: false)])
      return HTTPResponse(
        200,
        fields: [.contentType: "text/event-stream; charset=utf-8"],
        body: .bytes(bytes)
      )
    }
  }

  private func event(_ kind: String, _ picture: [UInt8], more: JSONObject) -> [UInt8] {
    let type = "\(word).\(kind)"
    var data: JSONObject = [
      "type": .string(type), "b64_json": .string(Base64.encode(picture)),
      "created_at": .integer(answer.created),
    ]
    for member in answer.resolved.members + more.members { data[member.name] = member.value }
    return ServerSentEvent(event: type, data: JSON.object(data).text()).bytes
  }

  /// Another picture of the same size, for drafts look otherwise.
  private func draft(_ index: Int) async -> [UInt8] {
    let order = answer.order
    return await maker.picture(
      PictureMaker.Order(
        size: order.size,
        format: ImageFormat(mediaType: "image/" + order.formatWord) ?? .png,
        seed: order.seed &+ 1_000 &+ index,
        quality: order.quality
      )
    )
  }
}
