/// Reads the first frame of a GIF.
enum GIFDecoder {
  static func decode(_ bytes: [UInt8], pixelLimit: Int) throws(ImageError) -> Bitmap {
    var frames = try GIFFrames(bytes, pixelLimit: pixelLimit)
    guard let frame = try frames.next() else {
      throw .corrupt(reason: "there is no frame", offset: bytes.count)
    }
    return frame.bitmap
  }
}
