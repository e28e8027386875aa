/// Pixels to AV1's planes and back: full-range BT.601, as the headers say.
enum AVIFColor {
  /// Luma, blue difference and red difference; the padding repeats the last column and row.
  static func planes(of bitmap: Bitmap) -> [AV1Plane] {
    let empty = AV1Plane(width: bitmap.width, height: bitmap.height)
    var planes = (empty, empty, empty)
    forEachGroup(of: bitmap, columns: empty.columns, rows: empty.rows) {
      index,
      red,
      green,
      blue,
      _ in
      let luma = (19595 &* red &+ 38470 &* green &+ 7471 &* blue &+ 32768) &>> 16
      let blueness = (32768 &* blue &- 11059 &* red &- 21709 &* green &+ 8_421_375) &>> 16
      let redness = (32768 &* red &- 27439 &* green &- 5329 &* blue &+ 8_421_375) &>> 16
      planes.0.groups[index] = SIMD8<UInt8>(truncatingIfNeeded: luma)
      planes.1.groups[index] = SIMD8<UInt8>(truncatingIfNeeded: blueness)
      planes.2.groups[index] = SIMD8<UInt8>(truncatingIfNeeded: redness)
    }
    return [planes.0, planes.1, planes.2]
  }

  static func alphaPlane(of bitmap: Bitmap) -> AV1Plane {
    var plane = AV1Plane(width: bitmap.width, height: bitmap.height)
    forEachGroup(of: bitmap, columns: plane.columns, rows: plane.rows) { index, _, _, _, alpha in
      plane.groups[index] = SIMD8<UInt8>(truncatingIfNeeded: alpha)
    }
    return plane
  }

  private typealias Samples = SIMD8<Int32>

  private static func forEachGroup(
    of bitmap: Bitmap,
    columns: Int,
    rows: Int,
    body: (Int, SIMD8<Int32>, SIMD8<Int32>, SIMD8<Int32>, SIMD8<Int32>) -> Void
  ) {
    for y in 0..<rows * 8 {
      let line = min(y, bitmap.height - 1) * bitmap.width
      for column in 0..<columns {
        var (red, green, blue, alpha) = (Samples(), Samples(), Samples(), Samples())
        for lane in 0..<8 {
          let offset = (line + min(column * 8 + lane, bitmap.width - 1)) * 4
          red[lane] = Int32(bitmap.rgba[offset])
          green[lane] = Int32(bitmap.rgba[offset + 1])
          blue[lane] = Int32(bitmap.rgba[offset + 2])
          alpha[lane] = Int32(bitmap.rgba[offset + 3])
        }
        body(y * columns + column, red, green, blue, alpha)
      }
    }
  }

  /// The pixels of decoded planes.
  static func bitmap(_ planes: [AV1Plane], alpha: AV1Plane?, width: Int, height: Int) -> Bitmap {
    var bitmap = Bitmap(width: width, height: height)
    let columns = planes[0].columns
    for y in 0..<height {
      for x in 0..<width {
        let (index, lane) = (y * columns + x / 8, x % 8)
        let luma = Int32(planes[0].groups[index][lane]) << 16 + 32768
        let blueness = Int32(planes[1].groups[index][lane]) - 128
        let redness = Int32(planes[2].groups[index][lane]) - 128
        let offset = (y * width + x) * 4
        bitmap.rgba[offset] = clamped(luma + 91881 * redness)
        bitmap.rgba[offset + 1] = clamped(luma - 22554 * blueness - 46802 * redness)
        bitmap.rgba[offset + 2] = clamped(luma + 116_130 * blueness)
        bitmap.rgba[offset + 3] = alpha.map { $0.groups[index][lane] } ?? 255
      }
    }
    return bitmap
  }

  private static func clamped(_ scaled: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: max(0, min(255, scaled >> 16)))
  }
}
