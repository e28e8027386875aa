/// Header fields in the order of the wire, repeated ones included.
package struct HTTPFields: Sendable, Equatable {
  package private(set) var all: [HTTPField]

  package init(_ fields: [HTTPField] = []) { all = fields }

  /// The value of the first field called `name`.
  ///
  /// Setting replaces all of that name by one, at the first's place.
  package subscript(name: HTTPFieldName) -> String? {
    get { all.first { $0.name == name }?.value }
    set {
      let place = all.firstIndex { $0.name == name }
      let kept = place.map { all[$0].name }
      all.removeAll { $0.name == name }
      guard let newValue else { return }
      let field = HTTPField(kept ?? name, newValue)
      all.insert(field, at: min(place ?? all.count, all.count))
    }
  }

  /// Every value of `name`, in order.
  package func values(of name: HTTPFieldName) -> [String] {
    all.lazy.filter { $0.name == name }.map(\.value)
  }

  package func contains(_ name: HTTPFieldName) -> Bool { all.contains { $0.name == name } }

  package mutating func append(_ name: HTTPFieldName, _ value: String) {
    all.append(HTTPField(name, value))
  }

  package mutating func removeAll(_ name: HTTPFieldName) { all.removeAll { $0.name == name } }

  /// Whether a list-valued field holds `token`, in any case: `Connection: keep-alive, Upgrade`.
  package func lists(_ token: String, in name: HTTPFieldName) -> Bool {
    values(of: name).contains { value in
      value.split(separator: ",").contains { part in
        part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" && $0 != ";" }
          .lowercased() == token
      }
    }
  }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (HTTPFieldName, String)...) {
    self.init(elements.map { HTTPField($0.0, $0.1) })
  }
}
