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

  private static func grey(_ width: Int, _ height: Int) -> Bitmap {
    Bitmap(width: width, height: height, filling: RGBA(128, 128, 128))
  }

  private static func encoded(_ bitmap: Bitmap, as format: ImageFormat) -> [UInt8] {
    (try? Image.encode(bitmap, as: format)) ?? PNGEncoder.encode(bitmap)
  }
}
