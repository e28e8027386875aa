package import CanonicalJSON
package import Findings

/// One object of a hand-written file, read member by member, so that a slip is named with its place.
package struct GoldenRecord: Sendable {
  package let object: JSONObject
  package let place: Place

  package init(_ value: JSON, at place: Place) throws(GoldenError) {
    guard let object = value.objectValue else {
      throw .wrongKind(member: "", expected: "an object", place)
    }
    if let repeated = object.repeatedName {
      throw .wrongKind(member: repeated, expected: "given only once", place)
    }
    self.object = object
    self.place = place
  }

  package func refuseMembers(otherThan known: Set<String>) throws(GoldenError) {
    if let unknown = object.names.first(where: { !known.contains($0) }) {
      throw .unknownMember(unknown, place)
    }
  }

  package func string(_ name: String) throws(GoldenError) -> String {
    guard let text = try optionalString(name) else { throw .missing(member: name, place) }
    return text
  }

  package func optionalString(_ name: String) throws(GoldenError) -> String? {
    guard let value = object[name] else { return nil }
    guard let text = value.stringValue else { throw wrong(name, "a string") }
    return text
  }

  package func integer(_ name: String) throws(GoldenError) -> Int {
    guard let value = try optionalInteger(name) else { throw .missing(member: name, place) }
    return value
  }

  package func optionalInteger(_ name: String) throws(GoldenError) -> Int? {
    guard let value = object[name] else { return nil }
    guard let number = value.intValue else { throw wrong(name, "a whole number") }
    return number
  }

  package func strings(_ name: String) throws(GoldenError) -> [String] {
    guard let value = object[name] else { return [] }
    let texts = value.arrayValue?.compactMap(\.stringValue)
    guard let texts, texts.count == value.arrayValue?.count else {
      throw wrong(name, "a list of strings")
    }
    return texts
  }

  package func object(_ name: String) throws(GoldenError) -> JSONObject {
    guard let value = object[name] else { throw .missing(member: name, place) }
    guard let members = value.objectValue else { throw wrong(name, "an object") }
    return members
  }

  package func objects(_ name: String) throws(GoldenError) -> [JSONObject] {
    guard let value = object[name] else { return [] }
    let objects = value.arrayValue?.compactMap(\.objectValue)
    guard let objects, objects.count == value.arrayValue?.count else {
      throw wrong(name, "a list of objects")
    }
    return objects
  }

  package func records(_ name: String) throws(GoldenError) -> [GoldenRecord] {
    guard let values = object[name]?.arrayValue else { throw wrong(name, "a list of objects") }
    var records: [GoldenRecord] = []
    for value in values { records.append(try GoldenRecord(value, at: place)) }
    return records
  }

  package func wrong(_ name: String, _ expected: String) -> GoldenError {
    .wrongKind(member: name, expected: expected, place)
  }
}

extension GoldenRecord {
  /// The one object that a file holds.
  package init(parsing bytes: [UInt8], file: String) throws(GoldenError) {
    let value: JSON
    do {
      value = try JSON(parsing: bytes)
    } catch {
      throw .malformed(file: file, error)
    }
    try self.init(value, at: Place(file: file, line: 1))
  }
}
