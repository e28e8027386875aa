/// Probing, decoding and encoding, whatever the format.
package enum Image {
  /// As many pixels as any published size has, with room; 64 Mi pixels take 256 MiB decoded.
  package static let pixelLimit = 1 << 26

  /// Reads what the bytes say about themselves; no bytes crash it.
  package static func probe(_ bytes: [UInt8]) -> ImageProbe {
    guard let format = ImageFormat(sniffing: bytes) else {
      var probe = ImageProbe(format: nil)
      probe.fail(.notAnImage, "\(ImageError.notAnImage)")
      return probe
    }
    switch format {
    case .png: return PNGProbe.probe(bytes)
    case .jpeg: return JPEGProbe.probe(bytes)
    case .gif: return GIFProbe.probe(bytes)
    case .webp: return WebPProbe.probe(bytes)
    case .avif: return AVIFProbe.probe(bytes)
    }
  }

  /// The pixels as a viewer shows them; an animation's first frame.
  package static func decode(
    _ bytes: [UInt8],
    pixelLimit: Int = pixelLimit
  ) throws(ImageError) -> Bitmap {
    guard let format = ImageFormat(sniffing: bytes) else { throw .notAnImage }
    switch format {
    case .png: return try PNGDecoder.decode(bytes, pixelLimit: pixelLimit)
    case .jpeg: return try JPEGDecoder.decode(bytes, pixelLimit: pixelLimit)
    case .gif: return try GIFDecoder.decode(bytes, pixelLimit: pixelLimit)
    case .webp: return try WebPDecoder.decode(bytes, pixelLimit: pixelLimit)
    case .avif: return try AVIFDecoder.decode(bytes, pixelLimit: pixelLimit)
    }
  }

  /// The pixels, with the help of a decoder from outside where a feature is left out here.
  package static func decode(
    _ bytes: [UInt8],
    pixelLimit: Int = pixelLimit,
    foreign: ForeignDecoder
  ) async throws(ImageError) -> Bitmap {
    do {
      return try decode(bytes, pixelLimit: pixelLimit)
    } catch .unsupported(let format, let feature) {
      guard let bitmap = await foreign.decode(bytes, format) else {
        throw .unsupported(format, feature: feature)
      }
      try bitmap.size.check(limit: pixelLimit)
      return bitmap
    }
  }

  /// The picture in a format; quality runs from 0 to 100 and means nothing to PNG and GIF.
  package static func encode(
    _ bitmap: Bitmap,
    as format: ImageFormat,
    quality: Int = 90
  ) throws(ImageError) -> [UInt8] {
    switch format {
    case .png: return PNGEncoder.encode(bitmap)
    case .jpeg: return try JPEGEncoder.encode(bitmap, quality: quality)
    case .gif: return try GIFEncoder.encode(bitmap)
    case .webp: return try WebPEncoder.encode(bitmap, quality: quality)
    case .avif: return try AVIFEncoder.encode(bitmap, quality: quality)
    }
  }

  /// The picture as WebP without loss, whose pixels come back as they are.
  package static func encodeLosslessWebP(_ bitmap: Bitmap) throws(ImageError) -> [UInt8] {
    try WebPEncoder.encodeLossless(bitmap)
  }
}
