import CanonicalJSON

/// The differences between two refusals of the same impossible request.
enum FaultComparer {
  static func differences(
    from before: [String: ProbedFault],
    to after: [String: ProbedFault]
  ) -> [Difference] {
    Set(before.keys).union(after.keys).sorted().flatMap { field -> [Difference] in
      let pointer = JSONPointer(["input"] + field.split(separator: "/").map(String.init))
      return switch (before[field], after[field]) {
      case (nil, nil): []
      case (nil, let new?): [appeared(new, pointer)]
      case (let old?, nil): [vanished(old, pointer)]
      case (let old?, let new?):
        differences(from: old.check, to: new.check, pointer: pointer)
          + codes(old, new, field: field)
      }
    }
  }

  private static func appeared(_ fault: ProbedFault, _ pointer: JSONPointer) -> Difference {
    fault.check == .required
      ? Difference(.requestPropertyBecameRequired, pointer, before: false, after: true)
      : Difference(.requestCheckAdded, pointer, before: nil, after: fault.checkJSON)
  }

  private static func vanished(_ fault: ProbedFault, _ pointer: JSONPointer) -> Difference {
    fault.check == .required
      ? Difference(.requestPropertyBecameOptional, pointer, before: true, after: false)
      : Difference(.requestCheckDropped, pointer, before: fault.checkJSON, after: nil)
  }

  private static func differences(
    from before: ProbedFault.Check,
    to after: ProbedFault.Check,
    pointer: JSONPointer
  ) -> [Difference] {
    // Words that this reader was not taught say nothing: a text may be told in another language.
    guard before != after, before.isTelling, after.isTelling else { return [] }
    let (old, new) = (ProbedFault(before).checkJSON, ProbedFault(after).checkJSON)
    switch (before, after) {
    case (.values(let first), .values(let second)):
      return second.filter { !first.contains($0) }
        .map { Difference(.requestEnumValueAdded, pointer, before: nil, after: .string($0)) }
        + first.filter { !second.contains($0) }
        .map { Difference(.requestEnumValueRemoved, pointer, before: .string($0), after: nil) }
    case (.bound(let keyword, let first), .bound(let other, let second)) where keyword == other:
      let isLooser = SchemaBound(keyword).move(from: first, to: second) == .looser
      return [
        Difference(
          isLooser ? .requestRangeLoosened : .requestRangeTightened,
          pointer.appending(keyword),
          before: .number(JSONNumber(first)),
          after: .number(JSONNumber(second))
        )
      ]
    case (.values, _): return [Difference(.requestEnumOpened, pointer, before: old, after: new)]
    case (_, .values): return [Difference(.requestEnumClosed, pointer, before: old, after: new)]
    case (.type(let first), .type(let second)):
      return [
        Difference(.requestTypeChanged, pointer, before: .string(first), after: .string(second))
      ]
    default:
      return [Difference(.errorBodyChanged, refusal(pointer), before: old, after: new)]
    }
  }

  /// The same check under another name is only told in another way.
  private static func codes(
    _ before: ProbedFault,
    _ after: ProbedFault,
    field: String
  ) -> [Difference] {
    guard before.code != after.code, before.check == after.check else { return [] }
    return [
      Difference(
        .errorBodyChanged,
        JSONPointer(["refused", "faults"] + field.split(separator: "/").map(String.init)),
        before: before.code.map(JSON.string),
        after: after.code.map(JSON.string)
      )
    ]
  }

  private static func refusal(_ pointer: JSONPointer) -> JSONPointer {
    JSONPointer(["refused", "faults"] + pointer.tokens.dropFirst())
  }
}

extension ProbedFault.Check {
  fileprivate var isTelling: Bool {
    if case .other = self { return false }
    return true
  }
}

extension ProbedFault {
  /// The check, without the provider's name for it.
  fileprivate var checkJSON: JSON { ProbedFault(check).json }
}
