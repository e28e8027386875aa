import Bytes
package import CanonicalJSON
import Catalog
package import Conformance
package import HTTPMessages

/// Reads asks from what people paste: curl, a JSON body, a message that was recorded.
package enum AskReader {
  /// Why something is no ask for a picture.
  package enum Fault: Error, Equatable, CustomStringConvertible {
    case unreadable(String)
    case noAsk

    package var description: String {
      switch self {
      case .unreadable(let why): why
      case .noAsk:
        "it holds no request for a picture: a curl command, a HAR entry of /images/generations or "
          + "/images/edits, or a JSON body"
      }
    }
  }

  /// The ask of a command or of a body; `file` gives what a command reads from a file.
  package static func ask(
    _ text: String,
    file: (String) throws -> [UInt8]
  ) throws -> Ask {
    let words = CurlCommand.words(of: text)
    if let first = words.first, first == "curl" || first.hasSuffix("/curl") {
      return try CurlCommand(words, file: file).ask()
    }
    guard let json = try? JSON(parsing: Array(text.utf8)) else { throw Fault.noAsk }
    return try ask(json)
  }

  /// The ask of a JSON body, or one in the form that `explore` writes.
  package static func ask(_ json: JSON) throws -> Ask {
    guard let object = json.objectValue else { throw Fault.noAsk }
    if object["fields"]?.objectValue != nil || object["body"] != nil {
      return try Ask(JSONNode(json, file: "ask"))
    }
    guard object["model"] != nil || object["prompt"] != nil else { throw Fault.noAsk }
    let hasPictures = object["images"] != nil || object["image"] != nil
    return ask(of: object, path: hasPictures ? "/images/edits" : "/images/generations")
  }

  /// The ask of a message as it went to a gateway; nil where it asks for no picture.
  package static func ask(_ request: HTTPRequest, body: [UInt8]) throws -> Ask? {
    guard let path = path(of: request.target.path), request.method == .post else { return nil }
    let type = request.fields[.contentType]
    if let parts = try? MultipartPart.all(in: body, contentType: type) {
      return form(parts, path: path)
    }
    guard let object = try? JSON(parsing: body).objectValue, object.repeatedName == nil else {
      var ask = Ask(path: path)
      ask.encoding = .raw({ body }, type: type)
      return ask
    }
    return ask(of: object, path: path)
  }

  /// The path behind any base; nil for one that makes no picture.
  static func path(of path: String) -> String? {
    ["/images/generations", "/images/edits"].first { path.hasSuffix($0) }
  }

  static func ask(of object: JSONObject, path: String) -> Ask {
    var ask = Ask(path: path, fields: object)
    if let images = object["images"]?.arrayValue {
      ask.pictures = images.map { wish(in: $0["image_url"]?.stringValue ?? "") }
      ask.fields["images"] = nil
    }
    if let mask = object["mask"]?["image_url"]?.stringValue {
      ask.mask = wish(in: mask)
      ask.fields["mask"] = nil
    }
    return ask
  }

  static func form(_ parts: [MultipartPart], path: String) -> Ask {
    var ask = Ask(path: path)
    ask.encoding = .form(pictures: "image")
    for part in parts {
      guard part.isFile else {
        ask.fields[part.name] = .string(part.text)
        continue
      }
      let wish = PictureWish.of(kind(of: Array(part.body)))
      if part.name == "mask" {
        ask.mask = wish
      } else {
        ask.pictures.append(wish)
        ask.encoding = .form(pictures: part.name)
      }
    }
    return ask
  }

  private static func wish(in url: String) -> PictureWish {
    guard url.hasPrefix("data:"), let comma = url.firstIndex(of: ","),
      let bytes = try? Base64.decode(String(url[comma...].dropFirst()))
    else { return .of(.png) }
    return .of(kind(of: bytes))
  }

  /// The kind of picture that bytes begin like.
  static func kind(of bytes: [UInt8]) -> PictureWish.Kind {
    if bytes.isEmpty { return .empty }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
    if bytes.starts(with: [0xFF, 0xD8]) { return .jpeg }
    if bytes.starts(with: Array("GIF8".utf8)) { return .gif }
    if bytes.count > 12, bytes[8..<12].elementsEqual("WEBP".utf8) { return .webp }
    return .text
  }
}
