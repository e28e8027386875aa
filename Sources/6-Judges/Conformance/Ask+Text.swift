package import CanonicalJSON
import HTTPMessages

extension Ask {
  /// The request as planners read it: its pictures are `image`, whatever a body calls them.
  package var planned: JSONObject {
    var planned = fields
    if let name = names.first { planned["image"] = names.count == 1 ? name : .array(names) }
    if mask != nil { planned["mask"] = "<mask>" }
    return planned
  }

  /// The request as it is sent, without the case's mark and with names for pictures.
  package var shown: JSONObject {
    var shown = fields
    switch encoding {
    case .form(let field):
      if let name = names.first { shown[field] = names.count == 1 ? name : .array(names) }
      if mask != nil { shown["mask"] = "<mask>" }
    case .json, .raw:
      if !names.isEmpty { shown["images"] = .array(names.map { ["image_url": $0] }) }
      if mask != nil { shown["mask"] = ["image_url": "<mask>"] }
    }
    return shown
  }

  private var names: [JSON] { pictures.indices.map { .string("<image \($0 + 1)>") } }

  /// The request in one line: its method, its path, and what goes along.
  package var line: String {
    let head = "\(method.name) " + (path.hasPrefix("http") ? path : "/v1\(path)")
    switch encoding {
    case .raw(let bytes, let type):
      return "\(head) \(type.map { "(\($0)) " } ?? "")\(Ask.excerpt(of: bytes()))"
    case .json, .form:
      return method == .get ? head : "\(head) \(spelling.text(of: shown))\(pictureNote)"
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
}
