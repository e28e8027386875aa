package import Bytes

/// The frames of a GIF one after the other, each laid over what the one before it left.
package struct GIFFrames {
  /// One frame as a viewer shows it.
  package struct Frame: Sendable, Equatable {
    package var bitmap: Bitmap
    /// Hundredths of a second that it stays.
    package var delay: Int
  }

  /// The size of the whole picture.
  package let size: PixelSize
  private var reader: ByteReader
  private let globalColors: [UInt8]
  private var canvas: Bitmap
  private var leftover: Leftover?
  private var control = Control()

  /// The words of a graphic control extension about the frame that follows.
  private struct Control {
    var disposal = 0
    var delay = 0
    var transparent: UInt8?
  }

  /// How the last frame is to be taken away before the next.
  private enum Leftover {
    case clear(Area)
    case restore(Bitmap)
  }

  private struct Area {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
  }

  /// Reads the header; refuses a screen of more pixels than the limit.
  package init(_ bytes: [UInt8], pixelLimit: Int = Image.pixelLimit) throws(ImageError) {
    guard ImageFormat(sniffing: bytes) == .gif else { throw .notAnImage }
    reader = ByteReader(bytes)
    do {
      try reader.skip(6)
      let width = Int(try reader.readLittleEndianUInt16())
      let height = Int(try reader.readLittleEndianUInt16())
      let flags = try reader.readUInt8()
      try reader.skip(2)
      size = PixelSize(width, height)
      globalColors = flags & 0x80 == 0 ? [] : Array(try reader.read(3 << (flags & 7 + 1)))
    } catch {
      throw .truncated(field: "the header", offset: error.offset)
    }
    guard size.width > 0, size.height > 0 else {
      throw .corrupt(reason: "a side of the screen is 0", offset: 6)
    }
    guard size.width * size.height <= pixelLimit else { throw .tooLarge(size, limit: pixelLimit) }
    canvas = Bitmap(width: size.width, height: size.height, filling: RGBA(0, 0, 0, 0))
  }

  /// The next frame; nil after the last.
  package mutating func next() throws(ImageError) -> Frame? {
    do {
      while true {
        let offset = reader.offset
        switch try reader.readUInt8() {
        case 0x21: try readExtension()
        case 0x2C: return try readFrame()
        case 0x3B: return nil
        default: throw ImageError.corrupt(reason: "no block starts here", offset: offset)
        }
      }
    } catch let error as ImageError {
      throw error
    } catch {
      throw .truncated(field: "a block", offset: reader.offset)
    }
  }

  /// An error for a frame that readers show differently: some cut it, some let the screen grow.
  static func beyondScreen(at offset: Int) -> ImageError {
    .corrupt(reason: "a frame reaches beyond the screen", offset: offset)
  }

  private mutating func readExtension() throws {
    let label = try reader.readUInt8()
    let data = try readBlocks()
    guard label == 0xF9, data.count >= 4 else { return }
    control.disposal = Int(data[0] >> 2 & 7)
    control.delay = Int(data[1]) | Int(data[2]) << 8
    control.transparent = data[0] & 1 == 1 ? data[3] : nil
  }

  private mutating func readBlocks() throws(EndOfBytes) -> [UInt8] {
    var data: [UInt8] = []
    while true {
      let count = Int(try reader.readUInt8())
      guard count > 0 else { return data }
      data += try reader.read(count)
    }
  }

  private mutating func readFrame() throws -> Frame {
    let start = reader.offset - 1
    let left = Int(try reader.readLittleEndianUInt16())
    let top = Int(try reader.readLittleEndianUInt16())
    let width = Int(try reader.readLittleEndianUInt16())
    let height = Int(try reader.readLittleEndianUInt16())
    let area = Area(left: left, top: top, width: width, height: height)
    let flags = try reader.readUInt8()
    let colors = flags & 0x80 == 0 ? globalColors : Array(try reader.read(3 << (flags & 7 + 1)))
    let codeSize = Int(try reader.readUInt8())
    guard (1...11).contains(codeSize) else {
      throw ImageError.corrupt(reason: "a code size of \(codeSize)", offset: reader.offset - 1)
    }
    guard left + width <= size.width, top + height <= size.height else {
      throw GIFFrames.beyondScreen(at: start)
    }
    let data = try readBlocks()
    var codes = GIFCodeReader(codeSize: codeSize)
    guard let indices = codes.read(data, count: width * height) else {
      throw ImageError.corrupt(reason: "an LZW code that was never defined", offset: start)
    }
    guard indices.count == width * height else {
      throw ImageError.corrupt(reason: "a frame has too few pixels", offset: start)
    }
    return try show(indices, area, colors: colors, isInterlaced: flags & 0x40 != 0, at: start)
  }

  private mutating func show(
    _ indices: [UInt8],
    _ area: Area,
    colors: [UInt8],
    isInterlaced: Bool,
    at offset: Int
  ) throws(ImageError) -> Frame {
    dispose()
    if control.disposal == 2 { leftover = .clear(area) }
    if control.disposal == 3 { leftover = .restore(canvas) }
    let rows = isInterlaced ? GIFFrames.interlaced(area.height) : Array(0..<area.height)
    for (line, row) in rows.enumerated() {
      for column in 0..<area.width {
        let index = indices[line * area.width + column]
        if index == control.transparent { continue }
        let entry = Int(index) * 3
        guard entry + 3 <= colors.count else {
          throw .corrupt(reason: "a pixel beyond the palette", offset: offset)
        }
        canvas[area.left + column, area.top + row] = RGBA(
          colors[entry],
          colors[entry + 1],
          colors[entry + 2]
        )
      }
    }
    defer { control = Control() }
    return Frame(bitmap: canvas, delay: control.delay)
  }

  private mutating func dispose() {
    switch leftover {
    case .clear(let area):
      for y in area.top..<area.top + area.height {
        for x in area.left..<area.left + area.width { canvas[x, y] = RGBA(0, 0, 0, 0) }
      }
    case .restore(let before): canvas = before
    case nil: break
    }
    leftover = nil
  }

  /// The order in which an interlaced frame stores its rows.
  private static func interlaced(_ height: Int) -> [Int] {
    [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { start, step in
      Array(stride(from: start, to: height, by: step))
    }
  }
}
