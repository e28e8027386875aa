import Bytes

/// A value of a file that people write, which knows its place, so that every complaint can say it.
///
/// A member that is null counts as missing; one whose name begins with two slashes is a comment, and so is the
/// `$schema` of a whole file, which editors read.
package struct JSONNode: Sendable {
  package let value: JSON
  package let file: String
  /// The line, where each holds a value of its own.
  package let line: Int?
  package let pointer: JSONPointer

  package init(
    _ value: JSON,
    file: String,
    line: Int? = nil,
    pointer: JSONPointer = JSONPointer()
  ) {
    self.value = value
    self.file = file
    self.line = line
    self.pointer = pointer
  }

  /// The value of a whole file, or of one line of it.
  package init(
    parsing bytes: [UInt8],
    file: String,
    line: Int? = nil
  ) throws(JSONFault) {
    do {
      self.init(try JSON(parsing: bytes), file: file, line: line)
    } catch {
      throw JSONFault(file: file, line: line, pointer: JSONPointer(), reason: .notJSON(error))
    }
  }

  package func failure(_ reason: JSONFault.Reason) -> JSONFault {
    JSONFault(file: file, line: line, pointer: pointer, reason: reason)
  }

  /// Another value in the same place.
  package func holding(_ value: JSON) -> JSONNode {
    JSONNode(value, file: file, line: line, pointer: pointer)
  }

  /// The value that stands, or should stand, one step below.
  package func node(_ token: String, _ value: JSON) -> JSONNode {
    JSONNode(value, file: file, line: line, pointer: pointer.appending(token))
  }
}

extension JSONNode {
  package func optional(_ name: String) -> JSONNode? {
    guard let member = value[name], !member.isNull else { return nil }
    return node(name, member)
  }

  package func required(_ name: String) throws(JSONFault) -> JSONNode {
    guard let member = optional(name) else { throw node(name, .null).failure(.missing) }
    return member
  }

  /// Refuses members with other names, since a misspelt one would be ignored in silence.
  package func allowing(_ names: Set<String>) throws(JSONFault) {
    for member in try object().members where !names.contains(member.name) {
      guard !isComment(member.name) else { continue }
      let suggestion = Suggestion.nearest(to: member.name, among: Array(names))
      throw node(member.name, member.value).failure(.unknownMember(suggestion: suggestion))
    }
  }

  package func object() throws(JSONFault) -> JSONObject {
    guard let object = value.objectValue else { throw wrongKind("an object") }
    if let name = object.repeatedName { throw node(name, .null).failure(.repeated) }
    return object
  }

  package func members() throws(JSONFault) -> [(name: String, node: JSONNode)] {
    try object().members.filter { !isComment($0.name) }.map { ($0.name, node($0.name, $0.value)) }
  }

  private func isComment(_ name: String) -> Bool {
    name.hasPrefix("//") || name == "$schema" && pointer.tokens.isEmpty
  }

  package func elements() throws(JSONFault) -> [JSONNode] {
    guard let elements = value.arrayValue else { throw wrongKind("an array") }
    return elements.enumerated().map { node(String($0.offset), $0.element) }
  }

  /// The elements of a list, or of an object that holds them by what `key` would say in each.
  package func elements(by key: String) throws(JSONFault) -> [JSONNode] {
    guard value.objectValue != nil else { return try elements() }
    return try object().members.filter { !isComment($0.name) }.map { member in
      guard let element = member.value.objectValue else { return node(member.name, member.value) }
      let named = JSONObject([.init(name: key, value: .string(member.name))] + element.members)
      return node(member.name, .object(named))
    }
  }
}

extension JSONNode {
  package func string() throws(JSONFault) -> String {
    guard let text = value.stringValue else { throw wrongKind("a string") }
    return text
  }

  package func strings() throws(JSONFault) -> [String] {
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  package func int() throws(JSONFault) -> Int {
    guard let number = value.intValue else { throw wrongKind("a whole number") }
    return number
  }

  package func double() throws(JSONFault) -> Double {
    guard let number = value.doubleValue else { throw wrongKind("a number") }
    return number
  }

  package func bool() throws(JSONFault) -> Bool {
    guard let flag = value.boolValue else { throw wrongKind("true or false") }
    return flag
  }

  /// The case that the text names.
  package func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type
  ) throws(JSONFault) -> Word where Word.RawValue == String {
    let text = try string()
    guard let word = Word(rawValue: text) else {
      throw failure(.unknownWord(text, allowed: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  /// This text, which must be one of `known`.
  package func name(among known: [String], what: String) throws(JSONFault) -> String {
    let text = try string()
    guard known.contains(text) else { throw unknown(text, among: known, what: what) }
    return text
  }

  package func unknown(_ text: String, among known: [String], what: String) -> JSONFault {
    let suggestion = Suggestion.nearest(to: text, among: known)
    return failure(.unknownName(text, what: what, suggestion: suggestion))
  }

  package func wrongKind(_ expected: String) -> JSONFault {
    let kind = value.kind
    let article = value.isNull ? "" : kind == "array" || kind == "object" ? "an " : "a "
    return failure(.wrongKind(expected: expected, actual: article + kind))
  }
}
