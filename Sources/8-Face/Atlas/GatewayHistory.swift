/// A gateway in all of its versions.
package struct GatewayHistory: Sendable {
  package let name: String
  /// The oldest first; one at least.
  package let sheets: [Sheet]
  /// Its name as a file may be called, which no other gateway has.
  package let slug: String

  package var newest: Sheet { sheets[sheets.count - 1] }

  /// Versions that count are in their own order; others in that of their judgement.
  init(_ name: String, _ sheets: [Sheet], slug: String) {
    self.name = name
    self.slug = slug
    let names = sheets.map { VersionName($0.version) }
    let order = sheets.indices.sorted { one, other in
      if names.allSatisfy(\.isCounted), names[one] != names[other] {
        return names[one] < names[other]
      }
      return (sheets[one].judged, one) < (sheets[other].judged, other)
    }
    self.sheets = order.map { sheets[$0] }
  }
}

/// The differences between two sheets, by requirement.
package struct SheetChange: Sendable {
  /// Sound now, and not before.
  package var mended: [String] = []
  /// Sound before, and not now.
  package var broken: [String] = []

  init(from old: Sheet, to new: Sheet) {
    for id in Set(old.standings.keys).union(new.standings.keys).sorted() {
      guard let before = old.standings[id]?.outcome, let now = new.standings[id]?.outcome,
        before != .unjudged, now != .unjudged
      else { continue }
      if now.isSound, !before.isSound { mended.append(id) }
      if before.isSound, !now.isSound { broken.append(id) }
    }
  }
}
