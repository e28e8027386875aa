import Bytes
import Images
import TestSupport
import Testing

@Suite(.heavy)
struct ForeignProbeTests {
  struct Expectation: CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var format: ImageFormat
    var turned = false
    var alpha = false
    var frames = 1
    var lossy = true
    var quality: ImageQuality?
    /// Given instead of the quality where the encoder chose it by itself.
    var scale: ImageQuality.Scale?
  }

  /// What Pillow was told to write; the quantizers of quality are libwebp's and libavif's own.
  static let expectations = [
    Expectation(
      testDescription: "jpeg",
      bytes: ForeignPictures.jpeg,
      format: .jpeg,
      quality: ImageQuality(.ijg, 75)
    ),
    Expectation(
      testDescription: "progressive jpeg, orientation 6",
      bytes: ForeignPictures.turnedProgressiveJPEG,
      format: .jpeg,
      turned: true,
      quality: ImageQuality(.ijg, 30)
    ),
    Expectation(
      testDescription: "webp, orientation 6",
      bytes: ForeignPictures.turnedWebP,
      format: .webp,
      turned: true,
      quality: ImageQuality(.vp8, 38)
    ),
    Expectation(
      testDescription: "webp with alpha",
      bytes: ForeignPictures.transparentWebP,
      format: .webp,
      alpha: true,
      quality: ImageQuality(.vp8, 38)
    ),
    Expectation(
      testDescription: "lossless webp",
      bytes: ForeignPictures.losslessWebP,
      format: .webp,
      lossy: false
    ),
    Expectation(
      testDescription: "animated webp",
      bytes: ForeignPictures.animatedWebP,
      format: .webp,
      frames: 3,
      quality: ImageQuality(.vp8, 38)
    ),
    Expectation(
      testDescription: "gif",
      bytes: ForeignPictures.gif,
      format: .gif,
      lossy: false
    ),
    Expectation(
      testDescription: "animated gif",
      bytes: ForeignPictures.animatedGIF,
      format: .gif,
      frames: 2,
      lossy: false
    ),
    Expectation(
      testDescription: "gif with a transparent color",
      bytes: ForeignPictures.transparentGIF,
      format: .gif,
      alpha: true,
      lossy: false
    ),
    Expectation(
      testDescription: "avif",
      bytes: ForeignPictures.avif80,
      format: .avif,
      quality: ImageQuality(.av1, 60)
    ),
    Expectation(
      testDescription: "avif with alpha",
      bytes: ForeignPictures.transparentAVIF30,
      format: .avif,
      alpha: true,
      quality: ImageQuality(.av1, 196)
    ),
    Expectation(
      testDescription: "avif, irot",
      bytes: ForeignPictures.turnedAVIF,
      format: .avif,
      turned: true,
      quality: ImageQuality(.av1, 60)
    ),
    Expectation(
      testDescription: "animated avif",
      bytes: ForeignPictures.animatedAVIF,
      format: .avif,
      frames: 3,
      quality: nil,
      scale: .av1
    ),
  ]

  @Test(arguments: expectations)
  func `tells what the file says about itself`(expected: Expectation) {
    let probe = Image.probe(expected.bytes)
    let stored = PixelSize(13, 7)
    #expect(probe.format == expected.format)
    #expect(probe.verdict == .sound, "\(probe.detail ?? "")")
    #expect(probe.stored == stored)
    #expect(probe.shown == (expected.turned ? stored.turned : stored))
    #expect(probe.depth == 8)
    #expect(probe.alpha == expected.alpha)
    #expect(probe.frames == expected.frames)
    #expect(probe.lossy == expected.lossy)
    #expect(probe.quality?.scale == expected.scale ?? expected.quality?.scale)
    #expect(expected.scale != nil || probe.quality == expected.quality)
  }

  @Test func `sees which of two files was quantized more finely`() throws {
    let coarse = try #require(Image.probe(ForeignPictures.webp20).quality)
    let fine = try #require(Image.probe(ForeignPictures.webp75).quality)
    let other = try #require(Image.probe(ForeignPictures.avif80).quality)
    #expect(fine.isFiner(than: coarse) == true)
    #expect(coarse.isFiner(than: fine) == false)
    #expect(coarse.isFiner(than: other) == nil)
  }

  @Test(arguments: expectations)
  func `calls no prefix sound`(picture: Expectation) {
    let whole = picture.bytes
    for count in 0..<whole.count {
      let probe = Image.probe(Array(whole[..<count]))
      let isSniffed = probe.format != nil
      #expect(probe.verdict != .sound, "\(count) bytes")
      // Cut among the boxes of an AVIF's head, its parts contradict each other.
      #expect(!isSniffed || probe.verdict == .truncated || probe.format == .avif, "\(count) bytes")
    }
  }

  @Test(arguments: expectations)
  func `survives every bit that flips`(picture: Expectation) {
    let whole = picture.bytes
    for bit in 0..<whole.count * 8 {
      var bent = whole
      bent[bit / 8] ^= 1 << UInt8(bit % 8)
      _ = Image.probe(bent)
      _ = try? Image.decode(bent, pixelLimit: 1 << 16)
    }
  }

  @Test(arguments: expectations)
  func `lets bytes follow the end`(picture: Expectation) {
    let whole = picture.bytes
    let probe = Image.probe(whole + [0, 0, 0, 12, 0x66, 0x72, 0x65, 0x65, 0, 0, 0, 0])
    #expect(probe.verdict == .sound)
  }

  @Test func `refuses a GIF that claims more than it holds`() {
    // 65535 by 65535, one frame, two bytes of data, trailer.
    let head = Array("GIF89a".utf8) + [255, 255, 255, 255, 0, 0, 0]
    let frame: [UInt8] = [0x2C, 0, 0, 0, 0, 255, 255, 255, 255, 0, 2, 2, 0x44, 1, 0, 0x3B]
    let probe = Image.probe(head + frame)
    #expect(probe.stored == PixelSize(65535, 65535))
    #expect(throws: ImageError.self) { try Image.decode(head + frame) }
  }
}
