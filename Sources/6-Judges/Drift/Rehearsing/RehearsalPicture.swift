import Bytes
import Images

/// A stand-in for a picture that changed.
enum RehearsalPicture {
  /// The same format, grey, and 32 pixels wider; what is no picture stays as it is.
  static func wider(than bytes: [UInt8]) -> [UInt8] {
    let probe = Image.probe(bytes)
    guard let format = probe.format, probe.shown.width > 0 else { return bytes }
    return encoded(grey(probe.shown.width + 32, probe.shown.height), as: format)
  }

  /// The same size in another format.
  static func otherFormat(than bytes: [UInt8]) -> [UInt8] {
    let probe = Image.probe(bytes)
    guard probe.shown.width > 0 else { return bytes }
    let format: ImageFormat = probe.format == .gif ? .png : .gif
    return encoded(grey(probe.shown.width, probe.shown.height), as: format)
  }

  /// The same size and format in many more bytes.
  static func noisier(than bytes: [UInt8]) -> [UInt8] {
    let probe = Image.probe(bytes)
    guard let format = probe.format, probe.shown.width > 0 else { return bytes }
    var noise = grey(probe.shown.width, probe.shown.height)
    for index in noise.rgba.indices where index % 4 != 3 {
      noise.rgba[index] = UInt8(truncatingIfNeeded: (index &* 2_654_435_761) >> 11)
    }
    return encoded(noise, as: format)
  }

  /// The same size as a PNG that nothing shines through.
  static func opaque(_ bytes: [UInt8]) -> [UInt8] { redrawn(bytes, as: .png, alpha: 255) }

  /// The same with pixels that let half through.
  static func transparent(_ bytes: [UInt8]) -> [UInt8] { redrawn(bytes, as: .png, alpha: 128) }

  /// The same size as a JPEG that carries nothing but its pixels.
  static func bare(_ bytes: [UInt8]) -> [UInt8] { redrawn(bytes, as: .jpeg, alpha: 255) }

  /// The same with a comment behind the marker that begins it.
  static func commented(_ bytes: [UInt8]) -> [UInt8] {
    let words = Array("rehearsed".utf8)
    var jpeg = bare(bytes)
    guard jpeg.starts(with: [0xFF, 0xD8]) else { return jpeg }
    jpeg.insert(contentsOf: [0xFF, 0xFE, 0, UInt8(words.count + 2)] + words, at: 2)
    return jpeg
  }

  private static func redrawn(
    _ bytes: [UInt8],
    as format: ImageFormat,
    alpha: UInt8
  ) -> [UInt8] {
    let size = Image.probe(bytes).shown
    guard size.width > 0 else { return bytes }
    let color = RGBA(128, 128, 128, alpha)
    return encoded(
      Bitmap(width: size.width, height: size.height, filling: color),
      as: format
    )
  }

  private static func grey(_ width: Int, _ height: Int) -> Bitmap {
    Bitmap(width: width, height: height, filling: RGBA(128, 128, 128))
  }

  private static func encoded(_ bitmap: Bitmap, as format: ImageFormat) -> [UInt8] {
    (try? Image.encode(bitmap, as: format)) ?? PNGEncoder.encode(bitmap)
  }
}
