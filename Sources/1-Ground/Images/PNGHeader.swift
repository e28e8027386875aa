import Bytes

/// The chunk that opens every PNG (PNG, section 11.2.2).
struct PNGHeader: Equatable {
  enum ColorType: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgba = 6

    var channels: Int {
      switch self {
      case .gray, .palette: 1
      case .grayAlpha: 2
      case .rgb: 3
      case .rgba: 4
      }
    }

    var depths: [Int] {
      switch self {
      case .gray: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .grayAlpha, .rgba: [8, 16]
      }
    }

    var hasAlpha: Bool { self == .grayAlpha || self == .rgba }

    var colors: ImageProbe.Colors {
      switch self {
      case .gray, .grayAlpha: .gray
      case .palette, .rgb, .rgba: .rgb
      }
    }
  }

  var size: PixelSize
  var depth: Int
  var colorType: ColorType
  var isInterlaced = false

  var bitsPerPixel: Int { colorType.channels * depth }

  /// How far back the filters look for the pixel to the left.
  var filterDistance: Int { max(1, bitsPerPixel / 8) }

  /// The bytes of one row without its filter byte.
  func rowCount(width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }

  /// The bytes of all rows with their filter bytes; the greatest number where that overflows.
  var rawCount: Int {
    passes.reduce(0) { total, pass in
      guard pass.width > 0 else { return total }
      let (count, overflow) = (rowCount(width: pass.width) + 1)
        .multipliedReportingOverflow(by: pass.height)
      return overflow || count > Int.max - total ? Int.max : total + count
    }
  }

  /// The smaller pictures that follow each other in the data: one, or Adam7's seven.
  var passes: [PNGPass] {
    guard isInterlaced else {
      return [PNGPass(column: 0, row: 0, stepX: 1, stepY: 1, of: size)]
    }
    return PNGPass.adam7.map { start in
      PNGPass(column: start[0], row: start[1], stepX: start[2], stepY: start[3], of: size)
    }
  }
}

extension PNGHeader {
  /// Reads the thirteen bytes of IHDR.
  init(parsing body: ArraySlice<UInt8>) throws(ImageError) {
    let bytes = Array(body)
    let start = body.startIndex
    guard bytes.count == 13 else {
      throw .corrupt(reason: "IHDR has \(bytes.count) bytes instead of 13", offset: start)
    }
    let words = [0, 4].map { bytes[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
    guard words.allSatisfy({ (1...0x7FFF_FFFF).contains($0) }) else {
      throw .corrupt(reason: "the size \(words[0])x\(words[1]) is not allowed", offset: start)
    }
    guard let colorType = ColorType(rawValue: bytes[9]),
      colorType.depths.contains(Int(bytes[8]))
    else {
      let reason = "color type \(bytes[9]) with depth \(bytes[8]) is not allowed"
      throw .corrupt(reason: reason, offset: start + 8)
    }
    guard bytes[10] == 0, bytes[11] == 0, bytes[12] <= 1 else {
      throw .corrupt(reason: "the compression, filter or interlace is unknown", offset: start + 10)
    }
    self.init(
      size: PixelSize(words[0], words[1]),
      depth: Int(bytes[8]),
      colorType: colorType,
      isInterlaced: bytes[12] == 1
    )
  }

  var body: [UInt8] {
    let numbers = [size.width, size.height].flatMap { number in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    return numbers + [UInt8(depth), colorType.rawValue, 0, 0, isInterlaced ? 1 : 0]
  }
}

/// Every so many pixels of every so many rows, stored as a picture of their own.
struct PNGPass: Equatable {
  /// First column and row, and the steps, of each pass (PNG, section 8.2).
  static let adam7 = [
    [0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2],
    [0, 1, 1, 2],
  ]

  var column: Int
  var row: Int
  var stepX: Int
  var stepY: Int
  var width: Int
  var height: Int

  init(column: Int, row: Int, stepX: Int, stepY: Int, of size: PixelSize) {
    self.column = column
    self.row = row
    self.stepX = stepX
    self.stepY = stepY
    width = max(0, (size.width - column + stepX - 1) / stepX)
    height = max(0, (size.height - row + stepY - 1) / stepY)
  }
}
