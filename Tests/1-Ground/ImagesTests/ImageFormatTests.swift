import Images
import Testing

struct ImageFormatTests {
  static let openings: [(bytes: [UInt8], format: ImageFormat?)] = [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
    (Array("GIF89a".utf8), .gif),
    (Array("GIF88a".utf8), nil),
    (Array("RIFF\0\0\0\0WEBPVP8 ".utf8), .webp),
    (Array("RIFF\0\0\0\0WAVE".utf8), nil),
    (Array("\0\0\0\u{18}ftypavif".utf8), .avif),
    (Array("\0\0\0\u{18}ftypmif1\0\0\0\0avif".utf8), .avif),
    (Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1".utf8), nil),
    ([], nil),
  ]

  @Test(arguments: openings)
  func `knows a format by its first bytes`(bytes: [UInt8], format: ImageFormat?) {
    #expect(ImageFormat(sniffing: bytes) == format)
  }

  @Test func `reads media types as loosely as they are sent`() {
    #expect(ImageFormat(mediaType: "image/JPG; charset=binary") == .jpeg)
    #expect(ImageFormat(mediaType: "image/webp") == .webp)
    #expect(ImageFormat(mediaType: "text/html") == nil)
  }

  @Test func `says that text is no image`() {
    let probe = Image.probe(Array("<html>".utf8))
    #expect(probe.verdict == .notAnImage)
    #expect(probe.format == nil)
    #expect(throws: ImageError.notAnImage) { try Image.decode(Array("<html>".utf8)) }
  }
}
