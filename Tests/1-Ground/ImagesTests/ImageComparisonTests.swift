import Bytes
import Images
import TestSupport
import Testing

@Suite(.heavy)
struct ImageComparisonTests {
  let picture = DrawnPicture(seed: 8, size: PixelSize(96, 64)).bitmap

  @Test func `finds a picture equal to itself`() {
    let comparison = ImageComparison(picture, picture)
    #expect(comparison.isExact)
    #expect(comparison.lumaPSNR == .infinity)
    #expect(comparison.similarity == 1)
    #expect(comparison.holds(.exact) && comparison.holds(.fine))
  }

  @Test func `computes both measures as their formulas say`() {
    // Flat pictures have no variance: only the means' term is left of the similarity.
    let gray = Bitmap(width: 20, height: 13, filling: RGBA(100, 100, 100))
    let lighter = Bitmap(width: 20, height: 13, filling: RGBA(110, 110, 110))
    let comparison = ImageComparison(gray, lighter)
    // 10 log10(255² / 10²) and (2·100·110 + 6.5025) / (100² + 110² + 6.5025).
    #expect(abs(comparison.lumaPSNR - 28.1308) < 0.0005)
    #expect(abs(comparison.similarity - 0.995476) < 0.0001)
    #expect(comparison.largestDifference == 10)
    #expect(!comparison.isExact)
  }

  @Test func `sees transparent pixels over white`() {
    let clear = Bitmap(width: 9, height: 9, filling: RGBA(0, 0, 0, 0))
    let white = Bitmap(width: 9, height: 9, filling: RGBA(255, 255, 255))
    let comparison = ImageComparison(clear, white)
    #expect(comparison.lumaPSNR == .infinity)
    #expect(!comparison.isExact)
  }

  @Test func `finds pictures of different sizes unlike`() {
    let comparison = ImageComparison(picture, Bitmap(width: 96, height: 63))
    #expect(!comparison.holds(.coarse) && !comparison.holds(.paletted))
  }

  @Test(arguments: [30, 75, 90])
  func `takes a picture through JPEG for the same`(quality: Int) throws {
    let large = DrawnPicture(seed: 8, size: PixelSize(320, 256)).bitmap
    let decoded = try Image.decode(Image.encode(large, as: .jpeg, quality: quality))
    let comparison = ImageComparison(large, decoded)
    #expect(comparison.holds(.through(.jpeg, quality: quality)), "\(comparison)")
    #expect(!comparison.holds(.exact))
  }

  @Test(arguments: ExifOrientation.allCases.dropFirst())
  func `takes no turned picture for the same`(orientation: ExifOrientation) {
    let square = DrawnPicture(seed: 8, size: PixelSize(128, 128)).bitmap
    #expect(!ImageComparison(square, square.oriented(orientation)).holds(.coarse))
  }

  @Test func `takes no other picture for the same`() {
    let other = DrawnPicture(seed: 9, size: picture.size).bitmap
    #expect(!ImageComparison(picture, other).holds(.coarse))
  }

  @Test func `finds more in common with a finer file`() throws {
    let ratios = try [10, 90].map { quality in
      ImageComparison(picture, try Image.decode(Image.encode(picture, as: .jpeg, quality: quality)))
        .lumaPSNR
    }
    #expect(ratios[1] - ratios[0] >= 2)
  }
}
