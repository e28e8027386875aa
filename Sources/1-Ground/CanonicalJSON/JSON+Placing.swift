extension JSON {
  /// This value with another one at a pointer; objects are made on the way where there are none.
  package func placing(_ value: JSON, at pointer: JSONPointer) -> JSON {
    placing(value, at: pointer.tokens[...])
  }

  private func placing(_ value: JSON, at tokens: ArraySlice<String>) -> JSON {
    guard let token = tokens.first else { return value }
    if case .array(var elements) = self, let index = Int(token), elements.indices.contains(index) {
      elements[index] = elements[index].placing(value, at: tokens.dropFirst())
      return .array(elements)
    }
    var object = objectValue ?? JSONObject()
    object[token] = (object[token] ?? .null).placing(value, at: tokens.dropFirst())
    return .object(object)
  }
}
