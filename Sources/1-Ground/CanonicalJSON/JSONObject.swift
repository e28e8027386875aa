/// The members of a JSON object in the order of the text, repeated names included.
package struct JSONObject: Sendable, Equatable {
  package struct Member: Sendable, Equatable {
    package var name: String
    package var value: JSON

    package init(name: String, value: JSON) {
      self.name = name
      self.value = value
    }
  }

  package var members: [Member]

  package init(_ members: [Member] = []) { self.members = members }

  package var isEmpty: Bool { members.isEmpty }
  package var count: Int { members.count }
  package var names: [String] { members.map(\.name) }

  /// The value of `name`, byte for byte: the last one, as JavaScript and most parsers take it, if it is repeated.
  ///
  /// Setting replaces that member where it stands, or adds one at the end; setting nil removes them all.
  package subscript(name: String) -> JSON? {
    get {
      let key = ExactText(name)
      return members.last { $0.key == key }?.value
    }
    set {
      let key = ExactText(name)
      guard let newValue else { return members.removeAll { $0.key == key } }
      if let index = members.lastIndex(where: { $0.key == key }) {
        members[index].value = newValue
      } else {
        members.append(Member(name: name, value: newValue))
      }
    }
  }

  /// The first name that stands more than once.
  package var repeatedName: String? {
    var seen = Set<ExactText>(minimumCapacity: count)
    return members.first { !seen.insert($0.key).inserted }?.name
  }

  package mutating func append(_ name: String, _ value: JSON) {
    members.append(Member(name: name, value: value))
  }

  /// Members by name, for many look-ups in one large object of plain names; of a repeated name the last.
  package var lookup: [String: JSON] {
    Dictionary(members.map { ($0.name, $0.value) }) { _, last in last }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
