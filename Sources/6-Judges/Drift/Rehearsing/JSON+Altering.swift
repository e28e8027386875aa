import CanonicalJSON

extension JSON {
  /// This value with what stands at `pointer` replaced: nil removes it, and `-` as the last token appends.
  func setting(_ pointer: String, _ value: JSON?) -> JSON {
    setting((JSONPointer(pointer) ?? JSONPointer()).tokens[...], value)
  }

  func setting(_ pointer: JSONPointer, _ value: JSON?) -> JSON {
    setting(pointer.tokens[...], value)
  }

  private func setting(_ tokens: ArraySlice<String>, _ value: JSON?) -> JSON {
    guard let token = tokens.first else { return value ?? .null }
    let rest = tokens.dropFirst()
    switch self {
    case .object(var object):
      object[token] = rest.isEmpty ? value : (object[token] ?? [:]).setting(rest, value)
      return .object(object)
    case .array(var elements):
      if token == "-" {
        if let value { elements.append(value) }
      } else if token == "*" {
        elements = elements.map { rest.isEmpty ? (value ?? .null) : $0.setting(rest, value) }
      } else if let index = Int(token), elements.indices.contains(index) {
        if rest.isEmpty, value == nil {
          elements.remove(at: index)
        } else {
          elements[index] = elements[index].setting(rest, value)
        }
      }
      return .array(elements)
    default: return self
    }
  }

  /// This value with every object's members in the opposite order.
  var reordered: JSON {
    switch self {
    case .object(let object):
      .object(
        JSONObject(
          object.members.reversed().map {
            JSONObject.Member(name: $0.name, value: $0.value.reordered)
          }
        )
      )
    case .array(let values): .array(values.map(\.reordered))
    default: self
    }
  }

  /// This value with every string mapped.
  func mappingStrings(_ transform: (String) -> String) -> JSON {
    switch self {
    case .string(let text): .string(transform(text))
    case .array(let values): .array(values.map { $0.mappingStrings(transform) })
    case .object(let object):
      .object(
        JSONObject(
          object.members.map {
            JSONObject.Member(name: $0.name, value: $0.value.mappingStrings(transform))
          }
        )
      )
    default: self
    }
  }
}
