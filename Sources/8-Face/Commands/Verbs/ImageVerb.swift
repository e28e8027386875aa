import CanonicalJSON
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

enum ImageVerb {
  static let isFast = Option.flag(
    "fast",
    "look at how the files are put together, and read no pixels"
  )
  static let compares = Option.flag(
    "compare",
    "how alike two pictures are; exit 1 where a pixel differs, as cmp does"
  )

  static let options = Options(compares, drawnSize) + drawing + Options(isFast)

  static func run(_ call: Invocation) async throws -> ExitCode {
    if let size = call[drawnSize] { return try draw(size, call) }
    guard !call.operands.isEmpty else { throw UsageError.missingArgument(of: .image) }
    return call[compares] ? try await compare(call) : try await look(call)
  }

  private static func look(_ call: Invocation) async throws -> ExitCode {
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
      throw UsageError.missingArgument("FILE", usage: "touchstone image --compare FILE FILE")
    }
    guard let first = try await decoded(call.operands[0], call),
      let second = try await decoded(call.operands[1], call)
    else { return .couldNotFindOut }
    let comparison = ImageComparison(first, second)
    call.answer(comparison.json, or: comparison.text + "\n")
    return comparison.isExact ? .success : .failure
  }

  /// Nil, and told, where no program here can decode it.
  private static func decoded(_ file: String, _ call: Invocation) async throws -> Bitmap? {
    do {
      return try await Image.decode(call.bytes(of: file), foreign: ForeignPictures.decoder)
    } catch let error as ImageError {
      guard case .unsupported = error else { throw error }
      call.console.writeError(
        "not checked: \(file): \(error); install vips or heif-convert to have it decoded\n"
      )
      return nil
    }
  }
}
