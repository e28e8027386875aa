import CanonicalJSON
import HTTPMessages
import Images
import Providers

/// The parts of an edit: pictures apart from fields.
struct EditForm {
  var fields: JSONObject = [:]
  var pictures: [Picture] = []
  var mask: Picture?

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
      pictures.append(try EditForm.picture(Array(part.body), "image"))
    } else if path == ["mask"] {
      mask = try EditForm.picture(Array(part.body), "mask")
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

  /// Reads a JSON body: `images` with data URLs, `mask` likewise.
  init(json object: JSONObject) throws(GatewayError) {
    fields = object
    fields["images"] = nil
    fields["mask"] = nil
    for image in object["images"]?.arrayValue ?? [] {
      pictures.append(try EditForm.picture(referenced: image, "images"))
    }
    if let reference = object["mask"], !reference.isNull {
      mask = try EditForm.picture(referenced: reference, "mask")
    }
  }

  private static func picture(
    referenced image: JSON,
    _ name: String
  ) throws(GatewayError) -> Picture {
    guard let url = image["image_url"]?.stringValue,
      case .bytes(let bytes)? = try? ProviderImage(url, from: "client")
    else {
      throw .invalid("\(name) takes {\"image_url\": …} with a data URL of base64", name)
    }
    return try picture(bytes, name)
  }

  /// PNG, JPEG and WebP are taken, and only whole ones.
  private static func picture(_ bytes: [UInt8], _ name: String) throws(GatewayError) -> Picture {
    guard let picture = try? Picture(bytes, from: "client"),
      [.png, .jpeg, .webp].contains(picture.format)
    else {
      throw .invalid("Invalid image file provided; send a PNG, JPEG or WebP", name)
    }
    return picture
  }
}
