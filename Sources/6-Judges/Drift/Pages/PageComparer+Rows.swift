import Bytes
import CanonicalJSON
import Catalog

extension PageComparer {
  /// A row that is gone and one that came are one that changed, where both have the same shape and tier.
  mutating func compareRows() {
    guard both(.sizes) else { return }
    var gone = known.rows.filter { row in !page.rows.contains { $0.pixels == row.pixels } }
    for row in page.rows where !known.rows.contains(where: { $0.pixels == row.pixels }) {
      if let place = gone.firstIndex(where: { $0.isLike(row) }) {
        let old = gone.remove(at: place)
        note(.pageRowChanged, ["sizes", old.pixels.description], before: old.json, after: row.json)
      } else {
        note(.pageRowAdded, ["sizes", row.pixels.description], before: nil, after: row.json)
      }
    }
    for row in gone {
      note(.pageRowRemoved, ["sizes", row.pixels.description], before: row.json, after: nil)
    }
    compareTerms()
    compareOrder()
    guard known.takesAuto != page.takesAuto else { return }
    if page.takesAuto {
      note(.pageRowAdded, ["sizes", "auto"], before: nil, after: "auto")
    } else {
      note(.pageRowRemoved, ["sizes", "auto"], before: "auto", after: nil)
    }
  }

  /// The same pixels under another ratio or tier, where both pages say them.
  private mutating func compareTerms() {
    for row in page.rows {
      guard let old = known.rows.first(where: { $0.pixels == row.pixels }) else { continue }
      let differ = [(old.ratio, row.ratio), (old.tier, row.tier)].contains { first, second in
        first != nil && second != nil && first != second
      }
      if differ {
        note(.pageRowChanged, ["sizes", row.pixels.description], before: old.json, after: row.json)
      }
    }
  }

  private mutating func compareOrder() {
    let old = known.rows.map(\.pixels).filter { pixels in
      page.rows.contains { $0.pixels == pixels }
    }
    let new = page.rows.map(\.pixels).filter(old.contains)
    guard old != new else { return }
    note(
      .pageRowsReordered,
      ["sizes"],
      before: PageComparer.listed(old),
      after: PageComparer.listed(new)
    )
  }

  private static func listed(_ sizes: [PixelSize]) -> JSON {
    .array(sizes.map { .string($0.description) })
  }

  mutating func compareCustom() {
    guard both(.custom), known.custom != page.custom else { return }
    func told(_ range: ClosedRange<Int>?) -> JSON? {
      range.map { .string("\($0.lowerBound) to \($0.upperBound) a side") }
    }
    note(
      .pageCustomChanged,
      ["sizes", "custom"],
      before: told(known.custom),
      after: told(page.custom)
    )
  }
}

extension ModelPage.Row {
  fileprivate var json: JSON {
    let terms = [ratio, tier].compactMap { $0 }
    return .string(([pixels.description] + terms).joined(separator: " "))
  }

  /// Whether both are one row, by ratio and tier, or where those are not said by shape and area.
  fileprivate func isLike(_ other: ModelPage.Row) -> Bool {
    if let ratio, let tier, let second = other.ratio, let third = other.tier {
      return ratio == second && tier == third
    }
    func near(_ first: Double, _ second: Double) -> Bool { abs(first / second - 1) < 0.03 }
    let (first, second) = (pixels, other.pixels)
    return near(
      Double(first.width) / Double(first.height),
      Double(second.width) / Double(second.height)
    )
      && near(Double(first.width) * Double(first.height), Double(second.width * second.height))
  }
}
