import Bytes
import Images
import Testing

struct PNGDecoderTests {
  func pixels(_ bytes: [UInt8]) throws -> [[UInt8]] {
    let rgba = try Image.decode(bytes).rgba
    return stride(from: 0, to: rgba.count, by: 4).map { Array(rgba[$0..<$0 + 4]) }
  }

  @Test(
    arguments: [
      (1, [0, 0b0100_0000], [0, 255, 0]),
      (2, [0, 0b0001_1000], [0, 85, 170]),
      (4, [0, 0x0F, 0x10], [0, 255, 17]),
      (8, [0, 3, 200, 255], [3, 200, 255]),
      (16, [0, 0, 0, 0x80, 0x80, 0xFF, 0xFF], [0, 128, 255]),
    ] as [(UInt8, [UInt8], [UInt8])]
  )
  func `scales gray of every depth to eight bits`(depth: UInt8, row: [UInt8], gray: [UInt8]) throws
  {
    let bytes = PNGBuilder(3, 1, depth: depth, colorType: 0).finished([row])
    #expect(try pixels(bytes) == gray.map { [$0, $0, $0, 255] })
  }

  @Test func `looks palette indices up, with their transparency`() throws {
    var builder = PNGBuilder(3, 1, depth: 2, colorType: 3)
    builder.add("PLTE", [10, 20, 30, 40, 50, 60, 70, 80, 90])
    builder.add("tRNS", [0, 128])
    let bytes = builder.finished([[0, 0b0001_1000]])
    #expect(try pixels(bytes) == [[10, 20, 30, 0], [40, 50, 60, 128], [70, 80, 90, 255]])
  }

  @Test func `makes the one color that tRNS names transparent`() throws {
    var gray = PNGBuilder(2, 1, depth: 4, colorType: 0)
    gray.add("tRNS", [0, 5])
    #expect(try pixels(gray.finished([[0, 0x54]])) == [[85, 85, 85, 0], [68, 68, 68, 255]])
    var color = PNGBuilder(2, 1, depth: 16, colorType: 2)
    color.add("tRNS", [1, 0, 2, 0, 3, 0])
    let row: [UInt8] = [0, 1, 0, 2, 0, 3, 0, 1, 0, 2, 0, 3, 1]
    #expect(try pixels(color.finished([row])) == [[1, 2, 3, 0], [1, 2, 3, 255]])
  }

  @Test func `undoes each filter`() throws {
    // Row by row: 1 2 3 4, then its like through sub, up, average and Paeth.
    let rows: [[UInt8]] = [
      [0, 1, 2, 3, 4], [1, 9, 1, 1, 1], [2, 1, 1, 1, 1], [3, 15, 10, 9, 8], [4, 1, 1, 1, 1],
    ]
    let bytes = PNGBuilder(4, 5, depth: 8, colorType: 0).finished(rows)
    // 9 10 11 12 / 10 11 12 13 / 20 (10/2+15), (20+11)/2+10=25, (25+12)/2+9=27, (27+13)/2+8=28
    // Paeth: 21; then of left 21, up 25, corner 20 the nearest to 26 is 25, and so on.
    let expected: [UInt8] = [
      1, 2, 3, 4, 9, 10, 11, 12, 10, 11, 12, 13, 20, 25, 27, 28, 21, 26, 28, 29,
    ]
    #expect(try pixels(bytes).map { $0[0] } == expected)
  }

  @Test func `puts the seven passes of an interlaced picture at their places`() throws {
    // Every pixel holds the number of its pass.
    let rows: [[UInt8]] = [
      [0, 1], [0, 2], [0, 3, 3], [0, 4, 4], [0, 4, 4], [0, 5, 5, 5, 5], [0, 5, 5, 5, 5],
      [0, 6, 6, 6, 6], [0, 6, 6, 6, 6], [0, 6, 6, 6, 6], [0, 6, 6, 6, 6],
      [0, 7, 7, 7, 7, 7, 7, 7, 7], [0, 7, 7, 7, 7, 7, 7, 7, 7], [0, 7, 7, 7, 7, 7, 7, 7, 7],
      [0, 7, 7, 7, 7, 7, 7, 7, 7],
    ]
    let bytes = PNGBuilder(8, 8, depth: 8, colorType: 0, interlace: 1).finished(rows)
    let expected = [
      "16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656",
      "77777777",
    ]
    let seen = try pixels(bytes).map { String($0[0]) }.joined()
    #expect(seen == expected.joined())
  }

  @Test func `turns the picture as its orientation says`() throws {
    var builder = PNGBuilder(2, 1, depth: 8, colorType: 0)
    let entry: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
    builder.add("eXIf", [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1] + entry + [0, 0, 0, 0])
    let bytes = builder.finished([[0, 10, 20]])
    let bitmap = try Image.decode(bytes)
    #expect(bitmap.size == PixelSize(1, 2))
    #expect(bitmap.rgba == [10, 10, 10, 255, 20, 20, 20, 255])
    let probe = Image.probe(bytes)
    #expect(probe.stored == PixelSize(2, 1))
    #expect(probe.shown == bitmap.size)
  }

  @Test func `refuses a bomb before it takes memory`() {
    var builder = PNGBuilder(65535, 65535, depth: 8, colorType: 6)
    builder.add("IDAT", [0x78, 0x9C])
    builder.add("IEND", [])
    let size = PixelSize(65535, 65535)
    #expect(throws: ImageError.tooLarge(size, limit: Image.pixelLimit)) {
      try Image.decode(builder.bytes)
    }
    #expect(Image.probe(builder.bytes).verdict == .corrupt)
    #expect(Image.probe(builder.bytes).stored == size)
  }
}
