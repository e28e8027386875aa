import Bytes

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
          let pixel = pixel(of: bitmap, x: x * 2 + dx, y: y * 2 + dy)
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

  private static func pixel(of bitmap: Bitmap, x: Int, y: Int) -> SIMD4<Int32> {
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

extension WebPColor {
  /// The pixels of decoded planes; chroma is smoothed between its samples.
  static func bitmap(_ planes: [VP8Plane], size: PixelSize) -> Bitmap {
    var bitmap = Bitmap(width: size.width, height: size.height)
    let (luma, u, v) = (planes[0], planes[1], planes[2])
    let last = (x: (size.width - 1) / 2, y: (size.height - 1) / 2)
    for y in 0..<size.height {
      // The nearer row of chroma and the farther one, which repeat at the picture's edges.
      let near = min(y / 2, last.y)
      let far = max(0, min(near + (y % 2 == 0 ? -1 : 1), last.y))
      for x in 0..<size.width {
        let close = min(x / 2, last.x)
        let distant = max(0, min(close + (x % 2 == 0 ? -1 : 1), last.x))
        let places = (
          u.index(close, near), u.index(distant, near), u.index(close, far), u.index(distant, far)
        )
        let offset = (y * size.width + x) * 4
        store(
          Int32(luma.samples[luma.index(x, y)]),
          blend(u.samples, places),
          blend(v.samples, places),
          in: &bitmap.rgba,
          at: offset
        )
      }
    }
    return bitmap
  }

  /// Nine parts of the nearest sample, three each of the next two, one of the farthest.
  private static func blend(_ samples: [UInt8], _ places: (Int, Int, Int, Int)) -> Int32 {
    let nearest = Int32(samples[places.0]) * 9
    let next = (Int32(samples[places.1]) + Int32(samples[places.2])) * 3
    return (nearest + next + Int32(samples[places.3]) + 8) >> 4
  }

  private static func store(
    _ luma: Int32,
    _ u: Int32,
    _ v: Int32,
    in rgba: inout [UInt8],
    at offset: Int
  ) {
    let base = (luma * 19077) >> 8
    rgba[offset] = sample(base + (v * 26149) >> 8 - 14234)
    rgba[offset + 1] = sample(base - (u * 6419) >> 8 - (v * 13320) >> 8 + 8708)
    rgba[offset + 2] = sample(base + (u * 33050) >> 8 - 17685)
  }

  private static func sample(_ scaled: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: max(0, min(255, scaled >> 6)))
  }
}
