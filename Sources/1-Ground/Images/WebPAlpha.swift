import Bytes

/// The alpha that goes beside a lossy WebP.
enum WebPAlpha {
  /// One value a pixel, from an `ALPH` chunk's payload.
  static func decode(
    _ bytes: [UInt8],
    in body: Range<Int>,
    size: PixelSize
  ) throws(ImageError) -> [UInt8] {
    let start = body.lowerBound
    guard let head = bytes[body].first else { throw .truncated(field: "ALPH", offset: start) }
    let data = start + 1..<body.upperBound
    var values: [UInt8]
    switch head & 3 {
    case 0:
      let count = size.width * size.height
      guard data.count >= count else { throw .truncated(field: "ALPH", offset: start) }
      values = Array(bytes[data.prefix(count)])
    case 1:
      let pixels = try VP8LDecoder.decodeAlpha(bytes, in: data, size: size)
      values = pixels.map { UInt8(truncatingIfNeeded: $0 >> 8) }
    default:
      throw .corrupt(reason: "an unknown compression of alpha", offset: start)
    }
    unfilter(&values, kind: head >> 2 & 3, size: size)
    return values
  }

  /// Adds to each value what its neighbours foretold.
  private static func unfilter(_ values: inout [UInt8], kind: UInt8, size: PixelSize) {
    guard kind > 0 else { return }
    let width = size.width
    for y in 0..<size.height {
      for x in 0..<width {
        let index = y * width + x
        let predicted: UInt8
        if x == 0 || y == 0 {
          // Along the edges there is one neighbour to go by.
          predicted = x > 0 ? values[index - 1] : y > 0 ? values[index - width] : 0
        } else {
          let (left, above) = (values[index - 1], values[index - width])
          let slope = Int(left) + Int(above) - Int(values[index - width - 1])
          predicted = kind == 1 ? left : kind == 2 ? above : UInt8(max(0, min(255, slope)))
        }
        values[index] &+= predicted
      }
    }
  }

  /// An `ALPH` chunk's payload for a picture.
  static func encode(_ bitmap: Bitmap) -> [UInt8] {
    let pixels = stride(from: 3, to: bitmap.rgba.count, by: 4).map { offset in
      VP8LPixel.black | UInt32(bitmap.rgba[offset]) << 8
    }
    return [1] + VP8LEncoder.encode(pixels, width: bitmap.width, height: bitmap.height)
  }
}
