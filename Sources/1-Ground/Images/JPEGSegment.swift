import Bytes

/// One marker of a JPEG with the parameters that follow it (ITU T.81, annex B).
struct JPEGSegment: Equatable {
  enum Marker {
    static let huffmanTables: UInt8 = 0xC4
    static let arithmeticTables: UInt8 = 0xCC
    static let restart: ClosedRange<UInt8> = 0xD0...0xD7
    static let end: UInt8 = 0xD9
    static let scan: UInt8 = 0xDA
    static let quantizationTables: UInt8 = 0xDB
    static let restartInterval: UInt8 = 0xDD
    static let exif: UInt8 = 0xE1
    static let adobe: UInt8 = 0xEE
  }

  var marker: UInt8
  /// Where the parameters stand, without their length.
  var range: Range<Int>

  /// Whether the marker opens a frame; three numbers of that row mean something else.
  var isFrame: Bool {
    (0xC0...0xCF).contains(marker) && marker != 0xC8
      && marker != Marker.huffmanTables && marker != Marker.arithmeticTables
  }

  /// Reads the marker at the reader's place, with any fill bytes before it.
  static func next(_ reader: inout ByteReader) throws(ImageError) -> JPEGSegment {
    let start = reader.offset
    do {
      guard try reader.readUInt8() == 0xFF else {
        throw ImageError.corrupt(reason: "a marker is missing", offset: start)
      }
      var marker = try reader.readUInt8()
      while marker == 0xFF { marker = try reader.readUInt8() }
      guard marker != 0 else {
        throw ImageError.corrupt(reason: "a marker is missing", offset: start)
      }
      let isBare = marker == 1 || (0xD0...0xD9).contains(marker)
      if isBare { return JPEGSegment(marker: marker, range: reader.offset..<reader.offset) }
      let count = Int(try reader.readUInt16())
      guard count >= 2 else {
        throw ImageError.corrupt(reason: "a segment's length is \(count)", offset: start)
      }
      let range = reader.offset..<reader.offset + count - 2
      try reader.skip(count - 2)
      return JPEGSegment(marker: marker, range: range)
    } catch let error as ImageError {
      throw error
    } catch {
      throw .truncated(field: "a segment", offset: start)
    }
  }

  /// The place of the first marker from `start` on; the end where none follows.
  static func nextMarker(_ bytes: [UInt8], from start: Int) -> Int {
    let bytes = bytes.span
    var offset = start
    while offset &+ 1 < bytes.count {
      // Where none of eight is 0xFF, none of them need be looked at.
      while offset &+ 8 < bytes.count, !has0xFF(bytes, offset) { offset &+= 8 }
      guard bytes[offset] == 0xFF else {
        offset &+= 1
        continue
      }
      let next = bytes[offset &+ 1]
      guard next == 0 || next == 0xFF else { return offset }
      // A zero makes the byte before it data; a second 0xFF makes the first a filler.
      offset &+= next == 0 ? 2 : 1
    }
    return bytes.count
  }

  @inline(__always)
  private static func has0xFF(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let inverted = unsafe ~bytes.bytes.unsafeLoadUnaligned(
      fromByteOffset: start,
      as: UInt64.self
    )
    // A byte of zero borrows from the bit above it.
    return (inverted &- 0x0101_0101_0101_0101) & ~inverted & 0x8080_8080_8080_8080 != 0
  }
}
