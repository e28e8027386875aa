package import Bytes

/// Encodes posters of one size in one format, again and again with other seeds.
///
/// Posters of one size differ in four colors alone, so all else is done once: a seed then takes
/// microseconds, whatever the size.
package struct PosterEncoder: Sendable {
  private let form: any PosterForm

  /// Quality runs from 0 to 100 and means nothing to PNG and GIF; a WebP of which none is told is without loss.
  package init(size: PixelSize, format: ImageFormat, quality: Int? = nil) throws(ImageError) {
    form =
      switch format {
      case .png: PNGPoster(size)
      case .gif: try GIFPoster(size)
      case .jpeg: try JPEGPoster(size, quality: quality ?? 90)
      case .webp where quality == nil: try WebPPoster(size)
      case .webp, .avif: DrawnEachTime(size: size, format: format, quality: quality ?? 90)
      }
  }

  package func encode(seed: UInt64) throws(ImageError) -> [UInt8] {
    try form.encode(DrawnPoster.colors(of: seed))
  }

  /// Whether a seed takes microseconds.
  package var isReady: Bool { form.count > 0 }

  /// How many bytes are kept for the next seed.
  package var count: Int { form.count }
}

/// The part that posters of one size have in common in one format.
protocol PosterForm: Sendable {
  /// How many bytes it keeps; none where it draws each poster anew.
  var count: Int { get }

  func encode(_ quarters: [RGBA]) throws(ImageError) -> [UInt8]
}

/// A poster as places in a palette: the quarters' colors first, then those of the marks.
struct IndexedPoster {
  /// Of no color that a mark has.
  static let stencils = (1...4).map { RGBA(UInt8($0), 0, 0) }

  private(set) var palette = stencils
  private(set) var indices: [UInt8] = []

  init(_ size: PixelSize) {
    let bitmap = DrawnPoster(size: size, colors: IndexedPoster.stencils).bitmap
    indices.reserveCapacity(size.width * size.height)
    var last = palette[0]
    var index = 0
    for offset in stride(from: 0, to: bitmap.rgba.count, by: 4) {
      let color = RGBA(bitmap.rgba[offset], bitmap.rgba[offset + 1], bitmap.rgba[offset + 2])
      if color != last {
        last = color
        index = palette.firstIndex(of: color) ?? palette.endIndex
        if index == palette.endIndex { palette.append(color) }
      }
      indices.append(UInt8(index))
    }
  }
}
