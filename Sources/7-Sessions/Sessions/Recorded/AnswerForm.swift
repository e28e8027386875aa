import Bytes
import CanonicalJSON
import HTTPMessages
import Images

/// A client's answer, as `golden/responses` writes it: without the parts that differ from run to run.
///
/// Ids, times and hosts give way to a word, and so does a picture's text: what is said of it is its type
/// and its pixels.
struct AnswerForm {
  /// The bytes of the picture at a URL of an answer.
  let picture: (String) async throws -> [UInt8]

  func json(of response: HTTPResponse) async throws -> JSON {
    let bytes = try await response.body.collected()
    var form: JSONObject = ["status": .integer(response.status.code)]
    for name in AnswerForm.fields {
      form[name.raw] = response.fields[name].map { .string($0) }
    }
    form["body"] =
      if let body = try? JSON(parsing: bytes) {
        try await clean(body)
      } else {
        .string(String(decoding: bytes, as: UTF8.self))
      }
    return .object(form)
  }

  private static let fields: [HTTPFieldName] = [
    .contentType, .retryAfter, "X-Lumenfall-Model", "X-Lumenfall-Provider",
  ]

  private func clean(_ body: JSON) async throws -> JSON {
    guard var object = body.objectValue else { return body }
    if object["id"] != nil { object["id"] = "<id>" }
    if object["created"] != nil { object["created"] = "<time>" }
    guard let items = object["data"]?.arrayValue else { return .object(object) }
    var data: [JSON] = []
    for item in items { data.append(try await cleanItem(item)) }
    object["data"] = .array(data)
    return .object(object)
  }

  private func cleanItem(_ item: JSON) async throws -> JSON {
    guard var item = item.objectValue else { return item }
    if let url = item["url"]?.stringValue {
      item["url"] = .string(AnswerForm.title(of: try await picture(url)))
    }
    if let text = item["b64_json"]?.stringValue {
      item["b64_json"] = .string(AnswerForm.title(of: (try? Base64.decode(text)) ?? []))
    }
    return .object(item)
  }

  /// The text that stands for a picture, as in `<image/png 1024x1024>`.
  private static func title(of bytes: [UInt8]) -> String {
    let probe = Image.probe(bytes)
    guard probe.verdict == .sound, let format = probe.format else { return "<no picture>" }
    return "<\(format.mediaType) \(probe.shown)>"
  }
}
