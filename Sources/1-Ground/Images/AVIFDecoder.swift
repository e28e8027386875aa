import Bytes

/// Reads the AVIF that `AVIFEncoder` writes; what others write needs a `ForeignDecoder`.
enum AVIFDecoder {
  static func decode(_ bytes: [UInt8], pixelLimit: Int) throws(ImageError) -> Bitmap {
    guard let container = AVIFContainer(recognizing: bytes) else {
      throw .unsupported(.avif, feature: "coding tools of other encoders")
    }
    let size = PixelSize(container.width, container.height)
    let (area, overflows) = size.width.multipliedReportingOverflow(by: size.height)
    guard !overflows, area <= pixelLimit else { throw .tooLarge(size, limit: pixelLimit) }
    let colorStart = container.head().count
    let alphaStart = colorStart + container.colorLength
    let end = alphaStart + (container.alphaLength ?? 0)
    guard end <= bytes.count else { throw .truncated(field: "mdat", offset: colorStart - 8) }
    let color = try planes(bytes[colorStart..<alphaStart], size, count: 3)
    var alpha: AV1Plane?
    if container.alphaLength != nil {
      alpha = try planes(bytes[alphaStart..<end], size, count: 1).first
    }
    return AVIFColor.bitmap(color, alpha: alpha, width: size.width, height: size.height)
  }

  private static func planes(
    _ bytes: ArraySlice<UInt8>,
    _ size: PixelSize,
    count: Int
  ) throws(ImageError) -> [AV1Plane] {
    guard
      let planes = AV1Still.decode(
        bytes,
        width: size.width,
        height: size.height,
        planeCount: count
      )
    else {
      throw .corrupt(reason: "the AV1 still breaks off or breaks rules", offset: bytes.startIndex)
    }
    return planes
  }
}
