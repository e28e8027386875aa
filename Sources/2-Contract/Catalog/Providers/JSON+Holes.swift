package import CanonicalJSON

/// A text, or texts inside lists and objects, with holes such as `{id}`.
extension JSON {
  /// The same with its holes filled; a text that is one hole alone takes the value as it is.
  package func filling(_ values: [String: JSON]) -> JSON {
    switch self {
    case .string(let text):
      if text.hasPrefix("{"), text.hasSuffix("}"),
        let value = values[String(text.dropFirst().dropLast())]
      {
        return value
      }
      return .string(
        values.sorted { $0.key < $1.key }.reduce(text) { text, value in
          text.split(separator: "{\(value.key)}", omittingEmptySubsequences: false)
            .joined(separator: value.value.stringValue ?? value.value.text())
        }
      )
    case .array(let elements): return .array(elements.map { $0.filling(values) })
    case .object(let object):
      return .object(
        JSONObject(object.members.map { .init(name: $0.name, value: $0.value.filling(values)) })
      )
    default: return self
    }
  }

  /// Whether all that `other` says is said here too; a hole matches anything.
  func holds(_ other: JSON) -> Bool {
    switch other {
    case .string(let text) where text.contains("{"): true
    case .object(let object):
      object.members.allSatisfy { member in (self[member.name] ?? .null).holds(member.value) }
    case .array(let elements):
      elements.enumerated().allSatisfy { index, element in
        (arrayValue?.dropFirst(index).first ?? .null).holds(element)
      }
    default: isSameValue(as: other)
    }
  }
}
