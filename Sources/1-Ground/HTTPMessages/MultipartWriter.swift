/// Writes forms as browsers do, WHATWG HTML section 4.10.22.8, but for backslashes.
///
/// Browsers leave them plain, so that one at a name's end hides the quote; here, as in curl and
/// httpx, they are doubled.
package struct MultipartWriter: Sendable {
  package let boundary: String
  private var bytes: [UInt8] = []

  /// Takes the boundary from outside, so that the same form gives the same bytes.
  ///
  /// It must occur in no part; a digest or 16 random letters will do.
  package init(boundary: String) { self.boundary = boundary }

  /// The value of the field Content-Type.
  package var contentType: HTTPMediaType {
    HTTPMediaType("multipart", "form-data", parameters: [("boundary", boundary)])
  }

  /// Writes disposition and type from the part's own properties, then its other fields.
  package mutating func append(_ part: MultipartPart) {
    var head = "--\(boundary)\r\n"
    head += "Content-Disposition: form-data; name=\"\(MultipartWriter.escaped(part.name))\""
    if let filename = part.filename {
      head += "; filename=\"\(MultipartWriter.escaped(filename))\""
    }
    head += "\r\n"
    if let type = part.contentType { head += "Content-Type: \(type.text)\r\n" }
    for field in part.fields.all
    where field.name != "Content-Disposition" && field.name != .contentType {
      head += "\(field.name.raw): \(field.value)\r\n"
    }
    bytes += (head + "\r\n").utf8
    bytes += part.body
    bytes += "\r\n".utf8
  }

  /// The whole body, closed.
  package func finished() -> [UInt8] { bytes + "--\(boundary)--\r\n".utf8 }

  private static func escaped(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": text += "%22"
      case "\\": text += "\\\\"
      case "\r": text += "%0D"
      case "\n": text += "%0A"
      case "\0": text += "%00"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
