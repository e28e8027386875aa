import CanonicalJSON

extension Shape {
  /// What is another from `before` to this, told as changes of a response.
  func differences(from before: Shape, at pointer: JSONPointer) -> [Difference] {
    var comparer = ShapeComparer(pointer)
    comparer.compare(before, self)
    return comparer.differences
  }
}

extension Shape {
  /// What is another from `before` to this, told as changes of one endpoint's answers.
  package func changes(from before: Shape, at subject: String) -> [Change] {
    differences(from: before, at: JSONPointer())
      .map { $0.change(at: subject, source: .answer, evidence: "two answers") }
  }
}

/// Walks two shapes in step and notes what samples can show.
private struct ShapeComparer {
  var differences: [Difference] = []
  private var pointer: JSONPointer

  init(_ pointer: JSONPointer) { self.pointer = pointer }

  mutating func compare(_ before: Shape, _ after: Shape) {
    guard !compareTypes(before, after) else { return }
    if before.objects > 0, after.objects > 0 { compareMembers(before, after) }
    if let first = before.elements.first, let second = after.elements.first {
      at("*") { $0.compare(first, second) }
    }
    if let first = before.strings, let second = after.strings { compareStrings(first, second) }
  }

  private mutating func note(_ rule: Rule, _ before: JSON?, _ after: JSON?) {
    differences.append(Difference(rule, pointer, before, after))
  }

  private mutating func at(_ token: String, _ body: (inout ShapeComparer) -> Void) {
    pointer.tokens.append(token)
    body(&self)
    pointer.tokens.removeLast()
  }
}

// MARK: - Types

extension ShapeComparer {
  /// Notes a change of types; true where what lies below can't be compared any more.
  private mutating func compareTypes(_ before: Shape, _ after: Shape) -> Bool {
    var appeared: Set<Shape.ValueType> = []
    var vanished: Set<Shape.ValueType> = []
    for type in [Shape.ValueType.boolean, .integer, .string, .array, .object] {
      switch Flip(before: before.frequency(of: type), after: after.frequency(of: type)) {
      case .appeared: appeared.insert(type)
      case .vanished: vanished.insert(type)
      case .none: break
      }
    }
    if appeared.isEmpty, vanished.isEmpty { return compareNumbers(before, after) }
    note(ShapeComparer.rule(appeared, vanished), before.typeNames, after.typeNames)
    return !appeared.isEmpty && !vanished.isEmpty
  }

  private static func rule(
    _ appeared: Set<Shape.ValueType>,
    _ vanished: Set<Shape.ValueType>
  ) -> Rule {
    switch (appeared, vanished) {
    case ([.array], [.string]): .responseStringToArray
    case ([.string], [.array]): .responseArrayToString
    case (_, []): .responseTypeWidened
    case ([], _): .responseTypeNarrowed
    default: .responseTypeChanged
    }
  }

  /// A fraction among whole numbers is news; whole numbers among fractions are, once there are enough of them.
  private mutating func compareNumbers(_ before: Shape, _ after: Shape) -> Bool {
    let (first, second) = (before.numbers, after.numbers)
    if before.fractions == 0, first > 0, after.fractions > 0 {
      note(.responseTypeWidened, before.typeNames, after.typeNames)
    } else if after.fractions == 0, before.fractions > 0,
      second * before.fractions >= 3 * first, second > 0
    {
      note(.responseTypeNarrowed, before.typeNames, after.typeNames)
    }
    return false
  }
}

extension Shape {
  fileprivate var numbers: Int { integers + fractions }
  /// Values that are there: null is as absent.
  fileprivate var present: Int { count - nulls }

  /// Of a type among all values that are there; numbers of either kind together.
  fileprivate func frequency(of type: ValueType) -> (seen: Int, all: Int) {
    (type == .integer ? numbers : count(of: type), present)
  }

  fileprivate var typeNames: JSON {
    let types = ValueType.allCases.filter { type in
      type != .null && count(of: type) > 0 && !(type == .integer && fractions > 0)
    }
    return types.count == 1
      ? .string(types[0].rawValue) : .array(types.map { .string($0.rawValue) })
  }
}

// MARK: - Members

extension ShapeComparer {
  private mutating func compareMembers(_ before: Shape, _ after: Shape) {
    let other = Dictionary(after.members.map { ($0.name, $0.shape) }) { first, _ in first }
    for member in before.members {
      let shape = other[member.name] ?? Shape()
      at(member.name) {
        $0.compareMember((member.shape, before.objects), (shape, after.objects))
      }
    }
    let known = Set(before.members.map(\.name))
    for member in after.members where !known.contains(member.name) {
      at(member.name) {
        $0.compareMember((Shape(), before.objects), (member.shape, after.objects))
      }
    }
  }

  private typealias Presence = (shape: Shape, objects: Int)

