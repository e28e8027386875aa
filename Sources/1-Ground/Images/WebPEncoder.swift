import Bytes

/// Writes WebP: lossy with a quality, alpha beside it without loss.
enum WebPEncoder {
  /// The format counts sizes in 14 bits.
  static let sideLimit = 16383

  /// Quality runs from 0 to 100.
  static func encode(_ bitmap: Bitmap, quality: Int) throws(ImageError) -> [UInt8] {
    try checkSides(bitmap.size)
    var encoder = VP8Encoder(
      width: bitmap.width,
      height: bitmap.height,
      planes: WebPColor.planes(of: bitmap),
      quantizerIndex: quantizerIndex(quality: quality)
    )
    let frame = WebPContainer.chunk("VP8 ", encoder.encode())
    guard bitmap.hasAlpha else { return WebPContainer.file(frame) }
    let header = WebPContainer.extended(
      width: bitmap.width,
      height: bitmap.height,
      hasAlpha: true
    )
    return WebPContainer.file(
      header + WebPContainer.chunk("ALPH", WebPAlpha.encode(bitmap)) + frame
    )
  }

  /// The picture without loss.
  static func encodeLossless(_ bitmap: Bitmap) throws(ImageError) -> [UInt8] {
    try checkSides(bitmap.size)
    return WebPContainer.file(WebPContainer.chunk("VP8L", VP8LEncoder.encode(bitmap)))
  }

  static func checkSides(_ size: PixelSize) throws(ImageError) {
    guard size.width <= sideLimit, size.height <= sideLimit else {
      throw .unsupported(.webp, feature: "a side over \(sideLimit)")
    }
  }

  /// 127 at quality 0 down to 0 at 100, along the cube root that VP8 encoders commonly take.
  static func quantizerIndex(quality: Int) -> Int {
    let quality = max(0, min(100, quality))
    // The cube of what is subtracted from 127.
    let linear = quality < 75 ? quality * 13656 : quality * 40968 - 2_048_383
    var root = 0
    while (root + 1) * (root + 1) * (root + 1) <= linear { root += 1 }
    return 127 - root
  }
}
