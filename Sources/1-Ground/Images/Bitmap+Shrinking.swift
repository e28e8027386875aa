extension Bitmap {
  /// The picture with no side above `side`, each pixel the mean of those it stands for.
  ///
  /// For thumbnails: alpha is averaged beside the colours, not with them.
  package func shrunk(toSide side: Int) -> Bitmap {
    let longest = max(width, height)
    guard side > 0, longest > side else { return self }
    let (columns, rows) = (max(1, width * side / longest), max(1, height * side / longest))
    var small = Bitmap(width: columns, height: rows)
    for row in 0..<rows {
      let lines = row * height / rows..<(row + 1) * height / rows
      for column in 0..<columns {
        let places = column * width / columns..<(column + 1) * width / columns
        let mean = mean(places, lines)
        let offset = (row * columns + column) * 4
        for channel in 0..<4 { small.rgba[offset + channel] = mean[channel] }
      }
    }
    return small
  }

  private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> SIMD4<UInt8> {
    var sum = SIMD4<UInt32>()
    for row in rows {
      for column in columns {
        let offset = (row * width + column) * 4
        sum &+= SIMD4(
          UInt32(rgba[offset]),
          UInt32(rgba[offset + 1]),
          UInt32(rgba[offset + 2]),
          UInt32(rgba[offset + 3])
        )
      }
    }
    let count = UInt32(columns.count * rows.count)
    let rounded = (sum &+ SIMD4(repeating: count / 2)) / SIMD4(repeating: count)
    return SIMD4(truncatingIfNeeded: rounded)
  }
}
