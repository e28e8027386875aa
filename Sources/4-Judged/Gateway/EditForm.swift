import CanonicalJSON
import HTTPMessages

/// The parts of an edit: pictures apart from fields.
struct EditForm {
  var fields: JSONObject = [:]
  var images: [InputSource] = []
  var mask: InputSource?

  /// More pictures than any model takes are not even fetched.
  private static let mostImages = 16

  /// Reads a multipart form: `image`, repeated or as `image[]`, `mask`, and scalars as text.
  init(form body: [UInt8], contentType: String) throws(GatewayError) {
    let parts: [MultipartPart]
    do {
      parts = try MultipartPart.all(in: body, contentType: contentType)
    } catch {
      throw .invalid("The form cannot be read: \(error.description)")
    }
    for part in parts { try take(part) }
  }

  private mutating func take(_ part: MultipartPart) throws(GatewayError) {
    let path = part.path
    if path[0] == "image" {
      images.append(try InputSource(Array(part.body), "image"))
    } else if path == ["mask"] {
      mask = try InputSource(Array(part.body), "mask")
    } else if path.count == 2, !path[1].isEmpty {
      var object = fields[path[0]]?.objectValue ?? [:]
      object[path[1]] = .string(part.text)
      fields[path[0]] = .object(object)
    } else if path.count == 2 {
      fields[path[0]] = .array((fields[path[0]]?.arrayValue ?? []) + [.string(part.text)])
    } else {
      fields.append(part.name, .string(part.text))
    }
  }

  /// Reads a JSON body: `images` with data URLs or http URLs, `mask` likewise.
  init(json object: JSONObject) throws(GatewayError) {
    fields = object
    fields["images"] = nil
    fields["mask"] = nil
    if let references = object["images"], !references.isNull {
      guard let list = references.arrayValue else {
        throw .invalid("images is a \(references.kind); it must be an array", "images")
      }
      guard list.count <= EditForm.mostImages else {
        throw .invalid("images has more than \(EditForm.mostImages) pictures", "images")
      }
      for reference in list { images.append(try InputSource(reference, "images")) }
    }
    if let reference = object["mask"], !reference.isNull {
      mask = try InputSource(reference, "mask")
    }
  }
}
