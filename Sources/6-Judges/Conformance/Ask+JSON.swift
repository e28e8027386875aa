import Bytes
package import CanonicalJSON
import Catalog
import HTTPMessages

extension Ask {
  /// The ask as a value that files and commands hold; whatever is usual is left out.
  ///
  /// `{"path": "/images/edits", "form": "image", "fields": {…}, "pictures": ["png"]}`
  package var json: JSON {
    var json: JSONObject = [:]
    if path != Ask.usualPath { json["path"] = .string(path) }
    if method != .post { json["method"] = .string(method.name) }
    if scheme == nil { json["key"] = false }
    switch encoding {
    case .json:
      if !spelling.isEmpty { json["spelling"] = .array(spelling.names.map(JSON.string)) }
    case .form(let name): json["form"] = .string(name)
    case .raw(let bytes, let type):
      json["body"] = .string(String(decoding: bytes(), as: UTF8.self))
      if let type { json["type"] = .string(type) }
      return .object(json)
    }
    if !fields.isEmpty { json["fields"] = .object(fields) }
    if !pictures.isEmpty { json["pictures"] = .array(pictures.map(\.json)) }
    if let mask { json["mask"] = mask.json }
    return .object(json)
  }

  private static let usualPath = "/images/generations"

  /// Reads what `json` writes.
  package init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing([
      "path", "method", "key", "spelling", "form", "body", "type", "fields", "pictures", "mask",
    ])
    self.init(
      method: HTTPMethod(try node.optional("method")?.string() ?? "POST"),
      path: try node.optional("path")?.string() ?? Ask.usualPath,
      // Not by a member that is null: a field may be.
      fields: node.value["fields"] == nil ? [:] : try node.required("fields").object()
    )
    if try node.optional("key")?.bool() == false { scheme = nil }
    if let form = node.optional("form") { encoding = .form(pictures: try form.string()) }
    if let body = try node.optional("body")?.string() {
      encoding = .raw({ Array(body.utf8) }, type: try node.optional("type")?.string())
    }
    for name in try node.optional("spelling")?.elements() ?? [] {
      let known = JSONSpelling.named.map(\.name)
      let word = try name.name(among: known, what: "spelling")
      for way in JSONSpelling.named where way.name == word { spelling.insert(way.spelling) }
    }
    for wish in try node.optional("pictures")?.elements() ?? [] {
      pictures.append(try PictureWish(wish))
    }
    mask = try node.optional("mask").map { wish throws(JSONFault) in try PictureWish(wish) }
  }

  /// Whether what reaches a provider for it can be told by the mark in its prompt.
  package var carriesMark: Bool {
    if case .raw = encoding { return false }
    return isMarked && fields["prompt"]?.stringValue != nil
  }

  /// The number of pictures it asks for where it says so in a way that is legal.
  package var count: Int? {
    guard let n = fields["n"], !n.isNull else { return 1 }
    let number = n.intValue ?? (isForm ? n.stringValue.flatMap { Int($0) } : nil)
    return number.flatMap { 1...10 ~= $0 ? $0 : nil }
  }
}

extension PictureWish {
  /// Its kind alone where the rest is usual.
  fileprivate var json: JSON {
    let kind = JSON.string(kind.rawValue)
    guard self != PictureWish(kind: self.kind) else { return kind }
    let usual = PictureWish()
    var json: JSONObject = ["kind": kind]
    if size != usual.size { json["size"] = .string("\(size)") }
    if padding != 0 { json["padding"] = .integer(padding) }
    if !isLabelled { json["labelled"] = false }
    return .object(json)
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    guard node.value.objectValue != nil else {
      self.init(kind: try node.word(Kind.self))
      return
    }
    try node.allowing(["kind", "size", "padding", "labelled"])
    self.init(kind: try node.optional("kind")?.word(Kind.self) ?? .png)
    if let size = node.optional("size") {
      guard let pixels = PixelSize(try size.string()), 1...4096 ~= pixels.width,
        1...4096 ~= pixels.height
      else { throw size.failure(.malformed(size.value.text(), expected: "a size as 120x80")) }
      self.size = pixels
    }
    padding = min(1 << 20, max(0, try node.optional("padding")?.int() ?? 0))
    isLabelled = try node.optional("labelled")?.bool() ?? true
  }
}
