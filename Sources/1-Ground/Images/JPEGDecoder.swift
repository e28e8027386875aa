import Bytes

/// Reads baseline and progressive JPEGs, gray or in color; refuses CMYK and the rarer processes.
package struct JPEGDecoder {
  private typealias Marker = JPEGSegment.Marker

  private let bytes: [UInt8]
  private var frame: JPEGFrame?
  private var components: [JPEGComponent] = []
  private var tables = [[Int]?](repeating: nil, count: 4)
  private var dcCodes = [JPEGHuffmanCode?](repeating: nil, count: 4)
  private var acCodes = [JPEGHuffmanCode?](repeating: nil, count: 4)
  private var restartInterval = 0
  private var scanCount = 0
  private var orientation: ExifOrientation?
  /// The colors by the word of an Adobe segment: 0 for none, 1 for YCbCr.
  private var adobeTransform: UInt8?

  package static func decode(
    _ bytes: [UInt8],
    pixelLimit: Int = Image.pixelLimit
  ) throws(ImageError) -> Bitmap {
    var decoder = JPEGDecoder(bytes: bytes)
    try decoder.readSegments(pixelLimit)
    return try decoder.bitmap().oriented(decoder.orientation ?? .upright)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Encoders write a dozen; each may take few bytes and goes over the whole picture.
  private static let mostScans = 500

  private mutating func readSegments(_ pixelLimit: Int) throws(ImageError) {
    var reader = ByteReader(bytes)
    while true {
      guard !reader.isAtEnd else { throw .truncated(field: "EOI", offset: reader.offset) }
      let segment = try JPEGSegment.next(&reader)
      switch segment.marker {
      case Marker.end:
        guard !components.isEmpty, components.allSatisfy({ $0.table != nil }) else {
          throw .corrupt(reason: "a component has no scan", offset: reader.offset - 2)
        }
        return
      case Marker.scan:
        scanCount += 1
        guard scanCount <= JPEGDecoder.mostScans else {
          throw .unsupported(.jpeg, feature: "more than \(JPEGDecoder.mostScans) scans")
        }
        let end = try readScan(segment)
        reader = ByteReader(bytes, in: end..<bytes.count)
      case Marker.quantizationTables:
        for (number, table) in try JPEGQuantization.tables(segment, bytes) {
          tables[number] = table
        }
      case Marker.huffmanTables: try readHuffmanTables(segment)
      case Marker.restartInterval where segment.range.count == 2:
        restartInterval = bytes[segment.range].reduce(0) { $0 << 8 | Int($1) }
      case Marker.exif: orientation = orientation ?? ExifOrientation(bytes, in: segment.range)
      case Marker.adobe where bytes[segment.range].starts(with: Array("Adobe".utf8)):
        adobeTransform = segment.range.count >= 12 ? bytes[segment.range.lowerBound + 11] : nil
      default:
        if segment.isFrame { try readFrame(segment, pixelLimit) }
      }
    }
  }

  private mutating func readFrame(
    _ segment: JPEGSegment,
    _ pixelLimit: Int
  ) throws(ImageError) {
    guard frame == nil else {
      throw .corrupt(reason: "there is a second frame", offset: segment.range.lowerBound)
    }
    guard segment.marker <= 0xC2 else {
      throw .unsupported(.jpeg, feature: "lossless, hierarchical or arithmetic coding")
    }
    let frame = try JPEGFrame(parsing: segment, of: bytes)
    guard frame.precision == 8 else {
      throw .unsupported(.jpeg, feature: "\(frame.precision) bits a sample")
    }
    guard frame.components.count == 1 || frame.components.count == 3 else {
      throw .unsupported(.jpeg, feature: "\(frame.components.count) components (CMYK)")
    }
    try frame.size.check(limit: pixelLimit)
    try frame.checkSpace(bytes.count)
    components = frame.components.map { JPEGComponent($0, frame) }
    self.frame = frame
  }

  private mutating func readHuffmanTables(_ segment: JPEGSegment) throws(ImageError) {
    var reader = ByteReader(bytes, in: segment.range)
    do {
      while !reader.isAtEnd {
        let start = reader.offset
        let head = try reader.readUInt8()
        let counts = try reader.read(16).map { Int($0) }
        let symbols = Array(try reader.read(counts.reduce(0, +)))
        guard head & 0xEC == 0,
          let code = JPEGHuffmanCode(JPEGHuffman(counts: counts, symbols: symbols))
        else { throw ImageError.corrupt(reason: "a Huffman table makes no sense", offset: start) }
        if head >> 4 == 0 { dcCodes[Int(head & 3)] = code } else { acCodes[Int(head & 3)] = code }
      }
    } catch let error as ImageError {
      throw error
    } catch {
      throw .corrupt(reason: "a Huffman table is cut", offset: reader.offset)
    }
  }

  /// Reads a scan and gives the place of the marker behind it.
  private mutating func readScan(_ segment: JPEGSegment) throws(ImageError) -> Int {
    let start = segment.range.lowerBound
    guard let frame else { throw .corrupt(reason: "a scan precedes the frame", offset: start) }
    let scan = try JPEGScan(parsing: segment, of: bytes, frame: frame)
    for part in scan.parts where components[part.component].table == nil {
      guard let table = tables[frame.components[part.component].table] else {
        throw .corrupt(reason: "a scan's quantization table is missing", offset: start)
      }
      components[part.component].table = table
    }
    var decoder = JPEGScanDecoder(
      scan,
      isProgressive: frame.isProgressive,
      bytes: bytes,
      from: segment.range.upperBound,
      dcCodes: dcCodes,
      acCodes: acCodes
    )
    return try decoder.decode(&components, frame, restartInterval: restartInterval)
  }

  private func bitmap() throws(ImageError) -> Bitmap {
    guard let frame else { throw .corrupt(reason: "there is no frame", offset: 0) }
    let horizontal = frame.components.map(\.horizontal).max() ?? 1
    let vertical = frame.components.map(\.vertical).max() ?? 1
    let planes = components.map { component in
      JPEGUpsampling(
        component.plane(),
        horizontally: .init(most: horizontal, own: component.horizontal),
        vertically: .init(most: vertical, own: component.vertical),
        to: frame.size
      )
    }
    let isRGB = adobeTransform == 0 || frame.components.map(\.id) == Array("RGB".utf8)
    guard let bitmap = JPEGColor.bitmap(planes, frame.size, isRGB: isRGB) else {
      throw .corrupt(reason: "there are no pixels", offset: 0)
    }
    return bitmap
  }
}
