import CanonicalJSON

extension JSONNode {
  /// A list of offers as a model's file has them, all at one provider.
  func offers(at provider: String) throws(JSONFault) -> [Offer] {
    var offers: [Offer] = []
    for element in try elements(by: "key") {
      let offer = try Offer(element)
      guard offer.provider == provider else {
        throw try element.required("key").failure(
          .malformed(offer.key, expected: "\(provider)/model")
        )
      }
      offers.append(offer)
    }
    return offers
  }

  func jsonPointer() throws(JSONFault) -> JSONPointer {
    let text = try string()
    guard let pointer = JSONPointer(text) else {
      throw failure(.malformed(text, expected: "a JSON pointer"))
    }
    return pointer
  }

  /// One pointer, or a list of them.
  func jsonPointers() throws(JSONFault) -> [JSONPointer] {
    guard value.arrayValue != nil else { return [try jsonPointer()] }
    var pointers: [JSONPointer] = []
    for element in try elements() { pointers.append(try element.jsonPointer()) }
    return pointers
  }

  /// The members, each read by `read`.
  func named<Value>(
    _ read: (JSONNode) throws(JSONFault) -> Value
  ) throws(JSONFault) -> [String: Value] {
    var values: [String: Value] = [:]
    for (name, member) in try members() { values[name] = try read(member) }
    return values
  }

  /// The members with names that are known; others are ignored.
  func known<Name: RawRepresentable & Hashable, Value>(
    _ read: (JSONNode) throws(JSONFault) -> Value
  ) throws(JSONFault) -> [Name: Value] where Name.RawValue == String {
    var values: [Name: Value] = [:]
    for (text, member) in try members() {
      let value = try read(member)
      if let name = Name(rawValue: text) { values[name] = value }
    }
    return values
  }
}
