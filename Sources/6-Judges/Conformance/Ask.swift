import Bytes
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
  /// How a JSON body is written, which says nothing.
  package var spelling: JSONSpelling = []
  /// Beyond those that every request has.
  var extra: HTTPFields = [:]
  /// The word before the gateway's key; nil where none goes along.
  package var scheme: String? = "Bearer"
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
    guard Ask.images.occurs(in: Array(path.utf8)) else { return nil }
    return path.prefix { $0 != "?" }.hasSuffix("/edits") ? .edit : .textToImage
  }

  private static let images = ByteSearch(Array("/images/".utf8))

  /// Whether it goes as a form.
  package var isForm: Bool {
    if case .form = encoding { return true }
    return false
  }

  /// The same ask under a key that is not the gateway's; under none where it is nil.
  package func under(key: String?) -> Ask {
    var ask = self
    ask.scheme = nil
    ask.extra[.authorization] = key.map { "Bearer \($0)" }
    return ask
  }

  /// The same ask with its JSON under another spelling of the type.
  package func typed(_ type: String) -> Ask {
    var ask = self
    ask.extra[.contentType] = type
    return ask
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
      if fields[.contentType] == nil { fields[.contentType] = "application/json" }
      return Array(spelling.text(of: Ask.members(sent, pictures, mask)).utf8)
    case .form(let name):
      let writer = Ask.form(sent, pictures, mask, name)
      fields[.contentType] = writer.contentType.text
      return writer.finished()
    }
  }

  /// Pictures in JSON are references, each a data URI.
  private static func members(
    _ sent: JSONObject,
    _ pictures: [ClientPicture],
    _ mask: ClientPicture?
  ) -> JSONObject {
    func reference(_ picture: ClientPicture) -> JSON {
      ["image_url": .string(picture.dataURI)]
    }
    var sent = sent
    if !pictures.isEmpty { sent["images"] = .array(pictures.map(reference)) }
    if let mask { sent["mask"] = reference(mask) }
    return sent
  }

  private static func form(
    _ sent: JSONObject,
    _ pictures: [ClientPicture],
    _ mask: ClientPicture?,
    _ name: String
  ) -> MultipartWriter {
    var writer = MultipartWriter(boundary: "touchstone-5c1e7a90b3d24f68")
    for (name, text) in sent.members.flatMap({ texts(of: $0.value, as: $0.name) }) {
      writer.append(MultipartPart(name: name, text: text))
    }
    for picture in pictures { writer.append(part(picture, name)) }
    if let mask { writer.append(part(mask, "mask")) }
    return writer
  }

  private static func part(_ picture: ClientPicture, _ name: String) -> MultipartPart {
    MultipartPart(
      name: name,
      filename: picture.name,
      contentType: HTTPMediaType(picture.partType),
      body: picture.bytes[...]
    )
  }

  /// A field as the texts of a form: members are `name[member]`, elements `name[]`, and null can't be said.
  static func texts(of value: JSON, as name: String) -> [(name: String, text: String)] {
    switch value {
    case .null: []
    case .string(let text): [(name, text)]
    case .object(let object):
      object.members.flatMap { texts(of: $0.value, as: "\(name)[\($0.name)]") }
    case .array(let items): items.flatMap { texts(of: $0, as: name + "[]") }
    default: [(name, value.text())]
    }
  }
}
