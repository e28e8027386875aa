import Bytes
import Testing

@testable import Images

struct ImageMetadataTests {
  /// A picture of one format with something in it beside its pixels.
  struct Carrier: CustomTestStringConvertible, Sendable {
    var format: ImageFormat
    var kind: ImageMetadata
    /// Puts it into the bytes of a bare picture.
    var carrying: @Sendable ([UInt8]) -> [UInt8]
    var testDescription: String { "\(kind.rawValue) in \(format.rawValue)" }
  }

  static let carriers: [Carrier] = pngs + jpegs + webPs + gifs + avifs

  private static let pngs = [
    (ImageMetadata.c2pa, "caBX", "jumb"), (.exif, "eXIf", "MM"), (.icc, "iCCP", "sRGB"),
    (.xmp, "iTXt", "XML:com.adobe.xmp\0"), (.text, "iTXt", "prompt\0"), (.text, "tEXt", "a\0b"),
    (.text, "zTXt", "a\0b"),
  ].map { kind, type, text in
    Carrier(format: .png, kind: kind) { png in
      var png = png
      // Behind the signature and IHDR.
      png.insert(contentsOf: PNGChunk.encode(type, Array(text.utf8)), at: 33)
      return png
    }
  }

  private static let jpegs = [
    (ImageMetadata.exif, 0xE1, "Exif\0\0"), (.xmp, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x/>"),
    (.icc, 0xE2, "ICC_PROFILE\0"), (.c2pa, 0xEB, "JP\0\0"), (.iptc, 0xED, "Photoshop 3.0\0"),
    (.text, 0xFE, "a comment"),
  ].map { (kind: ImageMetadata, marker: UInt8, text: String) in
    Carrier(format: .jpeg, kind: kind) { jpeg in
      var jpeg = jpeg
      jpeg.insert(contentsOf: [0xFF, marker, 0, UInt8(text.utf8.count + 2)] + text.utf8, at: 2)
      return jpeg
    }
  }

  private static let webPs = [
    (ImageMetadata.c2pa, "C2PA"), (.exif, "EXIF"), (.icc, "ICCP"), (.xmp, "XMP "),
  ].map { kind, type in
    Carrier(format: .webp, kind: kind) { webP in
      WebPContainer.file(webP[12...] + WebPContainer.chunk(type, [1, 2]))
    }
  }

  private static let gifs = [
    (ImageMetadata.text, 0xFE, "a comment"), (.xmp, 0xFF, "XMP DataXMP"),
    (.icc, 0xFF, "ICCRGBG1012"), (.c2pa, 0xFF, "C2PA_GIF\u{1}\0\0"),
  ].map { (kind: ImageMetadata, label: UInt8, text: String) in
    Carrier(format: .gif, kind: kind) { gif in
      var gif = gif
      // Before the trailer.
      let block = [0x21, label, UInt8(text.utf8.count)] + Array(text.utf8) + [0]
      gif.insert(contentsOf: block, at: gif.count - 1)
      return gif
    }
  }

  private static let avifs = [
    Carrier(format: .avif, kind: .c2pa) { avif in
      let identifier: [UInt8] = [
        0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4,
        0x81,
      ]
      return avif + [0, 0, 0, 24] + Array("uuid".utf8) + identifier
    }
  ]

  private static func bare(_ format: ImageFormat) throws -> [UInt8] {
    try Image.encode(Bitmap(width: 16, height: 8, filling: RGBA(9, 99, 199)), as: format)
  }

  @Test(arguments: carriers)
  func `a picture says what it carries beside its pixels`(_ carrier: Carrier) throws {
    let bare = try ImageMetadataTests.bare(carrier.format)
    #expect(Image.probe(bare).metadata == [])
    let probe = Image.probe(carrier.carrying(bare))
    #expect(probe.verdict == .sound, "\(probe.detail ?? "")")
    #expect(probe.metadata == [carrier.kind])
  }

  @Test(arguments: [ImageFormat.png, .jpeg, .gif, .webp, .avif])
  func `an opaque picture in colour is said to be one`(_ format: ImageFormat) throws {
    #expect(Image.probe(try ImageMetadataTests.bare(format)).mode == "rgb, 8 bits")
  }

  @Test func `alpha and grey are said, too`() throws {
    let clear = Bitmap(width: 4, height: 4, filling: RGBA(1, 2, 3, 128))
    #expect(Image.probe(PNGEncoder.encode(clear)).mode == "rgb with alpha, 8 bits")
    let header = PNGHeader(size: PixelSize(1, 1), depth: 16, colorType: .gray)
    let grey =
      PNGChunk.signature + PNGChunk.encode("IHDR", header.body)
      + PNGChunk.encode("IDAT", Zlib.compress([0, 0, 0])) + PNGChunk.encode("IEND", [])
    #expect(Image.probe(grey).mode == "gray, 16 bits")
  }
}
