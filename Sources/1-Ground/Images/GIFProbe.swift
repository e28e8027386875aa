import Bytes

/// Reads a GIF's blocks and passes over what is coded in them.
struct GIFProbe {
  private var reader: ByteReader
  private var screen: PixelSize?
  private var frames = 0
  private var isTransparent = false
  /// The word of the latest graphic control extension about the frame after it.
  private var nextIsTransparent = false
  private var metadata: Set<ImageMetadata> = []

  static func probe(_ bytes: [UInt8]) -> ImageProbe {
    ImageProbe(.gif) { (probe) throws(ImageError) in
      var reading = GIFProbe(reader: ByteReader(bytes))
      defer { reading.describe(in: &probe) }
      do {
        try reading.read()
      } catch let error as ImageError {
        throw error
      } catch {
        throw ImageError.truncated(field: "a block", offset: reading.reader.offset)
      }
    }
  }

  private init(reader: ByteReader) { self.reader = reader }

  private func describe(in probe: inout ImageProbe) {
    guard let screen else { return }
    probe.stored = screen
    probe.shown = screen
    probe.alpha = isTransparent
    probe.metadata = metadata
    probe.frames = frames
  }

  private mutating func read() throws {
    try reader.skip(6)
    var size = PixelSize(0, 0)
    size.width = Int(try reader.readLittleEndianUInt16())
    size.height = Int(try reader.readLittleEndianUInt16())
    screen = size
    let flags = try reader.readUInt8()
    try reader.skip(2)
    try skipColors(flags)
    guard size.width > 0, size.height > 0 else {
      throw ImageError.corrupt(reason: "the size \(size) is not allowed", offset: 6)
    }
    while try readBlock() {}
    guard frames > 0 else {
      throw ImageError.corrupt(reason: "there is no frame", offset: reader.offset - 1)
    }
  }

  private mutating func skipColors(_ flags: UInt8) throws {
    guard flags & 0x80 != 0 else { return }
    try reader.skip(3 << (Int(flags & 7) + 1))
  }

  /// False at the trailer.
  private mutating func readBlock() throws -> Bool {
    let start = reader.offset
    switch try reader.readUInt8() {
    case 0x21:
      let label = try reader.readUInt8()
      // The graphic control extension's first byte tells by its last bit.
      if label == 0xF9, reader.remaining > 1 {
        nextIsTransparent = reader.bytes[reader.offset + 1] & 1 == 1
      }
      let name = reader.bytes[reader.offset...].dropFirst()
      if let kind = ImageMetadata(ofExtension: label, name: name) { metadata.insert(kind) }
      try skipSubBlocks()
    case 0x2C:
      let isInside = try readArea()
      try skipColors(try reader.readUInt8())
      guard (1...11).contains(try reader.readUInt8()) else {
        throw ImageError.corrupt(reason: "the code size is not allowed", offset: reader.offset - 1)
      }
      guard isInside else { throw GIFFrames.beyondScreen(at: start) }
      guard let next = reader.next, next > 0 else {
        guard reader.isAtEnd else {
          throw ImageError.corrupt(reason: "a frame has no data", offset: reader.offset)
        }
        throw ImageError.truncated(field: "a frame", offset: start)
      }
      try skipSubBlocks()
      // In later frames a transparent pixel only keeps what was there.
      if frames == 0 { isTransparent = nextIsTransparent }
      frames += 1
    case 0x3B: return false
    default: throw ImageError.corrupt(reason: "no block starts here", offset: start)
    }
    return true
  }

  /// Whether the frame that begins here stays on the screen.
  private mutating func readArea() throws -> Bool {
    let left = Int(try reader.readLittleEndianUInt16())
    let top = Int(try reader.readLittleEndianUInt16())
    let width = Int(try reader.readLittleEndianUInt16())
    let height = Int(try reader.readLittleEndianUInt16())
    return screen.map { left + width <= $0.width && top + height <= $0.height } ?? false
  }

  private mutating func skipSubBlocks() throws {
    while case let count = Int(try reader.readUInt8()), count > 0 { try reader.skip(count) }
  }
}
