import Bytes
import Images
import TestSupport
import Testing

struct PosterEncoderTests {
  private static let sizes = [
    PixelSize(160, 96), PixelSize(99, 77), PixelSize(1, 1), PixelSize(3, 17), PixelSize(640, 360),
    PixelSize(256, 8),
  ]
  private static let seeds: [UInt64] = [0, 1, 7, .max]

  @Test(arguments: [ImageFormat.png, .gif, .webp], sizes)
  func `a seed's colors are put where the others stood, pixel for pixel`(
    format: ImageFormat,
    size: PixelSize
  ) throws {
    let encoder = try PosterEncoder(size: size, format: format)
    for seed in PosterEncoderTests.seeds {
      let bytes = try encoder.encode(seed: seed)
      #expect(ImageFormat(sniffing: bytes) == format)
      #expect(Image.probe(bytes).verdict == .sound)
      #expect(try Image.decode(bytes) == DrawnPoster(seed: seed, size: size).bitmap)
    }
  }

  @Test(arguments: [ImageFormat.jpeg, .avif], sizes)
  func `a lossy format shows the poster of its seed and of no other`(
    format: ImageFormat,
    size: PixelSize
  ) throws {
    let encoder = try PosterEncoder(size: size, format: format)
    let decoded = try PosterEncoderTests.seeds.map { seed in
      let bytes = try encoder.encode(seed: seed)
      #expect(Image.probe(bytes).verdict == .sound)
      return try Image.decode(bytes)
    }
    for (seed, bitmap) in zip(PosterEncoderTests.seeds, decoded) {
      let own = DrawnPoster(seed: seed, size: size).bitmap
      #expect(ImageComparison(own, bitmap).lumaPSNR > (size.width < 8 ? 20 : 32))
    }
    #expect(Set(decoded.map(\.rgba)).count == decoded.count)
  }

  @Test func `a JPEG of few rows of blocks is what a whole encoder makes of the poster`() throws {
    for (size, quality) in [(PixelSize(160, 96), 90), (PixelSize(99, 77), 95)] {
      let bitmap = DrawnPoster(seed: 5, size: size).bitmap
      let whole = try Image.decode(JPEGEncoder.encode(bitmap, quality: quality, chroma: .full))
      let poster = try PosterEncoder(size: size, format: .jpeg, quality: quality).encode(seed: 5)
      #expect(try Image.decode(poster) == whole)
    }
  }

  @Test(arguments: [ImageFormat.jpeg, .webp, .avif])
  func `more quality takes more bytes`(format: ImageFormat) throws {
    let counts = try [10, 50, 90].map { quality in
      try PosterEncoder(size: PixelSize(320, 240), format: format, quality: quality)
        .encode(seed: 1).count
    }
    #expect(counts == counts.sorted() && Set(counts).count == 3)
  }

  @Test(arguments: [(ImageFormat.jpeg, 65536), (.webp, 16384), (.gif, 65536)])
  func `a side that the format can't count is refused`(format: ImageFormat, side: Int) {
    #expect(throws: ImageError.self) {
      try PosterEncoder(size: PixelSize(side, 1), format: format)
    }
  }
}
