import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Normalization

/// What a client asks for, read from its body.
struct ImageRequest: Sendable {
  /// A JSON body without pictures is never longer.
  static let largestJSON = 8 << 20

  var mode: Mode
  var fields: JSONObject
  /// The input pictures, in order.
  var pictures: [Picture] = []
  var hasMask = false
  var isForm = false

  /// Reads a generation: a JSON object.
  init(generation body: [UInt8], contentType: String?) throws(GatewayError) {
    mode = .textToImage
    fields = try ImageRequest.object(body, contentType: contentType)
  }

  var planned: PlanRequest {
    PlanRequest(
      mode: mode,
      fields: fields,
      sources: pictures.map(\.size),
      hasMask: hasMask,
      isForm: isForm
    )
  }

  /// Whether pictures go into the answer instead of URLs; the plan has checked the word.
  var wantsBase64: Bool { fields["response_format"]?.stringValue == "b64_json" }

  var prompt: String { fields["prompt"]?.stringValue ?? "" }

  static func object(_ body: [UInt8], contentType: String?) throws(GatewayError) -> JSONObject {
    let type = contentType.flatMap { HTTPMediaType($0) }
    guard type == nil && contentType == nil || type?.essence == "application/json" else {
      throw .invalid("Content-Type must be application/json", status: 415)
    }
    guard body.count <= largestJSON else {
      throw .invalid("The body is longer than \(largestJSON) bytes", status: 413)
    }
    guard !body.isEmpty else { throw .invalid("The body is empty; send a JSON object") }
    let json: JSON
    do {
      json = try JSON(parsing: body)
    } catch {
      throw .invalid("The body is not JSON: \(error.description)")
    }
    guard let object = json.objectValue else {
      throw .invalid("The body is a JSON \(json.kind); send an object")
    }
    if let name = object.repeatedName {
      throw .invalid("\(name) stands more than once in the body", name)
    }
    return object
  }
}
