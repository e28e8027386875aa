import CanonicalJSON

/// A JSON value of a call, to be compared with literals: `call.input["image_size"]["width"] == 1183`.
///
/// Numbers agree when they name the same value, however they are written.
public struct JSONValue: Sendable {
  private let json: JSON?

  init(_ json: JSON?) { self.json = json }

  /// The member of an object; absent where there is none.
  public subscript(name: String) -> JSONValue { JSONValue(json?[name]) }

  /// The element of an array; absent where there is none.
  public subscript(index: Int) -> JSONValue { JSONValue(json?[index]) }

  /// Whether there is a value, null included.
  public var isPresent: Bool { json != nil }

  public var isNull: Bool { json?.isNull == true }

  public var string: String? { json?.stringValue }

  public var bool: Bool? { json?.boolValue }

  /// The whole number this is, however it is written.
  public var int: Int? { json?.intValue }

  public var double: Double? { json?.doubleValue }

  public var array: [JSONValue]? { json?.arrayValue.map { $0.map { JSONValue($0) } } }

  /// The names of an object's members, in their order.
  public var names: [String] { json?.objectValue?.names ?? [] }
}

extension JSONValue: Equatable {
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left.json, right.json) {
    case (nil, nil): true
    case (let left?, let right?): left.isSameValue(as: right)
    default: false
    }
  }
}

extension JSONValue: CustomStringConvertible {
  /// The text, or `absent`.
  public var description: String { json?.text() ?? "absent" }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self.init(.string(value)) }
  public init(integerLiteral value: Int) { self.init(.integer(value)) }
  public init(floatLiteral value: Double) { self.init(.number(JSONNumber(value))) }
  public init(booleanLiteral value: Bool) { self.init(.bool(value)) }

  public init(arrayLiteral elements: JSONValue...) {
    self.init(.array(elements.map { $0.json ?? .null }))
  }

  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    let members = elements.map { JSONObject.Member(name: $0.0, value: $0.1.json ?? .null) }
    self.init(.object(JSONObject(members)))
  }
}
