import Bytes

/// The chunks of a PNG that bear on its pixels, read in order and checked for their order.
struct PNGFile {
  var header: PNGHeader
  /// Bodies of IDAT, in order.
  var data: [Range<Int>] = []
  var palette: Range<Int>?
  var transparency: Range<Int>?
  var exif: Range<Int>?
  private(set) var metadata: Set<ImageMetadata> = []
  /// How many frames an animation control chunk announces.
  var frames = 1
  private var isComplete = false

  /// Reads the header chunk alone.
  init(readingHeader reader: inout ByteReader) throws(ImageError) {
    do { try reader.skip(PNGChunk.signature.count) } catch {
      throw .truncated(field: "the signature", offset: 0)
    }
    let first = try PNGChunk.next(&reader)
    guard first.type == "IHDR" else {
      throw .corrupt(reason: "\(first.type) stands before IHDR", offset: first.range.lowerBound - 8)
    }
    header = try PNGHeader(parsing: reader.bytes[first.range])
  }

  /// Reads all other chunks up to IEND; the bytes behind it are ignored.
  mutating func readChunks(_ reader: inout ByteReader) throws(ImageError) {
    while !isComplete {
      guard !reader.isAtEnd else { throw .truncated(field: "IEND", offset: reader.offset) }
      try take(try PNGChunk.next(&reader), reader.bytes)
    }
    guard !data.isEmpty else {
      throw .corrupt(reason: "there is no IDAT", offset: reader.offset)
    }
    // Deflate makes at most 1032 bytes of one.
    let packed = data.reduce(0) { $0 + $1.count }
    guard header.rawCount / 1032 <= packed else {
      let reason = "\(packed) bytes of data can't hold \(header.size) pixels"
      throw .corrupt(reason: reason, offset: data[0].lowerBound)
    }
  }

  /// Whether the data begins as zlib's streams do.
  func startsZlibStream(_ bytes: [UInt8]) -> Bool {
    var head: [Int] = []
    for range in data where head.count < 2 {
      head += bytes[range].prefix(2 - head.count).map { Int($0) }
    }
    return head.count == 2 && head[0] & 15 == 8 && (head[0] << 8 | head[1]) % 31 == 0
  }

  private mutating func take(_ chunk: PNGChunk, _ bytes: [UInt8]) throws(ImageError) {
    let start = chunk.range.lowerBound - 8
    if let kind = ImageMetadata(ofChunk: chunk.type, body: bytes[chunk.range]) {
      metadata.insert(kind)
    }
    switch chunk.type {
    case "IHDR": throw .corrupt(reason: "there is a second IHDR", offset: start)
    case "PLTE":
      guard palette == nil, data.isEmpty, chunk.range.count % 3 == 0,
        (1...256).contains(chunk.range.count / 3)
      else {
        throw .corrupt(reason: "the palette is misplaced or has no right size", offset: start)
      }
      palette = chunk.range
    case "IDAT":
      if let last = data.last, last.upperBound + 12 != chunk.range.lowerBound {
        throw .corrupt(reason: "other chunks stand between the IDATs", offset: start)
      }
      guard header.colorType != .palette || palette != nil else {
        throw .corrupt(reason: "the palette is missing", offset: start)
      }
      data.append(chunk.range)
    case "tRNS": transparency = chunk.range
    case "eXIf": exif = chunk.range
    case "acTL" where chunk.range.count == 8 && data.isEmpty:
      frames = bytes[chunk.range.prefix(4)].reduce(0) { $0 << 8 | Int($1) }
    case "IEND": isComplete = true
    default:
      guard !chunk.isCritical else {
        throw .corrupt(reason: "the critical chunk \(chunk.type) is unknown", offset: start)
      }
    }
  }
}
