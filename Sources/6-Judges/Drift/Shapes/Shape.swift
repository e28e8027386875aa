package import CanonicalJSON

/// The traits that the values at one place share, over any number of samples.
///
/// A shape holds types, presence and patterns, and nothing that users sent.
package struct Shape: Sendable {
  /// A member of objects; how often it is there stands in its shape's count.
  package struct Member: Sendable {
    package var name: String
    package var shape: Shape
  }

  /// The types that a value may have; whole numbers are told from others by value, so that 1.0 is whole.
  package enum ValueType: String, Sendable, CaseIterable {
    case null
    case boolean
    case integer
    case number
    case string
    case array
    case object
  }

  /// How many values were seen here.
  package private(set) var count = 0
  var nulls = 0
  var booleans = 0
  var integers = 0
  var fractions = 0
  var arrays = 0
  var objects = 0
  var strings: StringShape?
  /// In order of first appearance.
  package internal(set) var members: [Member] = []
  /// Of all elements of all arrays together: one or none.
  var elements: [Shape] = []

  package init() {}

  init(count: Int, types: JSON?) {
    func number(_ type: ValueType) -> Int { types?[type.rawValue]?.intValue ?? 0 }
    self.count = count
    nulls = number(.null)
    booleans = number(.boolean)
    integers = number(.integer)
    fractions = number(.number)
    arrays = number(.array)
    objects = number(.object)
  }

  /// The reserve of a shape while it is learned: values that are left out.
  package struct Discretion: Sendable {
    /// Strings that users sent: they may come back, and are never listed.
    package var hidden: Set<String>
    /// Members whose insides are not looked at here.
    package var opaque: Set<String>
    package var keepsWords: Bool

    package init(hidden: Set<String> = [], opaque: Set<String> = [], keepsWords: Bool = true) {
      self.hidden = hidden
      self.opaque = opaque
      self.keepsWords = keepsWords
    }
  }

  package init(of json: JSON, discretion: Discretion = Discretion()) {
    add(json, discretion)
  }

  /// Takes in one more sample.
  package mutating func add(_ json: JSON, _ discretion: Discretion = Discretion()) {
    count += 1
    switch json {
    case .null: nulls += 1
    case .bool: booleans += 1
    case .number(let number):
      if number.isWhole { integers += 1 } else { fractions += 1 }
    case .string(let text): add(text, discretion)
    case .array(let values):
      arrays += 1
      add(values, discretion)
    case .object(let object):
      objects += 1
      add(object, discretion)
    }
  }

  private mutating func add(_ text: String, _ discretion: Discretion) {
    let keepsWords =
      discretion.keepsWords && (discretion.hidden.isEmpty || !discretion.hidden.contains(text))
    if strings == nil { strings = StringShape() }
    strings?.add(text, keepsWords: keepsWords)
  }

  private mutating func add(_ values: [JSON], _ discretion: Discretion) {
    guard !values.isEmpty else { return }
    if elements.isEmpty { elements.append(Shape()) }
    for value in values { elements[0].add(value, discretion) }
  }

  /// Members mostly come in the order of last time, and so each is looked for where it stood then.
  private mutating func add(_ object: JSONObject, _ discretion: Discretion) {
    for (position, member) in object.members.enumerated() {
      let index = index(of: member.name, near: position)
      if !discretion.opaque.isEmpty, discretion.opaque.contains(member.name) {
        members[index].shape.count += 1
      } else {
        members[index].shape.add(member.value, discretion)
      }
    }
  }

  private mutating func index(of name: String, near position: Int) -> Int {
    if position < members.count, members[position].name == name { return position }
    if let index = members.firstIndex(where: { $0.name == name }) { return index }
    members.append(Member(name: name, shape: Shape()))
    return members.count - 1
  }
}

extension Shape {
  /// The shape of these samples and those of `other` together.
  package mutating func merge(_ other: Shape) {
    count += other.count
    nulls += other.nulls
    booleans += other.booleans
    integers += other.integers
    fractions += other.fractions
    arrays += other.arrays
    objects += other.objects
    if let more = other.strings {
      strings = strings ?? StringShape()
      strings?.merge(more)
    }
    for (position, member) in other.members.enumerated() {
      members[index(of: member.name, near: position)].shape.merge(member.shape)
    }
    guard let more = other.elements.first else { return }
    if elements.isEmpty { elements.append(Shape()) }
    elements[0].merge(more)
  }

  /// How many values there are of a type.
  func count(of type: ValueType) -> Int {
    switch type {
    case .null: nulls
    case .boolean: booleans
    case .integer: integers
    case .number: fractions
    case .string: strings?.count ?? 0
    case .array: arrays
    case .object: objects
    }
  }
}

extension JSONNumber {
  /// Whether it is a whole number, however it is written.
  var isWhole: Bool {
    text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") } || intValue != nil
  }
}
