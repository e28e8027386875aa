import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages

/// Fireworks' synchronous workflow: the picture itself, or JSON with base64 in it, as Accept asks.
struct TextToImageStub: Sendable {
  let backend: StubBackend

  func respond(
    to request: StubRequest,
    _ endpoint: String,
    id: String
  ) async throws -> HTTPResponse {
    let accept = request.message.fields[.accept] ?? "image/jpeg"
    let isJSON = accept.contains("application/json")
    return try await backend.generate(
      request,
      endpoint: endpoint,
      input: try backend.object(in: request),
      takesNull: true,
      isDirect: true
    ) { taken in
      if taken.faults.hasFailed { throw StubRefusal.failed }
      var order = taken
      order.input["output_format"] = isJSON || accept.contains("png") ? "png" : "jpeg"
      guard let picture = await backend.pictures(of: order, for: request, asData: false).first
      else {
        throw StubRefusal.failed
      }
      return isJSON || order.faults.isBase64Only
        ? json(picture, of: order, id: id) : binary(picture, of: order)
    }
  }

  private func reason(_ order: StubOrder) -> String {
    order.faults.isModerated ? "CONTENT_FILTERED" : "SUCCESS"
  }

  private func json(_ picture: StubPicture, of order: StubOrder, id: String) -> HTTPResponse {
    FireworksStub.json(
      200,
      [
        "id": .string(id), "base64": [.string(Base64.encode(picture.bytes))],
        "finishReason": .string(reason(order)), "seed": .integer(order.seed),
      ]
    )
  }

  private func binary(_ picture: StubPicture, of order: StubOrder) -> HTTPResponse {
    HTTPResponse(
      200,
      fields: [
        .contentType: picture.mediaType, "Seed": "\(order.seed)", "Finish-Reason": reason(order),
      ],
      body: .bytes(picture.bytes)
    )
  }
}
