import Bytes
import Images
import Testing

/// What a look at every pixel finds beyond a look at the container.
struct ImageExaminingTests {
  private static let noHelp = ForeignDecoder { _, _ in nil }

  /// Files whose parts are in order, whatever is coded in them.
  static let corrupt: [(String, [UInt8])] = {
    let rows: [[UInt8]] = [[0, 1, 2, 3], [0, 4, 5, 6]]
    let builder = PNGBuilder(1, 2, depth: 8, colorType: 2)
    var animation = GIFTests.animation(disposal: 1)
    // The second frame's only code, which no table holds: clear, 7.
    animation[animation.count - 4] = 0b0011_1100
    return [
      ("a PNG of one row too few", builder.finished(Array(rows.dropLast()))),
      ("a PNG with a filter that there is none of", builder.finished([[9, 1, 2, 3], rows[1]])),
      ("a GIF whose second frame is broken", animation),
    ]
  }()

  @Test(arguments: corrupt)
  func `finds what is broken among the pixels`(name: String, bytes: [UInt8]) async {
    #expect(Image.probe(bytes).verdict == .sound)
    let probe = await Image.examine(bytes, foreign: Self.noHelp)
    #expect(probe.verdict == .corrupt || probe.verdict == .truncated)
    #expect(probe.detail != nil)
  }

  @Test(arguments: ImageFormat.allCases)
  func `a whole picture stays sound`(format: ImageFormat) async throws {
    let bytes = try Image.encode(testPicture(PixelSize(12, 9)), as: format)
    #expect(await Image.examine(bytes, foreign: Self.noHelp) == Image.probe(bytes))
  }

  @Test func `a frame beyond the screen is the same fault to all`() async {
    var bytes = GIFTests.animation(disposal: 1)
    let frame = 13 + 6 + 8
    #expect(bytes[frame] == 0x2C)
    bytes[frame + 1] = 1
    let fault = ImageError.corrupt(reason: "a frame reaches beyond the screen", offset: frame)
    #expect(throws: fault) { try Image.decode(bytes) }
    #expect(Image.probe(bytes).detail == "\(fault)")
    #expect(await Image.examine(bytes, foreign: Self.noHelp).verdict == .corrupt)
  }

  @Test func `what can't be read here is no fault of the file`() async throws {
    let bytes = try Image.encode(testPicture(PixelSize(12, 9)), as: .png)
    let probe = await Image.examine(bytes, pixelLimit: 10, foreign: Self.noHelp)
    #expect(probe.verdict == .sound)
    #expect(probe.detail?.hasPrefix("the pixels were not read: ") == true)
  }
}
