import Bytes

/// Writes a baseline JPEG with the tables of T.81's annex K.
package struct JPEGEncoder {
  /// How many pixels share one sample of color.
  package enum Chroma: Sendable, CaseIterable {
    /// Each pixel has its own: 4:4:4.
    case full
    /// Two by two pixels share one: 4:2:0.
    case halved
  }

  typealias Words = [(bits: UInt32, length: Int)]

  private var writer = JPEGBitWriter()
  private var coefficients = [Int](repeating: 0, count: 64)
  private var lastDC = [0, 0, 0]
  private let divisors: [[JPEGTransform.Row]]
  private let dcWords: [Words]
  private let acWords: [Words]

  /// Encodes a picture, over white where it is transparent; quality runs from 1 to 100.
  ///
  /// Colors are halved below quality 90 unless told.
  package static func encode(
    _ bitmap: Bitmap,
    quality: Int,
    chroma: Chroma? = nil
  ) throws(ImageError) -> [UInt8] {
    guard max(bitmap.width, bitmap.height) <= 65535 else {
      throw .unsupported(.jpeg, feature: "a side longer than 65535 pixels")
    }
    let chroma = chroma ?? (quality < 90 ? .halved : .full)
    let tables = [JPEGQuantization.luma, JPEGQuantization.chroma].map {
      JPEGQuantization.scaled($0, quality: quality)
    }
    var encoder = JPEGEncoder(tables)
    encoder.writeScan(JPEGColor(bitmap, halved: chroma == .halved), chroma)
    return head(bitmap.size, chroma, tables: tables) + encoder.writer.bytes + [0xFF, 0xD9]
  }

  private init(_ tables: [[Int]]) {
    divisors = tables.map { JPEGPlane.factors($0, reciprocal: true) }
    dcWords = JPEGHuffman.standard[0].map(\.words)
    acWords = JPEGHuffman.standard[1].map(\.words)
  }

  private mutating func writeScan(_ color: JPEGColor, _ chroma: Chroma) {
    let side = chroma == .halved ? 16 : 8
    for y in stride(from: 0, to: color.luma.height, by: side) {
      for x in stride(from: 0, to: color.luma.width, by: side) {
        for innerY in stride(from: y, to: y + side, by: 8) {
          for innerX in stride(from: x, to: x + side, by: 8) {
            writeBlock(color.luma, x: innerX, y: innerY, component: 0)
          }
        }
        writeBlock(color.blue, x: x * 8 / side, y: y * 8 / side, component: 1)
        writeBlock(color.red, x: x * 8 / side, y: y * 8 / side, component: 2)
      }
    }
    writer.align()
  }

  private mutating func writeBlock(_ plane: JPEGPlane, x: Int, y: Int, component: Int) {
    let table = min(component, 1)
    plane.quantize(x, y, divisors: divisors[table], into: &coefficients)
    let difference = coefficients[0] - lastDC[component]
    lastDC[component] = coefficients[0]
    let size = JPEGEncoder.size(of: difference)
    let word = dcWords[table][size]
    writer.write(word.bits, count: word.length)
    writer.write(JPEGEncoder.bits(of: difference, size), count: size)
    JPEGEncoder.eachWord(of: coefficients, acWords[table]) { writer.write($0, count: $1) }
  }

  /// The frequencies behind the mean: runs of zeros, each with the number that ends it.
  @inline(__always)
  static func eachWord(
    of coefficients: [Int],
    _ words: Words,
    write: (_ bits: UInt32, _ count: Int) -> Void
  ) {
    let zigzag = JPEGQuantization.zigzag
    var run = 0
    for index in 1..<64 {
      let value = coefficients[zigzag[index]]
      guard value != 0 else {
        run &+= 1
        continue
      }
      while run > 15 {
        write(words[0xF0].bits, words[0xF0].length)
        run &-= 16
      }
      let size = JPEGEncoder.size(of: value)
      let word = words[run << 4 | size]
      write(word.bits, word.length)
      write(JPEGEncoder.bits(of: value, size), size)
      run = 0
    }
    if run > 0 { write(words[0].bits, words[0].length) }
  }

  /// How many bits a number takes without its sign.
  @inline(__always)
  static func size(of value: Int) -> Int {
    Int.bitWidth &- value.magnitude.leadingZeroBitCount
  }

  /// The bits of a number: a negative one is told one less, so that its first bit is zero.
  @inline(__always)
  static func bits(of value: Int, _ size: Int) -> UInt32 {
    let bits = value < 0 ? value &- 1 : value
    return UInt32(truncatingIfNeeded: bits & (1 << size &- 1))
  }
}

extension JPEGEncoder {
  /// Everything before the coded data, which begins anew every so many blocks where `restart` says so.
  static func head(
    _ size: PixelSize,
    _ chroma: Chroma,
    tables: [[Int]],
    restart: Int? = nil
  ) -> [UInt8] {
    // JFIF 1.1 without a density.
    var bytes: [UInt8] = [0xFF, 0xD8]
    bytes += segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
    for (number, table) in tables.enumerated() {
      let values = JPEGQuantization.zigzag.map { UInt8(table[$0]) }
      bytes += segment(JPEGSegment.Marker.quantizationTables, [UInt8(number)] + values)
    }
    let sides = [size.height, size.width].flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let sampling: UInt8 = chroma == .halved ? 0x22 : 0x11
    bytes += segment(0xC0, [8] + sides + [3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1])
    for (kind, tables) in JPEGHuffman.standard.enumerated() {
      for (number, table) in tables.enumerated() {
        let counts = table.counts.map { UInt8($0) }
        bytes += segment(
          JPEGSegment.Marker.huffmanTables,
          [UInt8(kind << 4 | number)] + counts + table.symbols
        )
      }
    }
    if let restart {
      bytes += segment(0xDD, [UInt8(restart >> 8), UInt8(restart & 255)])
    }
    return bytes + segment(JPEGSegment.Marker.scan, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0])
  }

  static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    let count = body.count + 2
    return [0xFF, marker, UInt8(count >> 8), UInt8(count & 255)] + body
  }
}
