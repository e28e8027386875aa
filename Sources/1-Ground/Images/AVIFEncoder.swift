/// Writes AVIF: one lossy AV1 still, and another for alpha where there is any.
enum AVIFEncoder {
  /// AV1 counts sizes in 16 bits.
  static let sideLimit = 1 << 16

  /// Quality runs from 0 to 100.
  static func encode(_ bitmap: Bitmap, quality: Int) throws(ImageError) -> [UInt8] {
    guard bitmap.width <= sideLimit, bitmap.height <= sideLimit else {
      throw .unsupported(.avif, feature: "a side over \(sideLimit)")
    }
    let index = quantizerIndex(quality: quality)
    var planes = AVIFColor.planes(of: bitmap)
    let color = still(bitmap, index: index, planes: 3).encode(&planes)
    var alpha: [UInt8]?
    if bitmap.hasAlpha {
      planes = [AVIFColor.alphaPlane(of: bitmap)]
      alpha = still(bitmap, index: max(1, index / 2), planes: 1).encode(&planes)
    }
    let container = AVIFContainer(
      width: bitmap.width,
      height: bitmap.height,
      colorLength: color.count,
      alphaLength: alpha?.count
    )
    return container.head() + color + (alpha ?? [])
  }

  private static func still(_ bitmap: Bitmap, index: Int, planes: Int) -> AV1Still {
    AV1Still(
      width: bitmap.width,
      height: bitmap.height,
      quantizerIndex: index,
      planeCount: planes
    )
  }

  /// 255 at quality 0, then finer in even steps down to 1.
  static func quantizerIndex(quality: Int) -> Int {
    max(1, (100 - max(0, min(100, quality))) * 255 / 100)
  }
}
