import Bytes

/// Reads every PNG: all color types and depths, transparency, interlacing.
package enum PNGDecoder {
  package static func decode(
    _ bytes: [UInt8],
    pixelLimit: Int = Image.pixelLimit
  ) throws(ImageError) -> Bitmap {
    var reader = ByteReader(bytes)
    var file = try PNGFile(readingHeader: &reader)
    try file.header.size.check(limit: pixelLimit)
    try file.readChunks(&reader)
    var raw = try expand(file, bytes)
    let unpacker = try PNGUnpacker(file, bytes)
    var bitmap = Bitmap(width: file.header.size.width, height: file.header.size.height)
    var start = 0
    for pass in file.header.passes where pass.width > 0 && pass.height > 0 {
      try unfilter(&raw, from: start, pass: pass, file: file)
      unpacker.unpack(raw, from: start, pass: pass, into: &bitmap)
      start += (file.header.rowCount(width: pass.width) + 1) * pass.height
    }
    let orientation = file.exif.flatMap { ExifOrientation(bytes, in: $0) } ?? .upright
    return bitmap.oriented(orientation)
  }

  private static func expand(_ file: PNGFile, _ bytes: [UInt8]) throws(ImageError) -> [UInt8] {
    let start = file.data[0].lowerBound
    let packed = file.data.flatMap { bytes[$0] }
    let raw: [UInt8]
    do {
      raw = try Zlib.decompress(packed, limit: file.header.rawCount)
    } catch {
      guard error != .truncated else { throw .truncated(field: "the pixel data", offset: start) }
      throw .corrupt(reason: "in the pixel data, \(error)", offset: start)
    }
    guard raw.count == file.header.rawCount else {
      throw .corrupt(reason: "there are too few rows in the pixel data", offset: start)
    }
    return raw
  }

  private static func unfilter(
    _ raw: inout [UInt8],
    from first: Int,
    pass: PNGPass,
    file: PNGFile
  ) throws(ImageError) {
    let count = file.header.rowCount(width: pass.width)
    var above: Int?
    for row in 0..<pass.height {
      let start = first + row * (count + 1)
      guard let filter = PNGFilter(rawValue: raw[start]) else {
        let reason = "row \(row) has the unknown filter \(raw[start])"
        throw .corrupt(reason: reason, offset: file.data[0].lowerBound)
      }
      let distance = file.header.filterDistance
      filter.undo(in: &raw, start: start + 1, count: count, above: above, distance: distance)
      above = start + 1
    }
  }
}
