import Bytes
package import CanonicalJSON
package import Catalog
package import HTTPMessages

/// An order as a form: files where the input holds data URIs, text for everything else.
package struct FormBody: Sendable {
  package let contentType: String
  package let bytes: [UInt8]

  /// A list becomes as many parts of one name.
  package init(_ body: JSONObject) {
    let parts = body.members.flatMap { member in
      (member.value.arrayValue ?? [member.value]).map { FormBody.part(member.name, $0) }
    }
    let length = parts.reduce(0) { $0 + $1.body.count }
    var form = MultipartWriter(boundary: "touchstone-\(length)-7d1b6c3e5f")
    for part in parts { form.append(part) }
    contentType = form.contentType.text
    bytes = form.finished()
  }

  /// One file alone, as uploads have it.
  package init(_ name: String, file: String, mediaType: String, bytes: [UInt8]) {
    var form = MultipartWriter(boundary: "touchstone-\(bytes.count)-7d1b6c3e5f")
    form.append(FormBody.file(name, file, mediaType: mediaType, bytes: bytes))
    contentType = form.contentType.text
    self.bytes = form.finished()
  }

  private static func part(_ name: String, _ value: JSON) -> MultipartPart {
    let text = value.stringValue ?? value.text()
    guard let (mediaType, bytes) = dataURI(text) else {
      return MultipartPart(name: name, text: text)
    }
    let kind = mediaType.split(separator: "/").last.map(String.init) ?? "bin"
    let stem = String(name.prefix { $0 != "[" })
    return file(name, "\(stem).\(kind)", mediaType: mediaType, bytes: bytes)
  }

  private static func file(
    _ name: String,
    _ file: String,
    mediaType: String,
    bytes: [UInt8]
  ) -> MultipartPart {
    MultipartPart(
      name: name,
      filename: file,
      contentType: HTTPMediaType(mediaType),
      fields: [:],
      body: bytes[...]
    )
  }

  private static func dataURI(_ text: String) -> (mediaType: String, bytes: [UInt8])? {
    guard text.hasPrefix("data:"), let comma = text.firstIndex(of: ","),
      text[..<comma].hasSuffix(";base64"),
      let bytes = try? Base64.decode(String(text[comma...].dropFirst()))
    else { return nil }
    return (String(text[..<comma].dropFirst(5).dropLast(7)), bytes)
  }
}

extension FormBody {
  /// The object that a form stands for: files as data URIs, texts as their fields' types have them.
  ///
  /// What can't be read as its type stays text, and so do parts that no field explains.
  package static func read(
    _ body: [UInt8],
    contentType: String?,
    field: (String) -> ProviderField?
  ) throws(MultipartError) -> JSONObject {
    var object: JSONObject = [:]
    for part in try MultipartPart.all(in: body, contentType: contentType) {
      let kind = field(part.name)?.kind
      let value = FormBody.value(of: part, kind)
      switch (kind, object[part.name]) {
      case (.uris, let earlier): object[part.name] = .array((earlier?.arrayValue ?? []) + [value])
      case (_, nil): object[part.name] = value
      case (_, let earlier?):
        object[part.name] = .array((earlier.arrayValue ?? [earlier]) + [value])
      }
    }
    return object
  }

  private static func value(of part: MultipartPart, _ kind: ProviderField.Kind?) -> JSON {
    if part.isFile {
      let type = part.contentType?.essence ?? "application/octet-stream"
      return .string("data:\(type);base64,\(Base64.encode(Array(part.body)))")
    }
    let text = JSON.string(part.text)
    guard let typed = try? JSON(parsing: part.text) else { return text }
    switch kind {
    case .integer: return typed.intValue == nil ? text : typed
    case .number: return typed.numberValue == nil ? text : typed
    case .boolean: return typed.boolValue == nil ? text : typed
    case .imageSize: return typed.objectValue == nil ? text : typed
    case .string, .uri, .uris, nil: return text
    }
  }
}
