package import Bytes
import CanonicalJSON
package import Catalog
import HTTPMessages
import HTTPTransport
import Images
import Offline

/// Has pictures made by the offline reference, and counts their pixels.
package struct DeliveredPixels {
  private let gateway: any HTTPHandler

  package init(_ catalog: ModelCatalog) {
    gateway = Offline(catalog, in: .offline).gateway
  }

  /// Why a size came to nothing.
  package enum Failure: Error, CustomStringConvertible {
    case refused(status: Int, message: String)
    case noPicture

    package var description: String {
      switch self {
      case .refused(let status, let message): "refused with \(status): \(message)"
      case .noPicture: "the answer holds no picture"
      }
    }
  }

  /// The pixels of the picture that comes for a size as a client writes it.
  package func pixels(
    ofSize size: String,
    at offer: Offer,
    model: String,
    mode: Mode
  ) async throws -> PixelSize {
    var body: JSONObject = [
      "model": .string("\(offer.provider)/\(model)"), "prompt": "a red cube on a white table",
      "size": .string(size), "response_format": "b64_json",
    ]
    if mode == .edit { body["images"] = [["image_url": .string(DeliveredPixels.source)]] }
    let answer = try await ask(mode == .edit ? "edits" : "generations", .object(body))
    guard let text = answer["data"]?[0]?["b64_json"]?.stringValue else { throw Failure.noPicture }
    return Image.probe(try Base64.decode(text)).shown
  }

  private func ask(_ path: String, _ body: JSON) async throws -> JSON {
    let request = HTTPRequest(
      .post,
      authority: "gateway.invalid",
      target: HTTPTarget("/v1/images/\(path)"),
      fields: ["Authorization": "Bearer any", "Content-Type": "application/json"],
      body: .bytes(body.bytes())
    )
    let response = try await gateway.respond(to: request)
    let answer = try JSON(parsing: await response.body.collected())
    guard response.status == 200 else {
      let message = answer["error"]?["message"]?.stringValue ?? "no message"
      throw Failure.refused(status: response.status.code, message: message)
    }
    return answer
  }

  /// The picture that edits begin with, of a shape that no page lists.
  private static let source: String = {
    let picture = PNGEncoder.flat(
      PixelSize(1200, 800),
      color: RGBA(200, 120, 40)
    )
    return "data:image/png;base64,\(Base64.encode(picture))"
  }()
}
