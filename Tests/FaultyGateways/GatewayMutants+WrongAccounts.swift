import CanonicalJSON
import HTTPMessages

extension GatewayMutant {
  /// Gateways that tell of a picture, its price or a failure what is not so.
  static let ofWrongAccounts: [GatewayMutant] = [
    GatewayMutant(
      "a URL that leads nowhere",
      "format/\(fal)/fetchable",
      ["format.url"],
      client: answering { _, answer in
        answer.changePictures { picture in
          let url = picture["url"]?.stringValue ?? ""
          picture["url"] = .string(url.replacing("/files/", with: "/elsewhere/"))
        }
      }
    ),
    GatewayMutant(
      "no word on the size",
      "size/\(fal)/size-none",
      ["size.reported"],
      client: answering { _, answer in answer["size"] = nil }
    ),
    GatewayMutant(
      "a URL in the last event",
      "stream/\(fal)/completed",
      ["stream.emulated"],
      client: rewording("\"b64_json\"", as: "\"url\"")
    ),
    GatewayMutant(
      "words of a chat where an edit streams",
      "stream/\(edit)/completed",
      ["stream.emulated"],
      client: rewording("image_edit.completed", as: "chat.completion.chunk")
    ),
    GatewayMutant(
      "a picture said to be free",
      "cost/flux.1-dev/fal/t2i/1",
      ["cost.no-markup"],
      client: answering { _, answer in answer.change("metadata") { $0["cost"] = 0 } }
    ),
    GatewayMutant(
      "a megapixel more for a side beyond 1024",
      "cost/\(fal)/16x9",
      ["cost.no-markup"],
      client: answering { _, answer in answer.change("metadata") { $0["cost"] = 0.1 } }
    ),
    GatewayMutant(
      "n pictures charged n times n",
      "cost/flux.1-dev/fal/t2i/3",
      ["cost.no-markup"],
      client: answering { asked, answer in
        let count = Double(asked["n"]?.intValue ?? 1)
        answer.change("metadata") { metadata in
          guard let cost = metadata["cost"]?.doubleValue else { return }
          metadata["cost"] = .number(JSONNumber(cost * count))
        }
      }
    ),
    GatewayMutant(
      "its own breakdown where a picture is missing",
      "edit/\(edit)/none",
      ["edit.required"],
      client: erring { response, error in
        guard response.status == 400 else { return }
        response.status = 500
        error["message"] = "edit() missing 1 required positional argument: 'image'"
        error["type"] = "api_error"
        error["code"] = "INTERNAL_ERROR"
      }
    ),
    GatewayMutant(
      "a refusal answered with no pictures",
      "faults/\(fal)/403",
      ["error.gateway-keys"],
      client: after { _, _, response, body in
        guard response.status.code >= 400 else { return }
        response.status = 200
        body = Array(#"{"created":1700000000,"data":[]}"#.utf8)
      }
    ),
    GatewayMutant(
      "a provider's refusal as exhaustion",
      "faults/\(fal)/400",
      ["error.forced"],
      client: erring { response, error in
        guard response.status == 400, error["code"] == "UPSTREAM_ERROR" else { return }
        response.status = 502
        error["code"] = "ALL_PROVIDERS_EXHAUSTED"
        error["type"] = "api_error"
      }
    ),
    GatewayMutant(
      "200 where the provider failed",
      "faults/\(fal)/reset",
      ["route.failover-more"],
      client: after { _, _, response, _ in
        if response.status.code >= 500 { response.status = 200 }
      }
    ),
    GatewayMutant(
      "ordered again where the answer was no JSON",
      "faults/\(fal)/bad-json",
      ["error.no-amplification"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var request = request
          request.body = .bytes(try await request.body.collected())
          var response = try await upstream.respond(to: request)
          for _ in 0..<2 where request.method == .post && response.status == 200 {
            let body = try await response.body.collected()
            response.body = .bytes(body)
            guard (try? JSON(parsing: body)) == nil else { break }
            response = try await upstream.respond(to: request)
          }
          return response
        }
      }
    ),
  ]

  private static let fal = "flux.2-max/fal/t2i"
  private static let edit = "flux.2-max/fal/edit"

  /// Rewords the text of answers.
  private static func rewording(_ words: String, as others: String) -> Spoiler {
    after { _, _, _, body in
      body = Array(String(decoding: body, as: UTF8.self).replacing(words, with: others).utf8)
    }
  }
}
