import CanonicalJSON

extension Shape {
  /// The differences from `before` to this, told as changes of a response.
  func differences(from before: Shape, at pointer: JSONPointer) -> [Difference] {
    var comparer = ShapeComparer(pointer)
    comparer.compare(before, self)
    return comparer.differences
  }
}

extension Shape {
  /// The changes from `before` to this, told as those of one endpoint's answers.
  package func changes(from before: Shape, at subject: String) -> [Change] {
    differences(from: before, at: JSONPointer())
      .map { $0.change(at: subject, source: .answer, evidence: "two answers") }
  }
}

/// Walks two shapes in step and notes what samples can show.
struct ShapeComparer {
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

  mutating func note(_ rule: Rule, before: JSON?, after: JSON?) {
    differences.append(Difference(rule, pointer, before: before, after: after))
  }

  private mutating func at(_ token: String, _ body: (inout ShapeComparer) -> Void) {
    pointer.tokens.append(token)
    body(&self)
    pointer.tokens.removeLast()
  }
}

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
    note(ShapeComparer.rule(appeared, vanished), before: before.typeNames, after: after.typeNames)
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
      note(.responseTypeWidened, before: before.typeNames, after: after.typeNames)
    } else if after.fractions == 0, before.fractions > 0,
      second * before.fractions >= 3 * first, second > 0
    {
      note(.responseTypeNarrowed, before: before.typeNames, after: after.typeNames)
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
        before: nil,
        after: after.shape.typeNames
      )
    case .vanished:
      let isAlways = first.seen == first.all
      note(
        isAlways ? .responsePropertyRemoved : .responseOptionalPropertyRemoved,
        before: before.shape.typeNames,
        after: nil
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
        before: "always",
        after: isNull ? "null at times" : "missing at times"
      )
    case .vanished where after.objects >= 3:
      let wasNull = before.shape.nulls > 0
      note(
        wasNull ? .responseBecameNotNullable : .responsePropertyBecameRequired,
        before: wasNull ? "null at times" : "missing at times",
        after: "always"
      )
    default: break
    }
  }
}
