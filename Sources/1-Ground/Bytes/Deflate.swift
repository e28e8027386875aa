/// Compresses bytes to deflate (RFC 1951).
package struct Deflate {
  /// Tokens of one block: enough to pay for its own codes, few enough to follow the content.
  private static let blockTokens = 1 << 15

  private let bytes: [UInt8]
  private var writer = BitWriter()

  /// One whole stream; the same bytes at the same level always give the same stream.
  package static func compress(_ bytes: [UInt8], level: DeflateLevel = .standard) -> [UInt8] {
    var deflate = Deflate(bytes: bytes)
    deflate.run(level)
    return deflate.writer.bytes
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run(_ level: DeflateLevel) {
    guard level != .stored, !bytes.isEmpty else {
      writeStored(0..<bytes.count, isLast: true)
      return writer.align()
    }
    var finder = MatchFinder(level: level)
    while finder.position < bytes.count {
      let start = finder.position
      let tokens = finder.tokens(of: bytes, count: Deflate.blockTokens)
      let range = start..<finder.position
      writeBlock(tokens, range, isLast: finder.position == bytes.count)
    }
    writer.align()
  }

  /// Writes the tokens in whichever of the three ways is shortest.
  private mutating func writeBlock(_ tokens: [UInt32], _ range: Range<Int>, isLast: Bool) {
    let counts = DeflateCounts(tokens)
    let dynamic = DeflateCodes(counts)
    let fixed = DeflateCodes.fixed
    let dynamicBits = dynamic.bitCount(counts) + dynamic.headerBitCount
    let fixedBits = fixed.bitCount(counts)
    let storedBits = (range.count + range.count / 65535 * 5 + 5) * 8
    if storedBits < min(dynamicBits, fixedBits) {
      writeStored(range, isLast: isLast)
    } else {
      let isFixed = fixedBits <= dynamicBits
      writer.write(isLast ? 1 : 0, count: 1)
      writer.write(isFixed ? 1 : 2, count: 2)
      if !isFixed { dynamic.writeHeader(to: &writer) }
      writeTokens(tokens, isFixed ? fixed : dynamic)
    }
  }

  private mutating func writeStored(_ range: Range<Int>, isLast: Bool) {
    var start = range.lowerBound
    repeat {
      let end = min(start + 65535, range.upperBound)
      writer.write(isLast && end == range.upperBound ? 1 : 0, count: 3)
      writer.align()
      let count = UInt32(end - start)
      writer.write(count | (~count & 0xFFFF) << 16, count: 32)
      writer.append(bytes[start..<end])
      start = end
    } while start < range.upperBound
  }

  private mutating func writeTokens(_ tokens: [UInt32], _ codes: DeflateCodes) {
    // Local copies keep the loop free of checks for exclusive access.
    var writer = self.writer
    self.writer = BitWriter()
    let literals = codes.literals
    let distances = codes.distances
    let lengthSlots = DeflateTables.lengthSlots
    let distanceSlots = DeflateTables.distanceSlots
    for token in tokens {
      guard token > 255 else {
        literals.write(Int(token), to: &writer)
        continue
      }
      let length = Int(token >> 16)
      let slot = Int(lengthSlots[length])
      literals.write(257 &+ slot, to: &writer)
      let lengthRest = length &- DeflateTables.lengthBase[slot]
      writer.write(UInt32(lengthRest), count: DeflateTables.lengthExtra[slot])
      let distance = Int(token & 0xFFFF)
      let distanceSlot = DeflateTables.distanceSlot(distance, in: distanceSlots)
      distances.write(distanceSlot, to: &writer)
      let rest = distance &- DeflateTables.distanceBase[distanceSlot]
      writer.write(UInt32(rest), count: DeflateTables.distanceExtra[distanceSlot])
    }
    literals.write(256, to: &writer)
    self.writer = writer
  }
}
