import Bytes
package import CanonicalJSON
package import HTTPMessages

/// A client's request to the gateway whose upstream was recorded.
///
/// An edit's pictures stand as data URLs in `image`; they go out as the files of a form.
package struct ClientRequest: Sendable, Equatable {
  /// The path behind the gateway's base: `/images/generations`.
  package var path: String
  package var fields: JSONObject

  package init(path: String, fields: JSONObject) {
    self.path = path
    self.fields = fields
  }

  /// The message to a gateway whose paths begin with `base`; nil where that is no URL.
  package func message(to base: String, key: String) -> HTTPRequest? {
    let isForm = fields["image"] != nil
    var form = MultipartWriter(boundary: "touchstone-form")
    if isForm { for member in fields.members { form.append(ClientRequest.part(member)) } }
    return HTTPRequest(
      .post,
      url: base + path,
      fields: [
        .authorization: "Bearer \(key)",
        .contentType: isForm ? form.contentType.text : "application/json",
      ],
      body: .bytes(isForm ? form.finished() : JSON.object(fields).bytes())
    )
  }

  private static func part(_ member: JSONObject.Member) -> MultipartPart {
    let text = member.value.stringValue ?? member.value.text()
    guard member.name == "image", let comma = text.firstIndex(of: ","),
      let bytes = try? Base64.decode(String(text[comma...].dropFirst()))
    else { return MultipartPart(name: member.name, text: text) }
    let type = HTTPMediaType(String(text[..<comma].dropFirst(5).prefix { $0 != ";" }))
    return MultipartPart(
      name: member.name,
      filename: "image.\(type?.subtype ?? "bin")",
      contentType: type,
      body: bytes[...]
    )
  }
}

extension ClientRequest {
  init?(_ json: JSON?) {
    guard let path = json?["path"]?.stringValue, let fields = json?["fields"]?.objectValue else {
      return nil
    }
    self.init(path: path, fields: fields)
  }

  package var json: JSON { ["path": .string(path), "fields": .object(fields)] }
}