  private mutating func compareMember(_ before: Presence, _ after: Presence) {
    let first = (seen: before.shape.present, all: before.objects)
    let second = (seen: after.shape.present, all: after.objects)
    switch Flip(before: first, after: second) {
    case .appeared:
      let isAlways = second.seen == second.all
      note(
        isAlways ? .responsePropertyAdded : .responseOptionalPropertyAdded,
        nil,
        after.shape.typeNames
      )
    case .vanished:
      let isAlways = first.seen == first.all
      note(
        isAlways ? .responsePropertyRemoved : .responseOptionalPropertyRemoved,
        before.shape.typeNames,
        nil
      )
    case .none:
      guard first.seen > 0, second.seen > 0 else { return }
      compareNeed(before, after)
      compare(before.shape, after.shape)
    }
  }

  /// Whether a member that was always there may be missing, or the other way round.
  private mutating func compareNeed(_ before: Presence, _ after: Presence) {
    let missing = (
      seen: before.objects - before.shape.present, all: before.objects
    )
    let missingNow = (seen: after.objects - after.shape.present, all: after.objects)
    switch Flip(before: missing, after: missingNow) {
    case .appeared where before.objects >= 3:
      let isNull = after.shape.nulls > 0
      note(
        isNull ? .responseBecameNullable : .responsePropertyBecameOptional,
        "always",
        isNull ? "null at times" : "missing at times"
      )
    case .vanished where after.objects >= 3:
      let wasNull = before.shape.nulls > 0
      note(
        wasNull ? .responseBecameNotNullable : .responsePropertyBecameRequired,
        wasNull ? "null at times" : "missing at times",
        "always"
      )
    default: break
    }
  }
}

// MARK: - Strings

extension ShapeComparer {
  private mutating func compareStrings(_ before: StringShape, _ after: StringShape) {
    guard !compareKinds(before, after) else { return }
    compareWords(before, after)
    compareHosts(before, after)
  }

  private mutating func compareKinds(_ before: StringShape, _ after: StringShape) -> Bool {
    var isChanged = false
    for kind in StringKind.allCases where kind.isStrict {
      let first = (seen: before.count(of: kind), all: before.count)
      let second = (seen: after.count(of: kind), all: after.count)
      // A short random token may consist of hexadecimal digits by chance.
      if kind == .hex || kind == .base64, before.isLooseAtTimes, after.isLooseAtTimes { continue }
      if Flip(before: first, after: second) != .none { isChanged = true }
    }
    let first = (seen: before.looseCount, all: before.count)
    let second = (seen: after.looseCount, all: after.count)
    if Flip(before: first, after: second) != .none { isChanged = true }
    if isChanged { note(.responseFormatChanged, before.kindNames, after.kindNames) }
    return isChanged
  }

  private mutating func compareWords(_ before: StringShape, _ after: StringShape) {
    switch (before.values, after.values) {
    case (let first?, let second?):
      for value in second where !first.contains(value) {
        note(.responseEnumValueAdded, nil, .string(value))
      }
      guard after.count >= 3 * first.count else { return }
      for value in first where !second.contains(value) {
        note(.responseEnumValueRemoved, .string(value), nil)
      }
    case (let first?, nil):
      if after.words == .many { note(.responseEnumOpened, listed(first), nil) }
      guard case .few(let words) = after.words else { return }
      for value in words.sorted() where !first.contains(value) {
        note(.responseEnumValueAdded, nil, .string(value))
      }
    case (nil, let second?):
      if before.words == .many { note(.responseEnumClosed, nil, listed(second)) }
    case (nil, nil): break
    }
  }

  private func listed(_ words: [String]) -> JSON { .array(words.map(JSON.string)) }

  private mutating func compareHosts(_ before: StringShape, _ after: StringShape) {
    guard let first = before.urls, let second = after.urls, !first.isEmpty, !second.isEmpty else {
      return
    }
    let old = Set(first.map(\.host))
    let new = Set(second.map(\.host))
    let isMissed = !old.isSubset(of: new) && after.count >= 3 * old.count
    if !new.isSubset(of: old) || isMissed {
      let shown = new.isSubset(of: old) ? new : new.subtracting(old)
      note(.mediaHostChanged, listed(old.sorted()), listed(shown.sorted()))
    }
    for pattern in second {
      guard let known = first.first(where: { $0.host == pattern.host }) else { continue }
      comparePaths(known, pattern, isFirm: before.count >= 3 && after.count >= 3)
    }
  }

  /// Paths are news only where neither kind covers the other.
  private mutating func comparePaths(_ before: URLPattern, _ after: URLPattern, isFirm: Bool) {
    let both = before.joined(after)
    guard isFirm, both != before, both != after else { return }
    note(.responsePathChanged, .string(before.path), .string(after.path))
  }
}

extension StringShape {
  fileprivate var looseCount: Int { count(of: .word) + count(of: .text) }
  fileprivate var isLooseAtTimes: Bool { looseCount > 0 }

  /// Words and texts are one: a message may be a single word.
  fileprivate var kindNames: JSON {
    var names = StringKind.allCases.filter { $0.isStrict && count(of: $0) > 0 }.map(\.rawValue)
    if isLooseAtTimes { names.append("text") }
    return names.count == 1 ? .string(names[0]) : .array(names.map(JSON.string))
  }
}
