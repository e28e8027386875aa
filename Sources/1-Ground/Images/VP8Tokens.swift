/// The coefficients of a frame as bits with the place of their probability, kept back until the
/// probabilities that suit them best are known.
struct VP8Tokens {
  /// Where numbers beyond the probability tables begin: these are probabilities themselves.
  private static let fixed = 1056

  private var tokens: [UInt16] = []
  private var zeros = [Int](repeating: 0, count: VP8Tokens.fixed)
  private var ones = [Int](repeating: 0, count: VP8Tokens.fixed)

  /// Adds one block's levels, in zigzag order from `first`; true where any isn't zero.
  mutating func add(
    _ levels: [Int16],
    at offset: Int,
    type: Int,
    first: Int,
    context: Int
  ) -> Bool {
    var last = 15
    while last >= first, levels[offset + last] == 0 { last -= 1 }
    var node = VP8Tokens.node(type, first, context: context)
    put(last >= first, node)
    guard last >= first else { return false }
    for place in first...last {
      let level = levels[offset + place]
      let magnitude = Int(level.magnitude)
      put(magnitude != 0, node + 1)
      if magnitude > 0 {
        addMagnitude(magnitude, node)
        putFixed(level < 0, 128)
      }
      guard place < 15 else { return true }
      node = VP8Tokens.node(type, place + 1, context: min(magnitude, 2))
      if magnitude > 0 { put(place < last, node) }
    }
    return true
  }

  /// Where the probabilities of a place begin.
  static func node(_ type: Int, _ place: Int, context: Int) -> Int {
    ((type * 8 + VP8Tables.bands[place]) * 3 + context) * 11
  }

  private mutating func addMagnitude(_ magnitude: Int, _ node: Int) {
    put(magnitude > 1, node + 2)
    guard magnitude > 1 else { return }
    put(magnitude > 4, node + 3)
    guard magnitude > 4 else {
      put(magnitude > 2, node + 4)
      if magnitude > 2 { put(magnitude > 3, node + 5) }
      return
    }
    put(magnitude > 10, node + 6)
    guard magnitude > 10 else {
      put(magnitude > 6, node + 7)
      putExtra(magnitude, category: magnitude > 6 ? 1 : 0)
      return
    }
    put(magnitude > 34, node + 8)
    if magnitude > 34 {
      put(magnitude > 66, node + 10)
      putExtra(magnitude, category: magnitude > 66 ? 5 : 4)
    } else {
      put(magnitude > 18, node + 9)
      putExtra(magnitude, category: magnitude > 18 ? 3 : 2)
    }
  }

  private mutating func putExtra(_ magnitude: Int, category: Int) {
    let chances = VP8Tokens.extraChances[category]
    let extra = magnitude - VP8Tokens.categoryStarts[category]
    for (index, chance) in chances.enumerated() {
      putFixed(extra >> (chances.count - 1 - index) & 1 == 1, chance)
    }
  }

  /// The least magnitude of each category of larger ones.
  static let categoryStarts = [5, 7, 11, 19, 35, 67]
  /// The probabilities of the bits that follow a category.
  static let extraChances: [[UInt8]] = [
    [159], [165, 145], [173, 148, 140], [176, 155, 140, 135], [180, 157, 141, 134, 130],
    [254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129],
  ]

  private mutating func put(_ bit: Bool, _ node: Int) {
    tokens.append(UInt16(truncatingIfNeeded: node << 1 | (bit ? 1 : 0)))
    if bit { ones[node] += 1 } else { zeros[node] += 1 }
  }

  private mutating func putFixed(_ bit: Bool, _ chance: UInt8) {
    let number = VP8Tokens.fixed + Int(chance)
    tokens.append(UInt16(truncatingIfNeeded: number << 1 | (bit ? 1 : 0)))
  }

  /// Writes to the header which probabilities are replaced, and returns those that hold then.
  func writeProbabilities(to header: inout VP8BoolEncoder) -> [UInt8] {
    var chances = VP8CoefficientTables.initial
    for node in chances.indices {
      let update = VP8CoefficientTables.update[node]
      let total = zeros[node] + ones[node]
      let better = total == 0 ? chances[node] : UInt8(max(1, min(255, zeros[node] * 255 / total)))
      let fee = 8 * 256 + VP8Tokens.cost(true, update) - VP8Tokens.cost(false, update)
      let isWorth = cost(node, chances[node]) > cost(node, better) + fee
      header.put(isWorth, update)
      guard isWorth else { continue }
      header.put(Int(better), bits: 8)
      chances[node] = better
    }
    return chances
  }

  /// Writes every token with the probabilities of the frame.
  func write(to encoder: inout VP8BoolEncoder, chances: [UInt8]) {
    for token in tokens {
      let node = Int(token >> 1)
      let isFixed = node >= VP8Tokens.fixed
      let chance = isFixed ? UInt8(truncatingIfNeeded: node - VP8Tokens.fixed) : chances[node]
      encoder.put(token & 1 == 1, chance)
    }
  }

  private func cost(_ node: Int, _ chance: UInt8) -> Int {
    zeros[node] * VP8Tokens.cost(false, chance) + ones[node] * VP8Tokens.cost(true, chance)
  }

  /// The cost of a bit, in 256ths of a bit.
  private static func cost(_ bit: Bool, _ chance: UInt8) -> Int {
    costs[bit ? 256 - Int(chance) : Int(chance)]
  }

  /// 256 times the binary logarithm of 256 over each number, found by squaring.
  private static let costs: [Int] = (0...256).map { number in
    guard number > 0 else { return 4096 }
    var logarithm = Int.bitWidth - 1 - number.leadingZeroBitCount
    var rest = (number << 24) >> logarithm
    for _ in 0..<8 {
      rest = rest * rest >> 24
      let bit = rest >> 25
      logarithm = logarithm * 2 + bit
      rest >>= bit
    }
    return 2048 - logarithm
  }
}
