import Bytes
import Images
import Reports
import Terminal

/// A picture that is drawn: how, and into which file.
extension ImageVerb {
  static let drawnSize = Option.read("draw WxH", "draw a picture of this size into a file") {
    word throws(VerbError) in
    guard let size = PixelSize(word), 1...14142 ~= size.width, 1...14142 ~= size.height,
      size.area <= Image.pixelLimit
    else { throw .notASize(option: "--draw", value: word) }
    return size
  }
  static let format = Option<ImageFormat?>.choice(
    "format FORMAT",
    "png, jpeg, gif, webp or avif"
  ).defaulting(to: "by the file's ending")
  static let seed = Option.integer(
    "seed N",
    "a number on which the drawn picture depends, besides its size",
    atLeast: 0,
    unlessGiven: 0
  )
  static let quality = Option.integer(
    "quality N",
    "0 to 100, where the format is lossy",
    atLeast: 0,
    unlessGiven: 90
  )

  /// How a picture is drawn.
  static let drawing =
    Options(.output.saying("that file, - for standard output"), seed, format, quality)

  static func draw(_ size: PixelSize, _ call: Invocation) throws -> ExitCode {
    let files = call.operands + call.words(of: Option.output)
    guard let file = files.first else {
      throw UsageError.missingArgument(
        "-o FILE",
        usage: "touchstone image --draw WxH -o FILE"
      )
    }
    guard files.count == 1 else {
      throw UsageError.unexpectedArguments(Array(files.dropFirst()), verb: "image")
    }
    let place = Destination(file)
    let named = call[format] ?? ImageFormat(fileName: file)
    guard let format = named ?? (place == .standardOutput ? .png : nil) else {
      throw UsageError.missingCompanion(
        option: "--draw",
        needs: "--format, or a file that ends in .png, .jpg, .gif, .webp or .avif,"
      )
    }
    let picture = DrawnPicture(seed: UInt64(call[seed]), size: size)
    let quality = min(100, call[quality])
    try place.write(Image.encode(picture.bitmap, as: format, quality: quality), call)
    return .success
  }
}
