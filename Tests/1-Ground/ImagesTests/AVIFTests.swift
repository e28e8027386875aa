import Bytes
import Images
import TestSupport
import Testing

@Suite(.heavy)
struct AVIFTests {
  static let sizes = [(1, 1), (7, 3), (8, 8), (9, 17), (64, 64), (65, 63), (130, 40)]
    .map { PixelSize($0.0, $0.1) }

  @Test(arguments: sizes, [false, true])
  func `keeps a picture close at high quality`(size: PixelSize, hasAlpha: Bool) throws {
    let picture = testPicture(size, hasAlpha: hasAlpha)
    let back = try Image.decode(Image.encode(picture, as: .avif, quality: 95))
    #expect(meanSquaredError(picture, back) < 12)
  }

  @Test func `spends more bytes and errs less as quality rises`() throws {
    let picture = testPicture(PixelSize(96, 64))
    let files = try [10, 50, 90].map { try Image.encode(picture, as: .avif, quality: $0) }
    let errors = try files.map { try meanSquaredError(picture, Image.decode($0)) }
    #expect(files[0].count < files[1].count && files[1].count < files[2].count)
    #expect(errors[0] > errors[1] && errors[1] > errors[2])
  }

  @Test func `cuts what is too wide for one tile`() throws {
    let picture = testPicture(PixelSize(4200, 20))
    let back = try Image.decode(Image.encode(picture, as: .avif, quality: 90))
    #expect(meanSquaredError(picture, back) < 20)
  }

  @Test func `says that any shorter file is cut or foreign`() throws {
    let picture = testPicture(PixelSize(20, 12), hasAlpha: true)
    let file = try Image.encode(picture, as: .avif)
    for count in file.indices {
      #expect(!decodes(Array(file[..<count])), "\(count) of \(file.count) bytes")
    }
    #expect(decodes(file))
  }

  @Test func `survives every flipped bit`() throws {
    var file = try Image.encode(testPicture(PixelSize(9, 9)), as: .avif)
    for index in file.indices {
      for bit in 0..<8 {
        file[index] ^= 1 << bit
        _ = decodes(file)
        file[index] ^= 1 << bit
      }
    }
    #expect(decodes(file))
  }

  @Test func `refuses a picture over the limit before it makes room`() throws {
    let size = PixelSize(300, 300)
    let file = try Image.encode(Bitmap(width: 300, height: 300), as: .avif)
    #expect(throws: ImageError.tooLarge(size, limit: 10000)) {
      try Image.decode(file, pixelLimit: 10000)
    }
  }

  /// The start of an AVIF that says nothing about who wrote it.
  private static let foreignFile: [UInt8] = {
    let start = [0, 0, 0, 20] + Array("ftypavif".utf8) + [0, 0, 0, 0] + Array("avif".utf8)
    return start + [UInt8](repeating: 0, count: 600)
  }()

  private static let refusal =
    ImageError.unsupported(.avif, feature: "coding tools of other encoders")

  @Test func `leaves other encoders' pictures to a foreign decoder`() async throws {
    let picture = testPicture(PixelSize(3, 2))
    let foreign = ForeignDecoder { bytes, format in
      bytes == AVIFTests.foreignFile && format == .avif ? picture : nil
    }
    #expect(try await Image.decode(AVIFTests.foreignFile, foreign: foreign) == picture)
  }

  @Test func `says what is left out where no foreign decoder helps`() async {
    #expect(throws: AVIFTests.refusal) { try Image.decode(AVIFTests.foreignFile) }
    await #expect(throws: AVIFTests.refusal) {
      try await Image.decode(AVIFTests.foreignFile, foreign: ForeignDecoder { _, _ in nil })
    }
  }
}
