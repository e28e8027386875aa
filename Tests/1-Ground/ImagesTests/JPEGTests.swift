import Bytes
import Images
import TestSupport
import Testing

@Suite(.heavy)
struct JPEGTests {
  static let sizes = [(1, 1), (1, 9), (8, 8), (9, 7), (16, 16), (17, 16), (31, 33), (64, 48)]
    .map { PixelSize($0.0, $0.1) }

  /// A picture without edges.
  static func slope(_ size: PixelSize) -> Bitmap {
    var bitmap = Bitmap(width: size.width, height: size.height)
    for y in 0..<size.height {
      for x in 0..<size.width {
        bitmap[x, y] = RGBA(UInt8(40 + x * 3), UInt8(220 - y * 3), UInt8(60 + x + y))
      }
    }
    return bitmap
  }

  /// 33 dB are a mean squared error of 33.
  @Test(arguments: sizes, JPEGEncoder.Chroma.allCases)
  func `gives back about what it was given`(size: PixelSize, chroma: JPEGEncoder.Chroma) throws {
    let bitmap = JPEGTests.slope(size)
    var lastError = Double.infinity
    for quality in [30, 75, 95] {
      let bytes = try JPEGEncoder.encode(bitmap, quality: quality, chroma: chroma)
      let error = meanSquaredError(try JPEGDecoder.decode(bytes), bitmap)
      #expect(error < 33, "quality \(quality)")
      #expect(error <= lastError + 0.5)
      lastError = error
      let probe = Image.probe(bytes)
      #expect(probe.verdict == .sound)
      #expect(probe.shown == size)
      #expect(probe.quality == ImageQuality(.ijg, quality))
    }
  }

  @Test func `loses next to nothing at quality 100`() throws {
    let bitmap = JPEGTests.slope(PixelSize(61, 45))
    let bytes = try JPEGEncoder.encode(bitmap, quality: 100, chroma: .full)
    #expect(largestDifference(try JPEGDecoder.decode(bytes), bitmap) <= 3)
  }

  @Test func `reads a scan again and again, but not for ever`() throws {
    let bitmap = Bitmap(width: 8, height: 8, filling: RGBA(200, 30, 90))
    let bytes = try JPEGEncoder.encode(bitmap, quality: 90)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xDA]) })
    let scan = bytes[start..<bytes.count - 2]
    func file(_ scans: Int) -> [UInt8] {
      bytes[..<start] + repeatElement(scan, count: scans).joined() + [0xFF, 0xD9]
    }
    #expect(try JPEGDecoder.decode(file(500)) == JPEGDecoder.decode(bytes))
    #expect(throws: ImageError.unsupported(.jpeg, feature: "more than 500 scans")) {
      try JPEGDecoder.decode(file(501))
    }
  }

  @Test func `keeps flat colors flat`() throws {
    for color in [RGBA(0, 0, 0), RGBA(255, 255, 255), RGBA(200, 30, 90), RGBA(0, 255, 0)] {
      let bitmap = Bitmap(width: 20, height: 20, filling: color)
      let decoded = try JPEGDecoder.decode(JPEGEncoder.encode(bitmap, quality: 95))
      #expect(largestDifference(decoded, bitmap) <= 3)
    }
  }

  @Test func `shows what is transparent over white`() throws {
    let bitmap = Bitmap(width: 8, height: 8, filling: RGBA(0, 0, 0, 0))
    let decoded = try JPEGDecoder.decode(JPEGEncoder.encode(bitmap, quality: 90))
    #expect(decoded == Bitmap(width: 8, height: 8, filling: RGBA(255, 255, 255)))
  }

  @Test func `turns a progressive gray picture as its orientation says`() throws {
    let bitmap = try Image.decode(ForeignPictures.turnedProgressiveJPEG)
    #expect(bitmap.size == PixelSize(7, 13))
    // The source darkens to its upper left; a quarter turn to the right brings that to the right.
    #expect(bitmap[6, 0].red < 40 && bitmap[0, 12].red > 150)
  }

  @Test func `writes the same bytes for ever`() throws {
    // Held by independent decoders when they were written.
    let bitmap = DrawnPicture(seed: 9, size: PixelSize(99, 77)).bitmap
    let bytes = try JPEGEncoder.encode(bitmap, quality: 80)
    #expect(CRC32.checksum(of: bytes) == 0x1A41_3BF9)
    let png = PNGEncoder.encode(bitmap)
    #expect(CRC32.checksum(of: png) == 0xC883_2FEB)
    #expect(CRC32.checksum(of: bitmap.rgba) == 0xC84D_30D1)
  }

  @Test func `never decodes a cut file, nor crashes on a bent one`() throws {
    let bitmap = DrawnPicture(seed: 9, size: PixelSize(19, 18)).bitmap
    let own = try JPEGEncoder.encode(bitmap, quality: 50)
    for whole in [own, ForeignPictures.turnedProgressiveJPEG] {
      for count in whole.indices {
        #expect(throws: ImageError.self) { try JPEGDecoder.decode(Array(whole[..<count])) }
      }
      for bit in 0..<whole.count * 8 {
        var bent = whole
        bent[bit / 8] ^= 1 << UInt8(bit % 8)
        _ = try? JPEGDecoder.decode(bent, pixelLimit: 1 << 20)
      }
    }
  }

  /// A frame header with so many components, and nothing behind it.
  func frame(_ marker: UInt8, precision: UInt8, components: UInt8) -> [UInt8] {
    let parts: [UInt8] = (0..<components).flatMap { [$0, 0x11, 0] as [UInt8] }
    let body = [precision, 255, 255, 255, 255, components] + parts
    return [0xFF, 0xD8, 0xFF, marker, 0, UInt8(body.count + 2)] + body
  }

  @Test(
    arguments: [
      (0xC0, 8, 4, "JPEG with 4 components (CMYK) is not supported"),
      (0xC1, 12, 3, "JPEG with 12 bits a sample is not supported"),
      (
        0xC3, 8, 3, "JPEG with lossless, hierarchical or arithmetic coding is not supported"
      ),
      (0xC0, 8, 3, "65535x65535 is more than the 67108864 pixels that are allowed"),
    ] as [(UInt8, UInt8, UInt8, String)]
  )
  func `refuses what it can't read`(
    marker: UInt8,
    precision: UInt8,
    components: UInt8,
    wording: String
  ) {
    let bytes = frame(marker, precision: precision, components: components)
    let error = #expect(throws: ImageError.self) { try JPEGDecoder.decode(bytes) }
    #expect(error?.description == wording)
  }

  @Test func `takes no memory for what the file can't hold`() {
    var bytes = frame(0xC0, precision: 8, components: 3)
    // 8191 by 8191 pixels: few enough to be allowed, too many for 21 bytes.
    bytes.replaceSubrange(7..<11, with: [31, 255, 31, 255])
    #expect(throws: ImageError.corrupt(reason: "21 bytes can't hold 8191x8191 pixels", offset: 0)) {
      try JPEGDecoder.decode(bytes)
    }
    #expect(Image.probe(bytes).verdict == .corrupt)
  }
}
