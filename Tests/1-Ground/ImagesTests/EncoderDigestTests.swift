import Bytes
import Images
import TestSupport
import Testing

/// Files that an independent decoder has once taken; any change to an encoder shows here.
@Suite(.heavy)
struct EncoderDigestTests {
  private static let picture = testPicture(PixelSize(45, 37), hasAlpha: true)

  @Test(arguments: [
    (ImageFormat.gif, UInt64(0x1DCCC004179F6C80)),
    (.webp, 0x2C226A9D1B0E3AB9),
    (.avif, 0xC9E98839B153B318),
  ])
  func `writes the same bytes for the same picture`(format: ImageFormat, expected: UInt64) throws {
    let file = try Image.encode(EncoderDigestTests.picture, as: format, quality: 70)
    #expect(digest(file) == expected)
  }

  @Test func `writes the same bytes without loss`() throws {
    let file = try Image.encodeLosslessWebP(EncoderDigestTests.picture)
    #expect(digest(file) == 0x3DC54C540DDE33A4)
  }
}
