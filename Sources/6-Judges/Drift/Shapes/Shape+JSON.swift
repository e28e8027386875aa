package import CanonicalJSON

extension Shape {
  /// The form that baselines keep; the same for the same samples in any order.
  package var json: JSON {
    var object: JSONObject = ["count": .integer(count)]
    var types = JSONObject()
    for type in ValueType.allCases where count(of: type) > 0 {
      types[type.rawValue] = .integer(count(of: type))
    }
    if !types.isEmpty { object["types"] = .object(types) }
    strings?.write(into: &object)
    if !members.isEmpty {
      object["members"] = .object(
        JSONObject(
          members.sorted { $0.name < $1.name }
            .map { JSONObject.Member(name: $0.name, value: $0.shape.json) }
        )
      )
    }
    if let element = elements.first { object["elements"] = element.json }
    return .object(object)
  }

  /// Reads the form of `json`; nil where it is none.
  package init?(_ json: JSON) {
    guard let count = json["count"]?.intValue else { return nil }
    self.init(count: count, types: json["types"])
    if json["strings"] != nil { strings = StringShape(json) }
    for member in json["members"]?.objectValue?.members ?? [] {
      guard let shape = Shape(member.value) else { return nil }
      members.append(Member(name: member.name, shape: shape))
    }
    if let element = json["elements"] {
      guard let shape = Shape(element) else { return nil }
      elements = [shape]
    }
  }
}

extension Shape: Equatable {
  /// Whether both say the same, whatever order the samples came in.
  package static func == (first: Shape, second: Shape) -> Bool {
    first.json.isSameValue(as: second.json)
  }
}
