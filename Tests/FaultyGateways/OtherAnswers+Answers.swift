import Bytes
import CanonicalJSON
import HTTPMessages

/// Other answers in pictures, in doors, and in what things cost.
extension OtherAnswer {
  static let inPictures = [
    OtherAnswer(
      ruling: "broken-input",
      answer: "accepted",
      prefix: "wire/edit/flux.2-max/fal/edit/refuses-cut",
      client: filling { parts in
        for index in parts.indices where parts[index].isCutPNG {
          parts[index].body = plainPicture[...]
        }
      }
    ),
    OtherAnswer(
      ruling: "edit-max-images",
      answer: "accepted",
      prefix: "wire/edit/flux.2-max/",
      client: filling { parts in
        let isReplicate = parts.contains { $0.text == "replicate/flux.2-max" }
        let pictures = parts.indices.filter { parts[$0].name == "image" }
        for index in pictures.dropFirst(isReplicate ? 8 : 10).reversed() {
          parts.remove(at: index)
        }
      }
    ),
    OtherAnswer(
      ruling: "empty-edit-prompt",
      answer: "refused",
      prefix: "wire/prompt/flux.2-max/fal/edit/empty",
      client: filling { $0.removeAll { $0.name == "prompt" && $0.body.isEmpty } }
    ),
    OtherAnswer(
      ruling: "repeated-image",
      answer: "refused",
      prefix: "wire/edit/flux.2-max/fal/edit/repeated-3",
      client: filling { parts in
        if parts.count(where: { $0.name == "image" }) > 1 { parts.removeAll { $0.name == "image" } }
      }
    ),
    OtherAnswer(
      ruling: "mask-without-field",
      answer: "dropped",
      prefix: "wire/edit/flux.2-max/fal/edit/mask",
      includesOurs: true,
      client: answering { _, answer in answer.change("metadata") { $0["dropped"] = nil } }
    ),
    OtherAnswer(
      ruling: "sync-url",
      answer: "otherwise",
      prefix: "wire/format/flux.2-max/fal/t2i/sync-mode",
      includesOurs: true,
      client: answering { asked, answer in
        guard asked["sync_mode"] == true else { return }
        answer.changePictures { $0["url"] = "data:image/png;base64,AAAA" }
      }
    ),
    OtherAnswer(
      ruling: "true-labels",
      answer: "otherwise",
      prefix: "wire/output/flux.2-max/fal/t2i/label-",
      includesOurs: true,
      client: answering { _, answer in
        if answer["output_format"] != nil { answer["output_format"] = "gif" }
      }
    ),
    planted("a JPEG's metadata stripped", as: "anew", to: "picture-bytes"),
    planted("base64 of a picture written anew", as: "anew", to: "same-bytes"),
    planted("pictures in another order", to: "picture-order", standsAlone: true),
    planted("half a picture passed on", to: "cut-pictures", standsAlone: true),
  ]

  static let inDoors = [
    OtherAnswer(
      ruling: "alias-paths",
      answer: "refused",
      prefix: "wire/models/flux-kontext-max/",
      client: renaming("flux-kontext-max") { $0.hasPrefix("flux-kontext-max") }
    ),
    OtherAnswer(
      ruling: "heading-alias",
      answer: "refused",
      prefix: "wire/models/flux-dev/",
      client: renaming("flux-dev") { _ in false }
    ),
    OtherAnswer(
      ruling: "config-key",
      answer: "accepted",
      prefix: "wire/error/codes/config-key",
      client: asking { request in
        if request["model"] == "fal/flux.1-kontext-max-edit" {
          request["model"] = "fal/flux.1-kontext-max"
        }
      }
    ),
    OtherAnswer(
      ruling: "cors",
      answer: "closed",
      prefix: "wire/http/cors-",
      client: after { _, _, response, _ in response.fields["Access-Control-Allow-Origin"] = nil }
    ),
    OtherAnswer(
      ruling: "forwarded-headers",
      answer: "passed",
      prefix: "wire/keys/flux.2-max/fal/t2i/upstream",
      upstream: before { request, _ in request.fields["X-Forwarded-For"] = "203.0.113.77" }
    ),
    OtherAnswer(
      ruling: "models-keys",
      answer: "accepted",
      prefix: "wire/auth/model",
      client: before { request, _ in
        if request.method == .get { request.fields[.authorization] = "Bearer test-key" }
      }
    ),
    planted("only one of two base paths", as: "refused", to: "short-base", includesOurs: false),
    OtherAnswer(
      ruling: "unknown-path",
      answer: "another-status",
      prefix: "wire/http/unknown-",
      client: after { request, _, response, _ in
        if request.target.path.contains("/images/"), response.status == 404 {
          response.status = 400
        }
      }
    ),
    OtherAnswer(
      ruling: "malformed-body",
      answer: "another-status",
      prefix: "wire/body/",
      standsAlone: true,
      client: mending(from: 400, to: 422)
    ),
    OtherAnswer(
      ruling: "request-spellings",
      answer: "refused",
      prefix: "wire/http/spelt-capitals",
      client: before { request, _ in
        if request.fields[.contentType]?.hasPrefix("Application") == true {
          request.fields[.contentType] = "text/plain"
        }
      }
    ),
    planted("a poll after the end", to: "polls-after-end"),
  ]

  static let inCosts = [
    OtherAnswer(
      ruling: "billed-input-cap",
      answer: "uncapped",
      prefix: "wire/dry-run/flux.2-max/fal/edit/large-reference",
      client: answering { _, answer in
        if answer["total_cost_micros"] == 190_000 { answer["total_cost_micros"] = 250_000 }
      }
    ),
    OtherAnswer(
      ruling: "megapixel-price",
      answer: "otherwise",
      prefix: "wire/cost/flux.2-max/fal/t2i/",
      includesOurs: true,
      standsAlone: true,
      client: answering { _, answer in answer.change("metadata") { $0["cost"] = 0.05 } }
    ),
    OtherAnswer(
      ruling: "estimate-kept",
      answer: "otherwise",
      prefix: "wire/cost-as-estimated/flux.1-dev/fal/t2i/",
      includesOurs: true,
      standsAlone: true,
      client: answering { _, answer in
        if answer["estimated"] == true { answer["total_cost_micros"] = 1 }
      }
    ),
  ]

  /// Another name in place of an alias, except where the gateway knows it as a bare model.
  private static func renaming(
    _ alias: String,
    exceptAs isKnown: @escaping @Sendable (String) -> Bool
  ) -> Spoiler {
    before { request, body in
      let path = request.target.text
      request.target = HTTPTarget(path.replacing("/\(alias)", with: "/nobody"))
      guard var object = try? JSON(parsing: body).objectValue,
        let model = object["model"]?.stringValue, model.hasSuffix(alias), !isKnown(model)
      else { return }
      object["model"] = .string(model.replacing(alias, with: "nobody"))
      body = JSON.object(object).bytes()
    }
  }
}

extension MultipartPart {
  /// The value of a field.
  var text: String { String(decoding: body, as: UTF8.self) }

  /// Whether it begins as a PNG and never ends as one.
  fileprivate var isCutPNG: Bool {
    let bytes = Array(body)
    return bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
      && !bytes.suffix(12).starts(with: [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44])
  }
}
