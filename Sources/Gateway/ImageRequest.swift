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
  /// The input pictures, in order, and the mask.
  var inputs = InputPictures()
  var isForm = false

  /// Reads a generation: a JSON object.
  init(generation body: [UInt8], contentType: String?) throws(GatewayError) {
    mode = .textToImage
    let type = contentType.flatMap { HTTPMediaType($0) }
    guard contentType == nil || type?.essence == "application/json" else {
      throw .invalid("Content-Type must be application/json", status: 415)
    }
    fields = try ImageRequest.object(body, limit: ImageRequest.largestJSON)
  }

  /// Reads an edit: a form, or JSON with data URLs.
  init(edit body: [UInt8], contentType: String?) throws(GatewayError) {
    mode = .edit
    let type = contentType.flatMap { HTTPMediaType($0) }
    let form: EditForm
    if let contentType, type?.essence == "multipart/form-data" {
      form = try EditForm(form: body, contentType: contentType)
      isForm = true
    } else {
      guard type?.essence == "application/json" else {
        throw .invalid("Content-Type must be multipart/form-data", status: 415)
      }
      form = try EditForm(json: ImageRequest.object(body, limit: .max))
    }
    fields = form.fields
    inputs = InputPictures(pictures: form.pictures, mask: form.mask)
  }

  var planned: PlanRequest {
    PlanRequest(
      mode: mode,
      fields: fields,
      sources: inputs.pictures.map(\.size),
      hasMask: inputs.mask != nil,
      isForm: isForm
    )
  }

  /// Whether pictures go into the answer instead of URLs; the plan has checked the word.
  var wantsBase64: Bool { fields["response_format"]?.stringValue == "b64_json" }

  /// Whether the answer comes as events; a form says it as text.
  var isStreamed: Bool { fields["stream"] == true || isForm && fields["stream"] == "true" }

  var prompt: String { fields["prompt"]?.stringValue ?? "" }

  private static func object(_ body: [UInt8], limit: Int) throws(GatewayError) -> JSONObject {
    guard body.count <= limit else {
      throw .invalid("The body is longer than \(limit) bytes", status: 413)
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
