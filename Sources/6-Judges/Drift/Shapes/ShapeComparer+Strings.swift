import CanonicalJSON

extension ShapeComparer {
  mutating func compareStrings(_ before: StringShape, _ after: StringShape) {
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
    if isChanged {
      note(.responseStringKindChanged, before: before.kindNames, after: after.kindNames)
    }
    return isChanged
  }

  private mutating func compareWords(_ before: StringShape, _ after: StringShape) {
    switch (before.values, after.values) {
    case (let first?, let second?):
      for value in second where !first.contains(value) {
        note(.responseEnumValueAdded, before: nil, after: .string(value))
      }
      guard after.count >= 3 * first.count else { return }
      for value in first where !second.contains(value) {
        note(.responseEnumValueRemoved, before: .string(value), after: nil)
      }
    case (let first?, nil):
      if after.words == .many { note(.responseEnumOpened, before: listed(first), after: nil) }
      guard case .few(let words) = after.words else { return }
      for value in words.sorted() where !first.contains(value) {
        note(.responseEnumValueAdded, before: nil, after: .string(value))
      }
    case (nil, let second?):
      if before.words == .many { note(.responseEnumClosed, before: nil, after: listed(second)) }
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
      note(.mediaHostChanged, before: listed(old.sorted()), after: listed(shown.sorted()))
    }
    for pattern in second {
      guard let known = first.first(where: { $0.host == pattern.host }) else { continue }
      guard before.count >= 3 else { continue }
      comparePaths(known, pattern, isFirm: after.count >= 3)
    }
  }

  /// Paths are news only where neither kind covers the other.
  ///
  /// Words may be ids, so that a sample or two of the same length prove nothing; another length does.
  private mutating func comparePaths(_ before: URLPattern, _ after: URLPattern, isFirm: Bool) {
    let both = before.joined(after)
    guard isFirm || both.segments == nil, both != before, both != after else { return }
    note(.responsePathChanged, before: .string(before.path), after: .string(after.path))
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
