import Bytes
import Images
import Testing

struct GIFTests {
  static let sizes = [(1, 1), (2, 1), (7, 3), (16, 16), (33, 65), (200, 3)]
    .map { PixelSize($0.0, $0.1) }

  @Test(arguments: sizes)
  func `keeps every pixel of a picture with few colors`(size: PixelSize) throws {
    var picture = Bitmap(width: size.width, height: size.height)
    for y in 0..<size.height {
      for x in 0..<size.width {
        picture[x, y] = RGBA(UInt8(x % 13 * 19), UInt8(y % 17 * 15), 77)
      }
    }
    #expect(try Image.decode(Image.encode(picture, as: .gif)) == picture)
  }

  @Test func `comes close with 256 colors and keeps what is transparent`() throws {
    let picture = testPicture(PixelSize(90, 70), hasAlpha: true)
    let back = try Image.decode(Image.encode(picture, as: .gif))
    var error = 0
    for y in 0..<70 {
      for x in 0..<90 {
        let (original, copy) = (picture[x, y], back[x, y])
        #expect((original.alpha >= 128) == (copy.alpha == 255))
        guard original.alpha >= 128 else { continue }
        error = max(error, abs(Int(original.red) - Int(copy.red)))
      }
    }
    #expect(error < 60)
  }

  /// Two frames of 2x2 by hand: all red, then one green pixel, shown over the first or over none.
  static func animation(disposal: UInt8) -> [UInt8] {
    var bytes = Array("GIF89a".utf8) + [2, 0, 2, 0, 0x80, 0, 0, 255, 0, 0, 0, 255, 0]
    bytes += [0x21, 0xF9, 4, disposal << 2, 50, 0, 0, 0]
    // Codes of three bits: clear, 0, 0, 0, then four bits after the table grew: 0, end.
    bytes += [0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0b0000_0100, 0b0000_0000, 0b0000_0101, 0]
    // A single pixel: clear, 1, end.
    bytes += [0x2C, 1, 0, 1, 0, 1, 0, 1, 0, 0, 2, 2, 0b0100_1100, 0b0000_0001, 0, 0x3B]
    return bytes
  }

  @Test(arguments: [1, 2, 3])
  func `takes a frame away as it asks before the next`(disposal: UInt8) throws {
    let below = disposal == 1 ? RGBA(255, 0, 0) : RGBA(0, 0, 0, 0)
    var frames = try GIFFrames(GIFTests.animation(disposal: disposal))
    let first = try #require(try frames.next())
    #expect(first.bitmap == Bitmap(width: 2, height: 2, filling: RGBA(255, 0, 0)))
    #expect(first.delay == 50)
    let second = try #require(try frames.next())
    #expect(second.bitmap[1, 1] == RGBA(0, 255, 0))
    #expect(second.bitmap[0, 0] == below)
    #expect(try frames.next() == nil)
  }

  @Test func `survives every prefix and every flipped bit`() throws {
    var file = try Image.encode(testPicture(PixelSize(12, 9)), as: .gif)
    for count in file.indices { _ = decodes(Array(file[..<count])) }
    for index in file.indices {
      for bit in 0..<8 {
        file[index] ^= 1 << bit
        _ = decodes(file)
        file[index] ^= 1 << bit
      }
    }
    #expect(!decodes(Array(file.dropLast(3))))
    #expect(decodes(file))
  }

  @Test func `refuses a bomb of a few bytes`() {
    let bomb = Array("GIF89a".utf8) + [255, 255, 255, 255, 0, 0, 0]
    #expect(throws: ImageError.tooLarge(PixelSize(65535, 65535), limit: 1 << 26)) {
      try Image.decode(bomb)
    }
  }
}
