import Bytes
import CanonicalJSON
import Catalog
import Contract
import Images
import Reports
import Sessions
import Terminal

extension Verb {
  static let image = Verb(
    name: "image",
    operands: .any("FILE…"),
    summary: "what pictures really are: format, pixels, whether they are whole; or draws one",
    options: ImageVerb.options,
    rules: [
      .only(ImageVerb.drawing, with: ImageVerb.drawnSize),
      .apart(ImageVerb.drawnSize, from: Options(ImageVerb.compares, ImageVerb.isFast, .json)),
      .apart(ImageVerb.compares, from: Options(ImageVerb.isFast)),
    ],
    vocabulary: .files,
    examples: [
      .outside("image picture.png", "format, pixels, and whether the file is whole"),
      .outside("image --compare a.png b.webp", "how much two pictures differ"),
    ],
    run: ImageVerb.run
  )
}

private enum ImageVerb {
  static let isFast = Option.flag(
    "fast",
    "look at how the files are put together, and read no pixels"
  )
  static let compares = Option.flag(
    "compare",
    "how alike two pictures are; exit 1 where a pixel differs, as cmp does"
  )
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

  static let options = Options(compares, drawnSize) + drawing + Options(isFast)

  static func run(_ call: Invocation) async throws -> ExitCode {
    if let size = call[drawnSize] { return try draw(size, call) }
    guard !call.operands.isEmpty else {
      throw UsageError.missingArgument(of: .image)
    }
    if call[compares] { return try await compare(call) }
    var probes: [ProbedFile] = []
    for file in call.operands {
      let bytes = try call.bytes(of: file)
      let probe =
        call[isFast]
        ? Image.probe(bytes) : await Image.examine(bytes, foreign: ForeignPictures.decoder)
      probes.append(ProbedFile(name: file, probe: probe))
    }
    call.answer(
      .array(probes.map(\.json)),
      or: call.console.table(probes.map { ($0.name, $0.text) })
    )
    return probes.allSatisfy { $0.probe.verdict == .sound } ? .success : .failure
  }

  private static func compare(_ call: Invocation) async throws -> ExitCode {
    guard call.operands.count == 2 else {
      throw UsageError.missingArgument(
        "FILE",
        usage: "touchstone image --compare FILE FILE"
      )
    }
    var pictures: [Bitmap] = []
    for file in call.operands {
      let bytes = try call.bytes(of: file)
      do {
        pictures.append(try await Image.decode(bytes, foreign: ForeignPictures.decoder))
      } catch .unsupported(let format, let feature) {
        call.console.writeError(
          "not checked: \(file): \(ImageError.unsupported(format, feature: feature)); "
            + "install vips or heif-convert to have it decoded\n"
        )
        return .couldNotFindOut
      }
    }
    let comparison = ImageComparison(pictures[0], pictures[1])
    call.console.write(
      call.wantsJSON ? comparison.json.text(.pretty) + "\n" : comparison.text + "\n"
    )
    return comparison.isExact ? .success : .failure
  }

  private static func draw(_ size: PixelSize, _ call: Invocation) throws -> ExitCode {
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
    let ending = ImageFormat.allCases.first {
      file.hasSuffix(".\($0.fileExtension)") || file.hasSuffix(".\($0.rawValue)")
    }
    let named = call[format] ?? ending
    guard let format = named ?? (place == .standardOutput ? .png : nil) else {
      throw UsageError.missingCompanion(
        option: "--draw",
        needs: "--format, or a file that ends in .png, .jpg, .gif, .webp or .avif,"
      )
    }
    let picture = DrawnPicture(
      seed: UInt64(call[seed]),
      size: size
    )
    let quality = min(100, call[quality])
    let bytes = try Image.encode(picture.bitmap, as: format, quality: quality)
    try place.write(bytes, call)
    return .success
  }
}
