import CanonicalJSON
import HTTPMessages

extension GatewayMutant {
  /// Gateways that refuse, or break down over, what they must serve.
  static let ofNeedlessRefusals: [GatewayMutant] = [
    GatewayMutant(
      "the smallest scale refused",
      "sizing/\(fal)/tier-0.5K",
      ["size.nearest-tier"],
      client: refusing { $0["resolution"] == "0.5K" }
    ),
    GatewayMutant(
      "size and aspect_ratio together refused",
      "sizing/\(fal)/wxh-over-both",
      ["size.wxh-wins"],
      client: refusing { $0["size"] != nil && $0["aspect_ratio"] != nil }
    ),
    GatewayMutant(
      "a breakdown where a mask comes along",
      "edit/\(edit)/mask",
      ["edit.mask"],
      client: refusingForms(with: 500, naming: "mask")
    ),
    GatewayMutant(
      "a format of answers refused on edits",
      "format/\(edit)/identical",
      ["edit.n"],
      client: refusingForms(with: 400, naming: "response_format")
    ),
    GatewayMutant(
      "n in a form refused",
      "n/\(edit)/1",
      ["edit.n"],
      client: refusingForms(with: 400, naming: "n")
    ),
    GatewayMutant(
      "several pictures refused",
      "n/\(fal)/4",
      ["n.count"],
      client: refusing { ($0["n"]?.intValue ?? 1) > 1 }
    ),
    GatewayMutant(
      "several pictures refused instead of asked for one by one",
      "n/\(fal)/overlap",
      ["n.emulated"],
      client: refusing { ($0["n"]?.intValue ?? 1) > 1 }
    ),
    GatewayMutant(
      "n wanted where it may be left out",
      "n/\(fal)/default",
      ["n.default"],
      client: refusing { $0["n"] == nil }
    ),
    GatewayMutant(
      "a format of answers refused",
      "format/\(fal)/identical",
      ["format.b64"],
      client: refusing { $0["response_format"] != nil }
    ),
    GatewayMutant(
      "a breakdown where an answer's format is a text",
      "format/\(fal)/identical",
      ["format.b64"],
      client: refusing(with: 500) { $0["response_format"]?.stringValue != nil }
    ),
    GatewayMutant(
      "a conflict where the provider takes its time",
      "faults/\(fal)/slow",
      ["response.shape"],
      client: refusing(with: 409) { request in
        request["prompt"]?.stringValue?.contains("[fault: slow") == true
      }
    ),
    GatewayMutant(
      "a breakdown where too many pixels are asked for",
      "refusals/\(fal)/too-wide",
      ["size.custom-range"],
      client: refusing(with: 500) { $0["size"] == "14143x100" }
    ),
  ]

  private static let fal = "flux.2-max/fal/t2i"
  private static let edit = "flux.2-max/fal/edit"

  /// Refuses JSON that a condition holds for, before anybody is called.
  private static func refusing(
    with status: HTTPStatus = 400,
    where isRefused: @escaping @Sendable (JSONObject) -> Bool
  ) -> Spoiler {
    turningAway(with: status) { _, body in
      (try? JSON(parsing: body))?.objectValue.map(isRefused) ?? false
    }
  }

  /// Refuses forms that hold a part, before anybody is called.
  private static func refusingForms(with status: HTTPStatus, naming name: String) -> Spoiler {
    turningAway(with: status) { request, body in
      let type = request.fields[.contentType]
      let parts = (try? MultipartPart.all(in: body, contentType: type)) ?? []
      return parts.contains { $0.name == name }
    }
  }

  private static func turningAway(
    with status: HTTPStatus,
    where isTurnedAway: @escaping @Sendable (HTTPRequest, [UInt8]) -> Bool
  ) -> Spoiler {
    { gateway in
      HTTPHandlerClosure { request in
        var request = request
        let body = try await request.body.collected()
        request.body = .bytes(body)
        guard isTurnedAway(request, body) else { return try await gateway.respond(to: request) }
        let error: JSON = [
          "message": "That is not supported.", "type": "invalid_request_error", "param": .null,
          "code": "INVALID_REQUEST",
        ]
        return HTTPResponse(
          status,
          fields: [.contentType: "application/json"],
          body: .bytes(JSON.object(["error": error]).bytes())
        )
      }
    }
  }
}
