import Bytes
import Images
import TestSupport
import Testing

@Suite(.heavy)
struct PNGEncoderTests {
  @Test(arguments: 1...64)
  func `gives back every size`(width: Int) throws {
    for height in 1...64 {
      let size = PixelSize(width, height)
      let bitmap = DrawnPicture(seed: UInt64(height), size: size).bitmap
      #expect(try PNGDecoder.decode(PNGEncoder.encode(bitmap, level: .fast)) == bitmap)
    }
  }

  /// One picture for each color type and depth that the encoder chooses among.
  static func bitmap(colors: Int, gray: Bool, alpha: Bool) -> Bitmap {
    var bitmap = Bitmap(width: 37, height: 29)
    for y in 0..<29 {
      for x in 0..<37 {
        let level = UInt8((y * 37 + x) % colors % 256)
        let high = UInt8((y * 37 + x) % colors / 256)
        let color = gray ? RGBA(level, level, level) : RGBA(level, 255 - level, high)
        bitmap[x, y] = RGBA(color.red, color.green, color.blue, alpha ? 255 - high * 3 : 255)
      }
    }
    return bitmap
  }

  @Test(arguments: [1, 2, 3, 4, 5, 16, 17, 256, 257, 700], [false, true])
  func `gives back every count of colors`(colors: Int, alpha: Bool) throws {
    for gray in [false, true] {
      let bitmap = PNGEncoderTests.bitmap(colors: colors, gray: gray, alpha: alpha)
      for level in DeflateLevel.allCases {
        #expect(try PNGDecoder.decode(PNGEncoder.encode(bitmap, level: level)) == bitmap)
      }
    }
  }

  @Test(arguments: [RGBA(1, 2, 3), RGBA(9, 8, 7, 6)])
  func `writes a flat picture in a few bytes`(color: RGBA) throws {
    let size = PixelSize(1024, 1023)
    let bytes = PNGEncoder.flat(size, color: color)
    #expect(bytes.count < 400)
    #expect(try PNGDecoder.decode(bytes) == Bitmap(width: 1024, height: 1023, filling: color))
    #expect(Image.probe(bytes).verdict == .sound)
  }
}
