import CanonicalJSON
import HTTPMessages

extension GatewayMutant {
  /// Faults in answers that succeed.
  static let ofAnswers: [GatewayMutant] = pictures + words

  private static let pictures = [
    GatewayMutant(
      "one picture fewer",
      "n/flux.2-max/fal/t2i/3",
      ["n.count"],
      client: answering { _, answer in
        let items = answer["data"]?.arrayValue ?? []
        if items.count > 1 { answer["data"] = .array(items.dropLast()) }
      }
    ),
    GatewayMutant(
      "pictures in another order",
      "n/flux.2-max/fal/t2i/order",
      ["n.order"],
      client: answering { _, answer in
        answer["data"] = .array((answer["data"]?.arrayValue ?? []).reversed())
      }
    ),
    GatewayMutant(
      "a URL where base64 was asked, told by its bytes",
      "format/flux.2-max/fal/t2i/identical",
      ["format.b64"],
      client: asking { request in
        if request["response_format"] == "b64_json" { request["response_format"] = "url" }
      }
    ),
    GatewayMutant(
      "base64 with line breaks",
      "format/flux.2-max/fal/t2i/identical",
      ["format.b64"],
      client: base64 { $0.prefix(76) + "\n" + $0.dropFirst(76) }
    ),
    GatewayMutant(
      "base64 in the alphabet of URLs",
      "format/flux.2-max/fal/t2i/identical",
      ["format.b64"],
      client: base64 { $0.replacing("+", with: "-").replacing("/", with: "_") }
    ),
    GatewayMutant(
      "base64 behind a data: head",
      "format/flux.2-max/fal/t2i/identical",
      ["format.b64"],
      client: base64 { "data:image/png;base64," + $0 }
    ),
    GatewayMutant(
      "a URL where base64 was asked",
      "format/flux.2-max/fal/t2i/b64",
      ["format.exclusive"],
      client: asking { request in
        if request["response_format"] == "b64_json" { request["response_format"] = "url" }
      }
    ),
    GatewayMutant(
      "base64 where nothing was asked",
      "format/flux.2-max/fal/t2i/default",
      ["format.default"],
      client: asking { request in
        if request["response_format"] == nil { request["response_format"] = "b64_json" }
      }
    ),
    GatewayMutant(
      "both URL and base64",
      "format/flux.2-max/fal/t2i/url",
      ["format.exclusive"],
      client: answering { _, answer in answer.changePictures { $0["b64_json"] = "" } }
    ),
    GatewayMutant(
      "a relative URL",
      "format/flux.2-max/fal/t2i/fetchable",
      ["format.url"],
      client: answering { _, answer in
        answer.changePictures { picture in
          let url = picture["url"]?.stringValue ?? ""
          picture["url"] = .string(url.replacing("http://gateway.invalid", with: ""))
        }
      }
    ),
    GatewayMutant(
      "a data URI for a URL",
      "format/flux.2-max/fal/t2i/fetchable",
      ["format.url"],
      client: answering { _, answer in
        answer.changePictures { $0["url"] = "data:image/png;base64,AAAA" }
      }
    ),
    GatewayMutant(
      "a URL that wants the key",
      "format/flux.2-max/fal/t2i/fetchable",
      ["format.url"],
      client: after { request, _, response, _ in
        if request.target.path.hasPrefix("/files/"), !request.fields.contains(.authorization) {
          response.status = 401
        }
      }
    ),
    GatewayMutant(
      "stream ignored",
      "stream/flux.2-max/fal/t2i/completed",
      ["stream.emulated"],
      client: asking { $0["stream"] = nil }
    ),
    GatewayMutant(
      "a stream without usage",
      "stream/flux.2-max/fal/t2i/completed",
      ["stream.emulated"],
      client: after { _, _, _, body in
        let text = String(decoding: body, as: UTF8.self)
        body = Array(text.replacing("\"usage\"", with: "\"tokens\"").utf8)
      }
    ),
  ]

  private static let words = [
    GatewayMutant(
      "no time of creation",
      "response/flux.2-max/fal/t2i/shape",
      ["response.shape"],
      client: answering { _, answer in answer["created"] = nil }
    ),
    GatewayMutant(
      "the asked size echoed",
      "size/flux.2-max/fal/t2i/size-ratio",
      ["size.reported"],
      client: answering { asked, answer in answer["size"] = asked["size"] }
    ),
    GatewayMutant(
      "no revised prompt",
      "response/flux.2-max/fal/t2i/prompt",
      ["response.prompt"],
      client: answering { _, answer in answer.changePictures { $0["revised_prompt"] = nil } }
    ),
    GatewayMutant(
      "no metadata",
      "meta/flux.2-max/fal/t2i/body",
      ["meta.body"],
      client: answering { _, answer in answer["metadata"] = nil }
    ),
    GatewayMutant(
      "no id of the request",
      "meta/flux.2-max/fal/t2i/x-request-id",
      ["meta.headers"],
      client: after { _, _, response, _ in response.fields["x-request-id"] = nil }
    ),
    GatewayMutant(
      "the wrong provider named",
      "meta/flux.2-max/any/t2i/headers",
      ["meta.headers"],
      client: after { _, _, response, _ in response.fields["X-Lumenfall-Provider"] = "replicate" }
    ),
    GatewayMutant(
      "a markup on the price",
      "cost/flux.2-max/fal/t2i/1",
      ["cost.no-markup"],
      client: answering { _, answer in answer.change("metadata") { $0["cost"] = 0.084 } }
    ),
    GatewayMutant(
      "the price of one for three",
      "cost/flux.1-dev/fal/t2i/3",
      ["cost.no-markup"],
      client: answering { _, answer in answer.change("metadata") { $0["cost"] = 0.025 } }
    ),
    GatewayMutant(
      "a dry run that is none",
      "dry-run/flux.2-max/fal/t2i/1",
      ["dry-run"],
      client: before { request, _ in request.target = HTTPTarget(request.target.path) }
    ),
  ]
}

/// Changes the text of each picture that is answered as base64.
private func base64(_ change: @escaping @Sendable (String) -> String) -> Spoiler {
  answering { _, answer in
    answer.changePictures { picture in
      if let text = picture["b64_json"]?.stringValue { picture["b64_json"] = .string(change(text)) }
    }
  }
}
