import Bytes
import Images

extension Fuzzer {
  /// No bytes crash a probe or a decoder, and what decodes has the size that the probe says.
  static let image = Fuzzer("image") { bytes in
    let probe = Image.probe(bytes)
    guard let bitmap = try? Image.decode(bytes, pixelLimit: 1 << 16) else { return }
    guard probe.verdict == .sound else { return }
    precondition(bitmap.width == probe.shown.width && bitmap.height == probe.shown.height)
  }

  /// However many frames come, each fills the screen.
  static let gifFrames = Fuzzer("gif-frames") { bytes in
    guard var frames = try? GIFFrames(bytes, pixelLimit: 1 << 16) else { return }
    while let frame = try? frames.next() { precondition(frame.bitmap.size == frames.size) }
  }
}
