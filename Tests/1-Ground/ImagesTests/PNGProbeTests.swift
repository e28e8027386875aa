import Bytes
import Images
import Testing

struct PNGProbeTests {
  @Test(
    arguments: [
      (8, 2, false), (16, 2, false), (8, 6, true), (16, 4, true), (1, 0, false),
    ] as [(UInt8, UInt8, Bool)]
  )
  func `tells depth and alpha`(depth: UInt8, colorType: UInt8, alpha: Bool) {
    let row = [UInt8](repeating: 0, count: 9)
    let bytes = PNGBuilder(1, 1, depth: depth, colorType: colorType).finished([row])
    let probe = Image.probe(bytes)
    #expect(probe.verdict == .sound)
    #expect(probe.depth == Int(depth))
    #expect(probe.alpha == alpha)
    #expect(!probe.lossy && probe.quality == nil && probe.frames == 1)
  }

  @Test func `counts the frames of an animation`() {
    var builder = PNGBuilder(1, 1, depth: 8, colorType: 0)
    builder.add("acTL", [0, 0, 0, 12, 0, 0, 0, 0])
    #expect(Image.probe(builder.finished([[0, 0]])).frames == 12)
  }

  @Test func `calls every prefix truncated`() {
    let whole = PNGEncoder.encode(DrawnPicture(seed: 1, size: PixelSize(9, 7)).bitmap)
    #expect(Image.probe(whole).verdict == .sound)
    for count in 8..<whole.count {
      let prefix = Array(whole[..<count])
      #expect(Image.probe(prefix).verdict == .truncated, "\(count) bytes")
      #expect(throws: ImageError.self) { try Image.decode(prefix) }
    }
  }

  @Test func `finds every bit that flips`() {
    let whole = PNGEncoder.encode(DrawnPicture(seed: 2, size: PixelSize(9, 7)).bitmap)
    for bit in 0..<whole.count * 8 {
      var bent = whole
      bent[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(Image.probe(bent).verdict != .sound, "bit \(bit)")
      #expect(throws: ImageError.self) { try Image.decode(bent) }
    }
  }

  @Test func `lets bytes follow the end`() {
    let whole = PNGEncoder.flat(PixelSize(3, 3), color: RGBA(1, 2, 3))
    #expect(Image.probe(whole + [0, 1, 2]).verdict == .sound)
  }

  @Test func `says what is wrong and where`() {
    var builder = PNGBuilder(1, 1, depth: 8, colorType: 3)
    #expect(
      Image.probe(builder.finished([[0, 0]])).detail == "the palette is missing, at byte 33"
    )
    builder = PNGBuilder(0, 1, depth: 8, colorType: 0)
    #expect(
      Image.probe(builder.finished([[0, 0]])).detail == "the size 0x1 is not allowed, at byte 16"
    )
    builder = PNGBuilder(1, 1, depth: 8, colorType: 0)
    builder.add("ABCD", [])
    let probe = Image.probe(builder.finished([[0, 0]]))
    #expect(probe.verdict == .corrupt)
    #expect(probe.detail == "the critical chunk ABCD is unknown, at byte 33")
  }
}
