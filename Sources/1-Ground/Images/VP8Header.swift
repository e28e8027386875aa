/// The quantizers, filters and probabilities in a key frame's header.
struct VP8Header {
  /// The values that macroblocks of one segment have in common.
  struct Segment {
    var quantizer: VP8Quantizer
    var filterLevel: Int
  }

  private(set) var segments: [Segment] = []
  /// The tree of segment numbers; nil where macroblocks don't say theirs.
  let segmentChances: [UInt8]?
  let usesSimpleFilter: Bool
  let filterLevel: Int
  let sharpness: Int
  /// The levels that predicting by 4x4 blocks adds to the filter.
  private(set) var blockFilterDelta = 0
  let partitions: Int
  private(set) var chances = VP8CoefficientTables.initial
  /// Nil where every macroblock has coefficients.
  let skipChance: UInt8?

  init(from bits: inout VP8BoolDecoder) {
    _ = bits.read(bits: 2)  // colour space and clamping
    let segmentation = Segmentation(from: &bits)
    segmentChances = segmentation.chances
    usesSimpleFilter = bits.read(128)
    filterLevel = bits.read(bits: 6)
    sharpness = bits.read(bits: 3)
    let keyFrameDelta = VP8Header.readFilterDeltas(from: &bits, &blockFilterDelta)
    partitions = 1 << bits.read(bits: 2)
    let base = bits.read(bits: 7)
    let deltas = VP8Quantizer.Deltas(
      lumaDC: bits.readOptional(bits: 4),
      secondDC: bits.readOptional(bits: 4),
      secondAC: bits.readOptional(bits: 4),
      chromaDC: bits.readOptional(bits: 4),
      chromaAC: bits.readOptional(bits: 4)
    )
    for index in 0..<4 {
      let (quantizer, level) = (segmentation.quantizers[index], segmentation.levels[index])
      let isOwn = segmentation.isAbsolute
      segments.append(
        Segment(
          quantizer: VP8Quantizer(index: isOwn ? quantizer : base + quantizer, deltas: deltas),
          filterLevel: (isOwn ? level : filterLevel + level) + keyFrameDelta
        )
      )
    }
    _ = bits.read(128)  // refresh_entropy_probs
    for node in chances.indices where bits.read(VP8CoefficientTables.update[node]) {
      chances[node] = UInt8(bits.read(bits: 8))
    }
    skipChance = bits.read(128) ? UInt8(bits.read(bits: 8)) : nil
  }

  /// The values that set the four segments apart, and the code by which macroblocks say theirs.
  private struct Segmentation {
    /// Whether segments have values of their own rather than differences from the frame's.
    var isAbsolute = false
    var quantizers = [0, 0, 0, 0]
    var levels = [0, 0, 0, 0]
    var chances: [UInt8]?

    init(from bits: inout VP8BoolDecoder) {
      guard bits.read(128) else { return }
      let updatesMap = bits.read(128)
      if bits.read(128) {
        isAbsolute = bits.read(128)
        for index in 0..<4 { quantizers[index] = bits.readOptional(bits: 7) }
        for index in 0..<4 { levels[index] = bits.readOptional(bits: 6) }
      }
      if updatesMap {
        chances = (0..<3).map { _ in bits.read(128) ? UInt8(bits.read(bits: 8)) : 255 }
      }
    }
  }

  /// Returns what key frames add to the filter level, and stores what 4x4 blocks add.
  private static func readFilterDeltas(
    from bits: inout VP8BoolDecoder,
    _ blockDelta: inout Int
  ) -> Int {
    guard bits.read(128), bits.read(128) else { return 0 }
    let deltas = (0..<8).map { _ in bits.readOptional(bits: 6) }
    blockDelta = deltas[4]
    return deltas[0]
  }
}
