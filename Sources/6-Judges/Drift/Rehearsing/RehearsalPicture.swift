import Bytes
import Images

/// A stand-in for a picture whose size changed.
enum RehearsalPicture {
  /// The same format, grey, and 32 pixels wider; what is no picture stays as it is.
  static func wider(than bytes: [UInt8]) -> [UInt8] {
    let probe = Image.probe(bytes)
    guard let format = probe.format, probe.shown.width > 0 else { return bytes }
    let bitmap = Bitmap(
      width: probe.shown.width + 32,
      height: probe.shown.height,
      filling: RGBA(128, 128, 128)
    )
    return (try? Image.encode(bitmap, as: format)) ?? PNGEncoder.encode(bitmap)
  }
}
