import Bytes
import Images
import TestSupport
import Testing

@Suite(.heavy)
struct WebPTests {
  static let sizes = [(1, 1), (7, 3), (16, 16), (17, 33), (64, 40), (130, 9)]
    .map { PixelSize($0.0, $0.1) }

  @Test(arguments: sizes)
  func `keeps a picture close at high quality`(size: PixelSize) throws {
    let picture = testPicture(size)
    let back = try Image.decode(Image.encode(picture, as: .webp, quality: 95))
    // One chroma sample for four pixels blurs the edges of the mark.
    #expect(meanSquaredError(picture, back) < 400)
    #expect(!back.hasAlpha)
  }

  @Test(arguments: sizes)
  func `keeps every alpha as it is beside lossy colors`(size: PixelSize) throws {
    let picture = testPicture(size, hasAlpha: true)
    let back = try Image.decode(Image.encode(picture, as: .webp, quality: 10))
    let alphas = stride(from: 3, to: picture.rgba.count, by: 4)
    #expect(alphas.allSatisfy { picture.rgba[$0] == back.rgba[$0] })
  }

  @Test(arguments: sizes, [false, true])
  func `keeps every pixel without loss`(size: PixelSize, hasAlpha: Bool) throws {
    let picture = testPicture(size, hasAlpha: hasAlpha)
    #expect(try Image.decode(Image.encodeLosslessWebP(picture)) == picture)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 16, 17, 256, 257])
  func `packs few colors and keeps them`(colors: Int) throws {
    var picture = Bitmap(width: 67, height: 41)
    for y in 0..<41 {
      for x in 0..<67 {
        let color = (x * 7 + y * y) % colors
        picture[x, y] = RGBA(UInt8(color % 256), UInt8(color / 2 % 256), 9, UInt8(color % 3 * 80))
      }
    }
    #expect(try Image.decode(Image.encodeLosslessWebP(picture)) == picture)
  }

  @Test func `spends more bytes and errs less as quality rises`() throws {
    let picture = testPicture(PixelSize(96, 64))
    let files = try [10, 50, 90].map { try Image.encode(picture, as: .webp, quality: $0) }
    let errors = try files.map { try meanSquaredError(picture, Image.decode($0)) }
    #expect(files[0].count < files[1].count && files[1].count < files[2].count)
    #expect(errors[0] > errors[1] && errors[1] > errors[2])
  }

  @Test(arguments: WebPFixture.all)
  func `decodes another encoder's file to the same pixels`(fixture: WebPFixture) throws {
    let bitmap = try Image.decode(fixture.file)
    #expect(bitmap.size == PixelSize(fixture.width, fixture.height))
    #expect(digest(bitmap.rgba) == fixture.digest)
  }

  @Test func `takes no frame inside a frame`() {
    let (depth, head) = (100_000, 24)
    var file = Array("RIFF".utf8) + littleEndian(4 + depth * head) + Array("WEBP".utf8)
    for level in 1...depth {
      file += "ANMF".utf8
      file += littleEndian((depth - level) * head + 16) + [UInt8](repeating: 0, count: 16)
    }
    #expect(Image.probe(file).verdict == .corrupt)
    #expect(throws: ImageError.self) { try Image.decode(file) }
  }

  private func littleEndian(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  @Test(arguments: WebPFixture.all)
  func `reports every cut and survives every flipped bit`(fixture: WebPFixture) {
    var file = fixture.file
    for count in file.indices { #expect(!decodes(Array(file[..<count]))) }
    for index in file.indices {
      for bit in 0..<8 {
        file[index] ^= 1 << bit
        _ = decodes(file)
        file[index] ^= 1 << bit
      }
    }
  }

  @Test func `refuses a bomb of a few bytes`() {
    let head: [UInt8] = [0x2F, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0]
    let chunk = Array("WEBPVP8L".utf8) + [8, 0, 0, 0] + head
    let bomb = Array("RIFF".utf8) + [20, 0, 0, 0] + chunk
    let size = PixelSize(16384, 16384)
    #expect(throws: ImageError.tooLarge(size, limit: 1 << 26)) { try Image.decode(bomb) }
  }

  @Test func `refuses a side that the format cannot tell`() {
    let wide = Bitmap(width: 16384, height: 1)
    #expect(throws: ImageError.unsupported(.webp, feature: "a side over 16383")) {
      try Image.encode(wide, as: .webp)
    }
  }
}
