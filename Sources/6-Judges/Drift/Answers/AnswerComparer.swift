import CanonicalJSON

extension AnswerShape {
  /// The differences from `before` to this, for answers of one kind.
  func differences(from before: AnswerShape, of kind: AnswerKind) -> [Difference] {
    let place = JSONPointer([kind.rawValue])
    var found = words(
      before.statuses,
      statuses,
      rule: .responseStatusChanged,
      pointer: place.appending("status")
    )
    found += words(
      before.mediaTypes,
      mediaTypes,
      rule: .responseMediaTypeChanged,
      pointer: place.appending("media-type")
    )
    found += fieldDifferences(from: before, at: place.appending("fields"))
    if let old = before.body, let new = body {
      found += new.differences(from: old, at: place.appending("body"))
        .map { AnswerShape.told($0, of: kind) }
    }
    found += priceDifferences(from: before, at: place.appending("billed"))
    for asked in pictures.keys.sorted() {
      guard let old = before.pictures[asked], let new = pictures[asked] else { continue }
      for var difference in new.differences(from: old, at: place) {
        difference.asked = asked
        found.append(difference)
      }
    }
    return AnswerShape.distinct(found)
  }

  /// Tells every change of form in a refusal by one rule: for its readers they come to the same.
  private static func told(_ difference: Difference, of kind: AnswerKind) -> Difference {
    guard kind == .refused || kind == .missing else { return difference }
    var difference = difference
    difference.rule = .errorBodyChanged
    return difference
  }

  /// A place where one of several words is seen: a new one is news.
  private func words(
    _ before: [String: Int],
    _ after: [String: Int],
    rule: Rule,
    pointer: JSONPointer
  ) -> [Difference] {
    let (old, new) = (Set(before.keys), Set(after.keys))
    guard !old.isEmpty, !new.isSubset(of: old) else { return [] }
    // Only what is new, so that the fingerprint stays the same whatever else was seen that night.
    return [
      Difference(rule, pointer, before: .listed(old), after: .listed(new.subtracting(old)))
    ]
  }

  private func fieldDifferences(
    from before: AnswerShape,
    at pointer: JSONPointer
  ) -> [Difference] {
    Set(fields.keys).union(before.fields.keys).sorted().compactMap { name in
      let first = (seen: before.fields[name] ?? 0, all: before.count)
      let second = (seen: fields[name] ?? 0, all: count)
      let place = pointer.appending(name)
      return switch Flip(before: first, after: second) {
      case .appeared: Difference(.responseFieldAdded, place, before: nil, after: "there")
      case .vanished: Difference(.responseFieldRemoved, place, before: "there", after: nil)
      case .none: nil
      }
    }
  }

  private func priceDifferences(
    from before: AnswerShape,
    at pointer: JSONPointer
  ) -> [Difference] {
    for asked in billed.keys.sorted() {
      guard let old = before.billed[asked], let new = billed[asked],
        let first = Double(old), let second = Double(new), first != second
      else { continue }
      let rule: Rule = second > first ? .priceRaised : .priceLowered
      return [Difference(rule, pointer, before: .string(old), after: .string(new))]
    }
    return []
  }

  private static func distinct(_ differences: [Difference]) -> [Difference] {
    var kept: [Difference] = []
    for difference in differences where !kept.contains(difference) { kept.append(difference) }
    return kept
  }
}
