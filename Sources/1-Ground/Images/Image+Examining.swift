extension Image {
  /// Finds out how the bytes describe themselves and whether that is true: all pixels are read, of a GIF
  /// those of every frame.
  package static func examine(
    _ bytes: [UInt8],
    pixelLimit: Int = pixelLimit,
    foreign: ForeignDecoder
  ) async -> ImageProbe {
    var probe = probe(bytes)
    guard probe.verdict == .sound else { return probe }
    do {
      if probe.format == .gif {
        var frames = try GIFFrames(bytes, pixelLimit: pixelLimit)
        while try frames.next() != nil {}
      } else {
        _ = try await decode(bytes, pixelLimit: pixelLimit, foreign: foreign)
      }
    } catch {
      probe.note(error)
    }
    return probe
  }
}
