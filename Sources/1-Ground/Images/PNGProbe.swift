import Bytes

/// Reads a PNG's chunks and their checksums without expanding its pixels.
enum PNGProbe {
  static func probe(_ bytes: [UInt8]) -> ImageProbe {
    ImageProbe(.png) { (probe) throws(ImageError) in
      var reader = ByteReader(bytes)
      var file = try PNGFile(readingHeader: &reader)
      defer { describe(file, bytes, in: &probe) }
      try file.readChunks(&reader)
      guard file.startsZlibStream(bytes) else {
        let start = file.data[0].lowerBound
        throw .corrupt(reason: "the pixel data is no zlib stream", offset: start)
      }
    }
  }

  private static func describe(_ file: PNGFile, _ bytes: [UInt8], in probe: inout ImageProbe) {
    let orientation = file.exif.flatMap { ExifOrientation(bytes, in: $0) } ?? .upright
    probe.stored = file.header.size
    probe.shown = file.header.size.oriented(orientation)
    probe.depth = file.header.colorType == .palette ? 8 : file.header.depth
    probe.alpha = file.header.colorType.hasAlpha || file.transparency != nil
    probe.colors = file.header.colorType.colors
    probe.metadata = file.metadata
    probe.frames = file.frames
  }
}
