import CanonicalJSON
import Catalog
import HTTPMessages
import Normalization

/// A client's request for pictures, read from its body.
struct ImageRequest: Sendable {
  /// A JSON body without pictures is never longer.
  static let largestJSON = 8 << 20

  /// Far more fields than any model has; each costs a search among the others.
  private static let mostFields = 1_000

  var mode: Mode
  var fields: JSONObject
  /// The input pictures, in order.
  var images: [InputSource] = []
  var mask: InputSource?
  var isForm = false

  /// Reads a generation: a JSON object.
  init(generation body: [UInt8]) throws(GatewayError) {
    mode = .textToImage
    fields = try ImageRequest.object(body)
  }

  /// Reads an edit: a form, or JSON with URLs.
  init(edit body: [UInt8], contentType: String?) throws(GatewayError) {
    mode = .edit
    let form: EditForm
    if let contentType, ImageRequest.isForm(contentType) {
      form = try EditForm(form: body, contentType: contentType)
      isForm = true
    } else {
      form = try EditForm(json: ImageRequest.object(body))
    }
    fields = form.fields
    images = form.images
    mask = form.mask
  }

  /// Refuses what is neither JSON nor, for an edit, a form, before its body is read.
  static func checkType(_ contentType: String?, _ mode: Mode) throws(GatewayError) {
    let essence = contentType.map { HTTPMediaType($0)?.essence ?? "" }
    switch (mode, essence) {
    case (_, "application/json"), (.textToImage, nil), (.edit, "multipart/form-data"): return
    case (.textToImage, _):
      throw .invalid("Content-Type must be application/json", status: 415)
    case (.edit, _):
      throw .invalid("Content-Type must be multipart/form-data", status: 415)
    }
  }

  var planned: PlanRequest {
    PlanRequest(
      mode: mode,
      fields: fields,
      sources: images.map { $0.picture?.size },
      hasMask: mask != nil,
      isForm: isForm
    )
  }

  /// The pictures that are at hand.
  var inputs: InputPictures {
    InputPictures(pictures: images.compactMap(\.picture), mask: mask?.picture)
  }

  /// How many pictures are still to be fetched.
  var urlCount: Int { (images + [mask].compactMap(\.self)).filter { $0.url != nil }.count }

  /// Whether pictures go into the answer instead of URLs; the plan has checked the word.
  var wantsBase64: Bool { fields["response_format"]?.stringValue == "b64_json" }

  /// Whether the answer comes as events; a form says it as text.
  var isStreamed: Bool { fields["stream"] == true || isForm && fields["stream"] == "true" }

  var prompt: String { fields["prompt"]?.stringValue ?? "" }

  private static func isForm(_ contentType: String) -> Bool {
    HTTPMediaType(contentType)?.essence == "multipart/form-data"
  }

  private static func object(_ body: [UInt8]) throws(GatewayError) -> JSONObject {
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
    guard object.count <= mostFields else {
      throw .invalid("The body has more than \(mostFields) fields")
    }
    if let name = object.repeatedName {
      throw .invalid("\(name) stands more than once in the body", name)
    }
    return object
  }
}
