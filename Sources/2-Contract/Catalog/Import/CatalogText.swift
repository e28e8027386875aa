package import CanonicalJSON

/// Lays a catalog file out as people write it: what fits on a line stands on one.
package enum CatalogText {
  private static let width = 100

  package static func text(_ value: JSON) -> String { laidOut(value, depth: 0, taken: 0) + "\n" }

  /// `taken` is how much of the first line is used up already.
  private static func laidOut(_ value: JSON, depth: Int, taken: Int) -> String {
    let line = spaced(value)
    if depth > 0, taken + line.count + 1 <= width { return line }
    let indent = String(repeating: "  ", count: depth + 1)
    let end = String(repeating: "  ", count: depth)
    switch value {
    case .object(let object) where !object.isEmpty:
      let members = object.members.map { member in
        let name = "\(JSON.string(member.name).text()): "
        let rest = laidOut(member.value, depth: depth + 1, taken: indent.count + name.count)
        return (text: name + rest, isShort: isScalar(member.value))
      }
      return "{\n" + filled(members, indent) + "\n\(end)}"
    case .array(let elements) where !elements.isEmpty:
      let texts = elements.map { element in
        let text = laidOut(element, depth: depth + 1, taken: indent.count)
        return (text: text, isShort: isScalar(element))
      }
      return "[\n" + filled(texts, indent) + "\n\(end)]"
    default: return line
    }
  }

  private static func isScalar(_ value: JSON) -> Bool {
    value.objectValue == nil && value.arrayValue == nil
  }

  /// Short pieces one after the other while they fit; whatever has parts of its own begins a line.
  private static func filled(_ pieces: [(text: String, isShort: Bool)], _ indent: String) -> String
  {
    var lines: [String] = []
    var isOpen = false
    for (index, piece) in pieces.enumerated() {
      let text = piece.text + (index == pieces.count - 1 ? "" : ",")
      if isOpen, piece.isShort, let last = lines.last, last.count + 1 + text.count <= width {
        lines[lines.count - 1] = "\(last) \(text)"
      } else {
        lines.append(indent + text)
      }
      isOpen = piece.isShort
    }
    return lines.joined(separator: "\n")
  }

  /// On one line, with a space behind each colon and comma.
  private static func spaced(_ value: JSON) -> String {
    switch value {
    case .object(let object):
      "{"
        + object.members.map { "\(JSON.string($0.name).text()): \(spaced($0.value))" }
        .joined(separator: ", ") + "}"
    case .array(let elements): "[" + elements.map(spaced).joined(separator: ", ") + "]"
    default: value.text()
    }
  }
}
