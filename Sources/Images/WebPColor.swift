/// Pixels to VP8's planes: studio-range BT.601 with one chroma sample for four pixels.
enum WebPColor {
  /// Y, U and V in whole macroblocks; the padding repeats the last column and row.
  static func planes(of bitmap: Bitmap) -> [VP8Plane] {
    let columns = (bitmap.width + 15) / 16
    let rows = (bitmap.height + 15) / 16
    var luma = VP8Plane(width: columns * 16, height: rows * 16)
    var u = VP8Plane(width: columns * 8, height: rows * 8)
    var v = u
    for y in 0..<rows * 8 {
      for x in 0..<columns * 8 {
        var sum = SIMD4<Int32>()
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
          let pixel = pixel(of: bitmap, x * 2 + dx, y * 2 + dy)
          luma.samples[luma.index(x * 2 + dx, y * 2 + dy)] = lumaSample(pixel)
          sum &+= pixel
        }
        let place = u.index(x, y)
        u.samples[place] = chromaSample(sum, SIMD4(-9719, -19081, 28800, 0))
        v.samples[place] = chromaSample(sum, SIMD4(28800, -24116, -4684, 0))
      }
    }
    return [luma, u, v]
  }

  private static func pixel(of bitmap: Bitmap, _ x: Int, _ y: Int) -> SIMD4<Int32> {
    let offset = (min(y, bitmap.height - 1) * bitmap.width + min(x, bitmap.width - 1)) * 4
    return SIMD4(
      Int32(bitmap.rgba[offset]),
      Int32(bitmap.rgba[offset + 1]),
      Int32(bitmap.rgba[offset + 2]),
      0
    )
  }

  private static func lumaSample(_ pixel: SIMD4<Int32>) -> UInt8 {
    let sum = (pixel &* SIMD4(16839, 33059, 6420, 0)).wrappedSum()
    return UInt8(truncatingIfNeeded: (sum + 16 << 16 + 32768) >> 16)
  }

  /// From the sum of four pixels.
  private static func chromaSample(_ sum: SIMD4<Int32>, _ weights: SIMD4<Int32>) -> UInt8 {
    let value = ((sum &* weights).wrappedSum() + 128 << 18 + 131_072) >> 18
    return UInt8(truncatingIfNeeded: max(0, min(255, value)))
  }
}
