package import CanonicalJSON

/// Input pictures, as the provider takes them and as everything here reads them.
extension Provider {
  /// The input as it is handed in: data URIs without their heads, where bare base64 is wanted.
  package func handedIn(_ input: JSONObject) -> JSONObject {
    guard speech.picturesIn == .base64 else { return input }
    return JSONObject(
      input.members.map { .init(name: $0.name, value: Provider.bare($0.value)) }
    )
  }

  /// Pictures as they were handed in, as data URIs.
  package func whole(_ value: JSON) -> JSON {
    guard speech.picturesIn == .base64 else { return value }
    if let elements = value.arrayValue { return .array(elements.map(whole)) }
    guard let text = value.stringValue, !text.isEmpty, !text.contains(":") else { return value }
    return .string("data:image/png;base64,\(text)")
  }

  private static func bare(_ value: JSON) -> JSON {
    if let elements = value.arrayValue { return .array(elements.map(bare)) }
    guard let text = value.stringValue, text.hasPrefix("data:"),
      let comma = text.firstIndex(of: ","), text[..<comma].hasSuffix(";base64")
    else { return value }
    return .string(String(text[comma...].dropFirst()))
  }
}
