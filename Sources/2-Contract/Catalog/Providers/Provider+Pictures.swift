package import CanonicalJSON

/// Input pictures, as the provider takes them and as everything here reads them.
extension Provider {
  /// The input as it is handed in: data URIs without their heads, where bare base64 is wanted, and in JSON
  /// as the objects that name them, where such are.
  package func handedIn(_ input: JSONObject, as encoding: Call.Encoding = .json) -> JSONObject {
    let object = encoding == .json ? speech.pictureObject : nil
    guard speech.picturesIn == .base64 || object != nil else { return input }
    return JSONObject(
      input.members.map { .init(name: $0.name, value: handedIn($0.value, object)) }
    )
  }

  private func handedIn(_ value: JSON, _ object: JSON?) -> JSON {
    if let elements = value.arrayValue { return .array(elements.map { handedIn($0, object) }) }
    guard value.stringValue?.hasPrefix("data:") == true else { return value }
    let url = speech.picturesIn == .base64 ? Provider.bare(value) : value
    return object?.filling(["url": url]) ?? url
  }

  /// An order's input with its pictures in the field of their own, each as its URL.
  package func gathered(_ input: JSONObject, in field: String) -> JSONObject {
    guard !speech.pictureNames.isEmpty else { return input }
    let names = [field] + speech.pictureNames.filter { $0 != field }
    let pictures = names.compactMap { input[$0] }.flatMap { $0.arrayValue ?? [$0] }
      .filter { !$0.isNull }
    guard !pictures.isEmpty else { return input }
    var rest = JSONObject(input.members.filter { !names.contains($0.name) })
    rest[field] = .array(pictures.map(named))
    return rest
  }

  /// The URL in an object that names a picture.
  package func named(_ value: JSON) -> JSON {
    guard let place = speech.pictureObject?.place(of: "{url}") else { return value }
    return value[place] ?? value
  }

  /// Pictures as they were handed in, as data URIs.
  package func whole(_ value: JSON) -> JSON {
    guard speech.picturesIn == .base64 else { return value }
    if let elements = value.arrayValue { return .array(elements.map(whole)) }
    guard let text = value.stringValue, !text.isEmpty, !text.contains(":") else { return value }
    return .string("data:image/png;base64,\(text)")
  }

  private static func bare(_ value: JSON) -> JSON {
    guard let text = value.stringValue, text.hasPrefix("data:"),
      let comma = text.firstIndex(of: ","), text[..<comma].hasSuffix(";base64")
    else { return value }
    return .string(String(text[comma...].dropFirst()))
  }
}
