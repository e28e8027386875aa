import Bytes

/// Reads a JPEG's markers and passes over what is coded between them.
struct JPEGProbe {
  private typealias Marker = JPEGSegment.Marker

  private let bytes: [UInt8]
  private var frame: JPEGFrame?
  private var tables: [Int: [Int]] = [:]
  private var orientation: ExifOrientation?
  private var restartInterval = 0
  private var metadata: Set<ImageMetadata> = []

  static func probe(_ bytes: [UInt8]) -> ImageProbe {
    ImageProbe(.jpeg) { (probe) throws(ImageError) in
      var reading = JPEGProbe(bytes: bytes)
      defer { reading.describe(in: &probe) }
      try reading.read()
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func describe(in probe: inout ImageProbe) {
    probe.metadata = metadata
    guard let frame else { return }
    probe.stored = frame.size
    probe.shown = frame.size.oriented(orientation ?? .upright)
    probe.depth = frame.precision
    probe.colors = frame.colors
    probe.lossy = !frame.isLossless
    guard probe.lossy, let table = tables[frame.components[0].table] else { return }
    probe.quality = JPEGQuantization.quality(ofLuma: table)
  }

  private mutating func read() throws(ImageError) {
    var reader = ByteReader(bytes)
    var hasScan = false
    while true {
      guard !reader.isAtEnd else { throw .truncated(field: "EOI", offset: reader.offset) }
      let segment = try JPEGSegment.next(&reader)
      switch segment.marker {
      case Marker.end:
        guard hasScan else {
          throw .corrupt(reason: "there is no scan", offset: reader.offset - 2)
        }
        return
      case Marker.scan:
        try check(scan: segment)
        reader = ByteReader(bytes, in: try endOfScan(from: reader.offset)..<bytes.count)
        hasScan = true
      default: try take(segment)
      }
    }
  }

  private mutating func take(_ segment: JPEGSegment) throws(ImageError) {
    if let kind = ImageMetadata(ofMarker: segment.marker, body: bytes[segment.range]) {
      metadata.insert(kind)
    }
    switch segment.marker {
    case Marker.quantizationTables:
      // The first scan's tables are the ones that tell; later frames can't follow.
      for (number, table) in try JPEGQuantization.tables(segment, bytes) { tables[number] = table }
    case Marker.exif: orientation = orientation ?? ExifOrientation(bytes, in: segment.range)
    case Marker.restartInterval where segment.range.count == 2:
      restartInterval = bytes[segment.range].reduce(0) { $0 << 8 | Int($1) }
    default:
      guard segment.isFrame else { return }
      guard frame == nil else {
        throw .corrupt(reason: "there is a second frame", offset: segment.range.lowerBound)
      }
      frame = try JPEGFrame(parsing: segment, of: bytes)
      try frame?.checkSpace(bytes.count)
    }
  }

  /// A scan needs a frame, and its header as many of the frame's components as it says.
  private func check(scan segment: JPEGSegment) throws(ImageError) {
    let start = segment.range.lowerBound
    guard let frame else { throw .corrupt(reason: "a scan precedes the frame", offset: start) }
    let body = bytes[segment.range]
    guard let count = body.first, (1...4).contains(count), body.count == 4 + Int(count) * 2,
      stride(from: start + 1, to: start + Int(count) * 2, by: 2).allSatisfy({ offset in
        frame.components.contains { $0.id == bytes[offset] }
      })
    else { throw .corrupt(reason: "a scan names components that aren't there", offset: start) }
  }

  /// Passes over coded data to the next marker; restarts have to come in turn.
  private func endOfScan(from start: Int) throws(ImageError) -> Int {
    var offset = start
    var restart: UInt8 = 0
    while true {
      offset = JPEGSegment.nextMarker(bytes, from: offset)
      guard offset < bytes.count else { throw .truncated(field: "the scan", offset: start) }
      let marker = bytes[offset + 1]
      guard Marker.restart.contains(marker) else { break }
      guard restartInterval > 0, marker & 7 == restart else {
        throw .corrupt(reason: "a restart marker is out of turn", offset: offset)
      }
      restart = (restart + 1) & 7
      offset += 2
    }
    guard offset > start else { throw .corrupt(reason: "the scan is empty", offset: start) }
    return offset
  }
}
