/// One place where two values differ.
package struct JSONDifference: Sendable, Equatable {
  package var pointer: JSONPointer
  /// Nil where the place is missing.
  package var actual: JSON?
  /// Nil where nothing was expected.
  package var expected: JSON?

  package init(pointer: JSONPointer, actual: JSON?, expected: JSON?) {
    self.pointer = pointer
    self.actual = actual
    self.expected = expected
  }
}

extension JSON {
  /// Whether two numbers, or two objects with members in another order, count as the same.
  package enum Comparison: Sendable {
    /// Numbers by value; member order is nothing.
    case byValue
    /// Numbers by their text too; member order is still nothing.
    case byText
  }

  package func isSameValue(as other: JSON) -> Bool {
    differences(from: other, limit: 1).isEmpty
  }

  /// Every place where this value is not what was `expected`, in the order of the expected text.
  ///
  /// Linear in the size of both: members are paired through a table, elements by position.
  package func differences(
    from expected: JSON,
    comparing comparison: Comparison = .byValue,
    limit: Int = .max
  ) -> [JSONDifference] {
    var comparer = JSONComparer(comparison: comparison, limit: limit)
    comparer.compare(self, expected)
    return comparer.differences
  }
}

/// Walks two values in step and notes where they part.
private struct JSONComparer {
  let comparison: JSON.Comparison
  let limit: Int
  var differences: [JSONDifference] = []
  private var path: [String] = []

  init(comparison: JSON.Comparison, limit: Int) {
    self.comparison = comparison
    self.limit = limit
  }

  mutating func compare(_ actual: JSON, _ expected: JSON) {
    guard differences.count < limit else { return }
    switch (actual, expected) {
    case (.object(let actual), .object(let expected)): compare(actual, expected)
    case (.array(let actual), .array(let expected)): compare(actual, expected)
    case (.number(let first), .number(let second)):
      let isSame =
        comparison == .byText ? first.text == second.text : first.isSameValue(as: second)
      if !isSame { note(actual, expected) }
    case (.string(let first), .string(let second)):
      if ExactText(first) != ExactText(second) { note(actual, expected) }
    default:
      if actual != expected { note(actual, expected) }
    }
  }

  private mutating func compare(_ actual: [JSON], _ expected: [JSON]) {
    for index in 0..<max(actual.count, expected.count) {
      at(String(index)) { comparer in
        comparer.compare(
          index < actual.count ? actual[index] : nil,
          index < expected.count ? expected[index] : nil
        )
      }
    }
  }

  private mutating func compare(_ actual: JSONObject, _ expected: JSONObject) {
    if actual.members.elementsEqual(expected.members, by: { $0.key == $1.key }) {
      for (first, second) in zip(actual.members, expected.members) {
        at(second.name) { $0.compare(first.value, second.value) }
      }
      return
    }
    let found = Dictionary(grouping: actual.members, by: \.key)
    let wanted = Dictionary(grouping: expected.members, by: \.key)
    for key in distinctKeys(expected) {
      compareRepeated(key.text, actual: found[key] ?? [], expected: wanted[key] ?? [])
    }
    for key in distinctKeys(actual) where wanted[key] == nil {
      compareRepeated(key.text, actual: found[key] ?? [], expected: [])
    }
  }

  private mutating func compareRepeated(
    _ name: String,
    actual: [JSONObject.Member],
    expected: [JSONObject.Member]
  ) {
    for index in 0..<max(actual.count, expected.count) {
      at(name) { comparer in
        comparer.compare(
          index < actual.count ? actual[index].value : nil,
          index < expected.count ? expected[index].value : nil
        )
      }
    }
  }

  private func distinctKeys(_ object: JSONObject) -> [ExactText] {
    var seen: Set<ExactText> = []
    return object.members.lazy.map(\.key).filter { seen.insert($0).inserted }
  }

  private mutating func compare(_ actual: JSON?, _ expected: JSON?) {
    if let actual, let expected {
      compare(actual, expected)
    } else {
      note(actual, expected)
    }
  }

  private mutating func at(_ token: String, _ body: (inout JSONComparer) -> Void) {
    guard differences.count < limit else { return }
    path.append(token)
    body(&self)
    path.removeLast()
  }

  private mutating func note(_ actual: JSON?, _ expected: JSON?) {
    differences.append(
      JSONDifference(pointer: JSONPointer(path), actual: actual, expected: expected)
    )
  }
}
