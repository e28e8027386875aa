import Bytes
import CanonicalJSON

/// A value of a catalog file that knows where it stands, so that every complaint can say so.
struct CatalogNode {
  let value: JSON
  let file: String
  let pointer: JSONPointer

  func failure(_ reason: CatalogError.Reason) -> CatalogError {
    CatalogError(file: file, pointer: pointer, reason: reason)
  }

  func node(_ token: String, _ value: JSON) -> CatalogNode {
    CatalogNode(value: value, file: file, pointer: pointer.appending(token))
  }

  /// The member `name`; nil where it is missing or null.
  func optional(_ name: String) -> CatalogNode? {
    guard let member = value[name], !member.isNull else { return nil }
    return node(name, member)
  }

  func required(_ name: String) throws(CatalogError) -> CatalogNode {
    guard let member = optional(name) else { throw node(name, .null).failure(.missing) }
    return member
  }

  /// Refuses members that nobody reads: a misspelt one would be ignored in silence.
  func allowing(_ names: Set<String>) throws(CatalogError) {
    let object = try object()
    if let name = object.repeatedName { throw failure(.repeated(name)) }
    for member in object.members where !names.contains(member.name) {
      throw node(member.name, member.value).failure(.unknownMember)
    }
  }

  func object() throws(CatalogError) -> JSONObject {
    guard let object = value.objectValue else { throw wrongKind("object") }
    return object
  }

  func members() throws(CatalogError) -> [(name: String, node: CatalogNode)] {
    try object().members.map { ($0.name, node($0.name, $0.value)) }
  }

  /// The elements of a list, or of an object that holds them by what `key` would say in each.
  func elements(by key: String) throws(CatalogError) -> [CatalogNode] {
    guard let object = value.objectValue else { return try elements() }
    if let name = object.repeatedName { throw failure(.repeated(name)) }
    return object.members.map { member in
      guard let element = member.value.objectValue else { return node(member.name, member.value) }
      let named = JSONObject([.init(name: key, value: .string(member.name))] + element.members)
      return node(member.name, .object(named))
    }
  }

  func elements() throws(CatalogError) -> [CatalogNode] {
    guard let elements = value.arrayValue else { throw wrongKind("array") }
    return elements.enumerated().map { node(String($0.offset), $0.element) }
  }

  func string() throws(CatalogError) -> String {
    guard let text = value.stringValue else { throw wrongKind("string") }
    return text
  }

  func int() throws(CatalogError) -> Int {
    guard let number = value.intValue else { throw wrongKind("whole number") }
    return number
  }

  /// What something goes by multiples of.
  func step() throws(CatalogError) -> Int {
    let step = try int()
    guard step > 0 else { throw failure(.malformed("\(step)", expected: "a step, 1 or more")) }
    return step
  }

  /// How many of something there may be.
  func count() throws(CatalogError) -> Int {
    let count = try int()
    guard count > 0 else { throw failure(.malformed("\(count)", expected: "a count, 1 or more")) }
    return count
  }

  func double() throws(CatalogError) -> Double {
    guard let number = value.doubleValue else { throw wrongKind("number") }
    return number
  }

  func bool() throws(CatalogError) -> Bool {
    guard let flag = value.boolValue else { throw wrongKind("boolean") }
    return flag
  }

  /// The case that the text names.
  func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws(CatalogError) -> Word
  where Word.RawValue == String {
    let text = try string()
    guard let word = Word(rawValue: text) else {
      throw failure(.unknownWord(text, allowed: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  func ratio() throws(CatalogError) -> AspectRatio {
    let text = try string()
    guard let ratio = AspectRatio(text) else {
      throw failure(.malformed(text, expected: "a shape such as 16:9"))
    }
    return ratio
  }

  func tier() throws(CatalogError) -> Tier {
    let text = try string()
    guard let tier = Tier(text) else {
      throw failure(.malformed(text, expected: "a scale such as 1K"))
    }
    return tier
  }

  func pixels() throws(CatalogError) -> PixelSize {
    let text = try string()
    guard let pixels = PixelSize(text), pixels.width > 0, pixels.height > 0 else {
      throw failure(.malformed(text, expected: "a size such as 1024x1024"))
    }
    return pixels
  }

  func range() throws(CatalogError) -> ClosedRange<Int> {
    let least = try required("min").int()
    let most = try required("max").int()
    guard least <= most else {
      throw failure(.malformed("\(least)...\(most)", expected: "a range, min before max"))
    }
    return least...most
  }

  func strings() throws(CatalogError) -> [String] {
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  private func wrongKind(_ expected: String) -> CatalogError {
    failure(.wrongKind(expected: expected, actual: value.kind))
  }
}
