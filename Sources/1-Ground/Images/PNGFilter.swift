/// The five ways in which a PNG row tells its bytes by their neighbors (PNG, section 9).
enum PNGFilter: UInt8, CaseIterable {
  case none
  case sub
  case up
  case average
  case paeth

  /// Filters a row and sums how far its bytes are from zero, which foretells their compression.
  func apply(
    to row: [UInt8],
    above: [UInt8],
    distance: Int,
    into filtered: inout [UInt8]
  ) -> Int {
    var sum = 0
    for index in row.indices {
      let left = index >= distance ? row[index &- distance] : 0
      let predicted: UInt8
      switch self {
      case .none: predicted = 0
      case .sub: predicted = left
      case .up: predicted = above[index]
      case .average:
        predicted = UInt8(truncatingIfNeeded: (Int(left) &+ Int(above[index])) >> 1)
      case .paeth:
        let corner = index >= distance ? above[index &- distance] : 0
        predicted = PNGFilter.paeth(left, above[index], corner)
      }
      let value = row[index] &- predicted
      filtered[index] = value
      sum &+= Int(min(value, 0 &- value))
    }
    return sum
  }

  /// Undoes the filter of the row that starts at `start`; the row above starts at `above`.
  func undo(in raw: inout [UInt8], start: Int, count: Int, above: Int?, distance: Int) {
    switch (self, above) {
    case (.none, _), (.up, nil): return
    case (.sub, _), (.paeth, nil):
      // Without a row above, Paeth's choice is always the left.
      for index in start + min(distance, count)..<start + count {
        raw[index] &+= raw[index &- distance]
      }
    case (.up, let above?):
      for offset in 0..<count { raw[start &+ offset] &+= raw[above &+ offset] }
    case (.average, _):
      for offset in 0..<count {
        let left = offset >= distance ? Int(raw[start &+ offset &- distance]) : 0
        let up = above.map { Int(raw[$0 &+ offset]) } ?? 0
        raw[start &+ offset] &+= UInt8(truncatingIfNeeded: (left &+ up) >> 1)
      }
    case (.paeth, let above?):
      for offset in 0..<min(distance, count) { raw[start + offset] &+= raw[above + offset] }
      for offset in min(distance, count)..<count {
        let left = raw[start &+ offset &- distance]
        let corner = raw[above &+ offset &- distance]
        raw[start &+ offset] &+= PNGFilter.paeth(left, raw[above &+ offset], corner)
      }
    }
  }

  @inline(__always)
  private static func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
    let toLeft = abs(Int(up) &- Int(corner))
    let toUp = abs(Int(left) &- Int(corner))
    let toCorner = abs(Int(left) &+ Int(up) &- 2 &* Int(corner))
    if toLeft <= toUp, toLeft <= toCorner { return left }
    return toUp <= toCorner ? up : corner
  }
}
