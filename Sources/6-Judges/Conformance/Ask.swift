package import CanonicalJSON
package import Catalog
import Exchanges
package import HTTPMessages

/// A client's request to a gateway, before it is bytes.
package struct Ask: Sendable {
  /// How fields and pictures become a body.
  package enum Encoding: Sendable {
    case json
    /// A form whose pictures go by this name: `image` or `image[]`.
    case form(pictures: String)
    /// Bytes that no object can say, made when they are sent.
    case raw(@Sendable () -> [UInt8], type: String?)
  }

  package var method = HTTPMethod.post
  /// Below the base, the query included: `/images/generations`.
  package var path: String
  package var fields: JSONObject = [:]
  package var pictures: [PictureWish] = []
  package var mask: PictureWish?
  package var encoding = Encoding.json
  /// Beyond those that every request has.
  var extra: HTTPFields = [:]
  /// The word before the gateway's key; nil where none goes along.
  var scheme: String? = "Bearer"
  /// Whether the prompt carries the case's mark; without, the case must run alone.
  var isMarked = true
  /// Whether the mark stands behind the first word, so that the prompt's own end is the end of what is sent.
  var isMarkedWithin = false

  package init(method: HTTPMethod = .post, path: String, fields: JSONObject = [:]) {
    self.method = method
    self.path = path
    self.fields = fields
  }

  /// The kind of picture that it wants made; nil where it wants none.
  package var mode: Mode? {
    guard path.contains("/images/") else { return nil }
    return path.prefix { $0 != "?" }.hasSuffix("/edits") ? .edit : .textToImage
  }

  /// The request as people write it, without the case's mark.
  package var shown: JSONObject {
    var shown = fields
    let names = pictures.indices.map { JSON.string("<image \($0 + 1)>") }
    if names.count == 1 { shown["image"] = names[0] }
    if names.count > 1 { shown["image"] = .array(names) }
    if mask != nil { shown["mask"] = "<mask>" }
    return shown
  }

  /// The request in one line: its method, its path, and what goes along.
  package var line: String {
    let head = "\(method.name) " + (path.hasPrefix("http") ? path : "/v1\(path)")
    switch encoding {
    case .raw(let bytes, let type):
      return "\(head) \(type.map { "(\($0)) " } ?? "")\(Ask.excerpt(of: bytes()))"
    case .json, .form:
      return method == .get ? head : "\(head) \(JSON.object(shown).text())\(pictureNote)"
    }
  }

  /// What the pictures are that go along: ` with a png of 120x80`.
  private var pictureNote: String {
    guard !pictures.isEmpty else { return "" }
    let kinds = pictures.map(\.summary)
    let isOne = Set(kinds).count == 1
    return " with " + (isOne && kinds.count > 1 ? "\(kinds.count) times " : "")
      + (isOne ? kinds[0] : kinds.joined(separator: ", "))
  }

  /// The beginning of a body as text, and how long it is where there is more.
  private static func excerpt(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(shownBytes), as: UTF8.self)
    return bytes.count > shownBytes ? "\(text)… (\(bytes.count) bytes in all)" : text
  }

  private static let shownBytes = 240

  /// Whether it goes as a form.
  package var isForm: Bool {
    if case .form = encoding { return true }
    return false
  }

  /// The request as it goes on the wire, and what of it the judge must know again.
  struct Message: Sendable {
    var fields: HTTPFields = [:]
    var body: [UInt8] = []
    var pictures: [ClientPicture] = []
    var mask: ClientPicture?
    /// The prompt as it was sent; empty where none was.
    var prompt = ""
  }

  func message(for token: CaseToken) -> Message {
    let made = pictures.enumerated().map { $1.picture(for: token, number: $0 + 1) }
    var sent = fields
    if isMarked, let prompt = fields["prompt"]?.stringValue {
      sent["prompt"] = .string(marked(prompt, " " + token.marker))
    }
    let mask = mask?.picture(for: token, number: 63)
    var fields = extra
    let body = body(of: sent, made, mask, &fields)
    return Message(
      fields: fields,
      body: body,
      pictures: made,
      mask: mask,
      prompt: sent["prompt"]?.stringValue ?? ""
    )
  }

  private func marked(_ prompt: String, _ mark: String) -> String {
    guard isMarkedWithin, let word = prompt.firstIndex(where: { !$0.isWhitespace }),
      let end = prompt[word...].firstIndex(where: \.isWhitespace)
    else { return prompt + mark }
    return prompt[..<end] + mark + prompt[end...]
  }

  private func body(
    of sent: JSONObject,
    _ pictures: [ClientPicture],
    _ mask: ClientPicture?,
    _ fields: inout HTTPFields
  ) -> [UInt8] {
    switch encoding {
    case .raw(let bytes, let type):
      fields[.contentType] = type
      return bytes()
    case .json:
      if method == .get { return [] }
      fields[.contentType] = "application/json"
      return Ask.json(sent, pictures, mask)
    case .form(let name):
      let writer = Ask.form(sent, pictures, mask, name)
      fields[.contentType] = writer.contentType.text
      return writer.finished()
    }
  }

  /// Pictures in JSON are references, each a data URI.
  private static func json(
    _ sent: JSONObject,
    _ pictures: [ClientPicture],
    _ mask: ClientPicture?
  ) -> [UInt8] {
    func reference(_ picture: ClientPicture) -> JSON {
      ["image_url": .string(picture.dataURI)]
    }
    var sent = sent
    if !pictures.isEmpty { sent["images"] = .array(pictures.map(reference)) }
    if let mask { sent["mask"] = reference(mask) }
    return JSON.object(sent).bytes()
  }

  private static func form(
    _ sent: JSONObject,
    _ pictures: [ClientPicture],
    _ mask: ClientPicture?,
    _ name: String
  ) -> MultipartWriter {
    var writer = MultipartWriter(boundary: "touchstone-5c1e7a90b3d24f68")
    for member in sent.members { append(member.value, as: member.name, to: &writer) }
    for picture in pictures { writer.append(part(picture, name)) }
    if let mask { writer.append(part(mask, "mask")) }
    return writer
  }

  private static func part(_ picture: ClientPicture, _ name: String) -> MultipartPart {
    MultipartPart(
      name: name,
      filename: picture.name,
      contentType: HTTPMediaType(picture.mediaType),
      body: picture.bytes[...]
    )
  }

  /// Scalars are text in a form, members `name[member]`, elements `name[]`; null can't be said.
  private static func append(_ value: JSON, as name: String, to writer: inout MultipartWriter) {
    switch value {
    case .null: break
    case .string(let text): writer.append(MultipartPart(name: name, text: text))
    case .object(let object):
      for member in object.members {
        append(member.value, as: "\(name)[\(member.name)]", to: &writer)
      }
    case .array(let items): for item in items { append(item, as: name + "[]", to: &writer) }
    default: writer.append(MultipartPart(name: name, text: value.text()))
    }
  }
}
