/// What a key frame's header says about its quantizers, filters and probabilities.
struct VP8Header {
  /// What macroblocks of one segment have in common.
  struct Segment {
    var quantizer: VP8Quantizer
    var filterLevel: Int
  }

  private(set) var segments: [Segment] = []
  /// The tree of segment numbers; nil where macroblocks don't say theirs.
  private(set) var segmentChances: [UInt8]?
  let usesSimpleFilter: Bool
  let filterLevel: Int
  let sharpness: Int
  /// What predicting by 4x4 blocks adds to the filter level.
  private(set) var blockFilterDelta = 0
  let partitions: Int
  private(set) var chances = VP8CoefficientTables.initial
  /// Nil where every macroblock has coefficients.
  let skipChance: UInt8?

  init(from bits: inout VP8BoolDecoder) {
    _ = bits.read(bits: 2)  // colour space and clamping
    var quantizers = [0, 0, 0, 0]
    var levels = [0, 0, 0, 0]
    let hasSegments = bits.read(128)
    var isAbsolute = false
    if hasSegments {
      let updatesMap = bits.read(128)
      if bits.read(128) {
        isAbsolute = bits.read(128)
        for index in 0..<4 { quantizers[index] = bits.readOptional(bits: 7) }
        for index in 0..<4 { levels[index] = bits.readOptional(bits: 6) }
      }
      if updatesMap {
        segmentChances = (0..<3).map { _ in bits.read(128) ? UInt8(bits.read(bits: 8)) : 255 }
      }
    }
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
      let own = isAbsolute && hasSegments
      let quantizer = own ? quantizers[index] : base + quantizers[index]
      let level = own ? levels[index] : filterLevel + levels[index]
      segments.append(
        Segment(
          quantizer: VP8Quantizer(index: quantizer, deltas: deltas),
          filterLevel: level + keyFrameDelta
        )
      )
    }
    _ = bits.read(128)  // refresh_entropy_probs
    for node in chances.indices where bits.read(VP8CoefficientTables.update[node]) {
      chances[node] = UInt8(bits.read(bits: 8))
    }
    skipChance = bits.read(128) ? UInt8(bits.read(bits: 8)) : nil
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
