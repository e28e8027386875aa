/// Similar colours of a picture, taken as one.
struct GIFColorCell {
  /// Five bits each of red, green and blue.
  let number: Int
  /// The sums of red, green and blue, and the number of pixels.
  let sum: SIMD4<Int>

  var count: Int { sum[3] }
  var mean: SIMD4<Int32> {
    SIMD4(
      Int32((sum[0] + count / 2) / count),
      Int32((sum[1] + count / 2) / count),
      Int32((sum[2] + count / 2) / count),
      0
    )
  }
}

/// Heckbert's median cut: the box that errs most is halved until there are enough boxes.
enum GIFMedianCut {
  /// At most `count` colours that stand for the cells.
  static func colors(of cells: [GIFColorCell], count: Int) -> [SIMD4<Int32>] {
    var boxes = [Box(cells[...])]
    while boxes.count < count {
      guard let widest = boxes.indices.max(by: { boxes[$0].error < boxes[$1].error }),
        let (lower, upper) = boxes[widest].halves()
      else { break }
      boxes[widest] = lower
      boxes.append(upper)
    }
    return boxes.map(\.mean)
  }

  private struct Box {
    let cells: ArraySlice<GIFColorCell>
    let mean: SIMD4<Int32>
    /// The squared error of its pixels along its longest axis; 0 for a single cell.
    let error: Int
    private let axis: Int

    init(_ cells: ArraySlice<GIFColorCell>) {
      self.cells = cells
      let sum = cells.reduce(SIMD4<Int>()) { $0 &+ $1.sum }
      let whole = GIFColorCell(number: 0, sum: sum)
      mean = whole.mean
      var errors = SIMD4<Int>()
      for cell in cells {
        let difference = cell.mean &- whole.mean
        errors &+= SIMD4<Int>(truncatingIfNeeded: difference &* difference) &* cell.count
      }
      axis = errors[0] > errors[1] ? (errors[0] > errors[2] ? 0 : 2) : errors[1] > errors[2] ? 1 : 2
      error = cells.count > 1 ? errors[axis] : 0
    }

    /// Cuts at the mean of the longest axis, so that neither half is empty.
    func halves() -> (Box, Box)? {
      guard cells.count > 1 else { return nil }
      let sorted = cells.sorted {
        ($0.mean[axis], $0.number) < ($1.mean[axis], $1.number)
      }
      let above = sorted.firstIndex { $0.mean[axis] > mean[axis] } ?? sorted.count / 2
      let middle = max(1, min(sorted.count - 1, above))
      return (Box(sorted[..<middle]), Box(sorted[middle...]))
    }
  }
}
