/// Expands deflate (RFC 1951) into at most as many bytes as the caller allows.
package struct Inflate {
  private var reader: BitReader
  private var output: [UInt8]
  private var length = 0
  private let limit: Int

  /// Expands the stream that starts at the range's start, and says where it ends.
  package static func decompress(
    _ bytes: [UInt8],
    in range: Range<Int>,
    limit: Int
  ) throws(InflateError) -> (output: [UInt8], end: Int) {
    try decompress(bytes, in: range, limit: limit, room: range.count * 4)
  }

  /// The same with a guess at how long the output will be; it grows past that as need be.
  static func decompress(
    _ bytes: [UInt8],
    in range: Range<Int>,
    limit: Int,
    room: Int
  ) throws(InflateError) -> (output: [UInt8], end: Int) {
    var inflate = Inflate(bytes, range, limit: limit, room: room)
    var isLast = false
    while !isLast { isLast = try inflate.expandBlock() }
    inflate.output.removeLast(inflate.output.count - inflate.length)
    return (inflate.output, inflate.reader.align())
  }

  package static func decompress(_ bytes: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
    try decompress(bytes, in: 0..<bytes.count, limit: limit).output
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>, limit: Int, room: Int) {
    reader = BitReader(bytes, in: range)
    self.limit = limit
    output = [UInt8](repeating: 0, count: min(limit, room) + 258)
  }

  /// Whether the block was the last.
  private mutating func expandBlock() throws(InflateError) -> Bool {
    let isLast = reader.read(1) == 1
    switch reader.read(2) {
    case 0: try copyStored()
    case 1: try expand(DeflateTables.fixedLiterals, DeflateTables.fixedDistances)
    case 2:
      let (literals, distances) = try readCodes()
      try expand(literals, distances)
    default:
      throw fault("the block's type is 3")
    }
    guard !reader.isPastEnd else { throw .truncated }
    return isLast
  }

  private func fault(_ what: String) -> InflateError {
    reader.isPastEnd ? .truncated : .corrupt(what, offset: reader.offset)
  }

  private mutating func copyStored() throws(InflateError) {
    var start = reader.align()
    reader.move(to: start)
    let count = reader.read(16)
    guard count == reader.read(16) ^ 0xFFFF else {
      throw fault("the two lengths of a stored block disagree")
    }
    start = reader.align()
    guard !reader.isPastEnd, start + count <= reader.end else { throw .truncated }
    guard count <= limit - length else { throw .tooLong(limit: limit) }
    makeRoom(for: count)
    for index in 0..<count { output[length + index] = reader.bytes[start + index] }
    length += count
    reader.move(to: start + count)
  }

  private mutating func makeRoom(for count: Int) {
    guard output.count < length + count else { return }
    let wanted = max(output.count * 2, length + count)
    output.append(contentsOf: repeatElement(0, count: wanted - output.count))
  }

  private mutating func readCodes() throws(InflateError) -> (PrefixCode, PrefixCode) {
    let literalCount = reader.read(5) + 257
    let distanceCount = reader.read(5) + 1
    let lengthCount = reader.read(4) + 4
    var lengths = [UInt8](repeating: 0, count: 19)
    for place in DeflateTables.lengthOrder[..<lengthCount] {
      lengths[place] = UInt8(reader.read(3))
    }
    guard literalCount <= 286, let code = PrefixCode(lengths: lengths) else {
      throw fault("the code of code lengths is not a prefix code")
    }
    let all = try readLengths(code, count: literalCount + distanceCount)
    guard all[256] > 0, let literals = PrefixCode(lengths: Array(all[..<literalCount])),
      let distances = PrefixCode(lengths: Array(all[literalCount...]))
    else { throw fault("a block's code is not a prefix code") }
    return (literals, distances)
  }

  private mutating func readLengths(
    _ code: PrefixCode,
    count: Int
  ) throws(InflateError) -> [UInt8] {
    var lengths: [UInt8] = []
    while lengths.count < count {
      guard let symbol = reader.read(code), !reader.isPastEnd else {
        throw fault("no code length fits")
      }
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw fault("a repeat has nothing to repeat") }
        lengths.append(contentsOf: repeatElement(last, count: reader.read(2) + 3))
      case 17: lengths.append(contentsOf: repeatElement(0, count: reader.read(3) + 3))
      case 18: lengths.append(contentsOf: repeatElement(0, count: reader.read(7) + 11))
      default: lengths.append(UInt8(symbol))
      }
    }
    guard lengths.count == count else { throw fault("there are too many code lengths") }
    return lengths
  }

  private mutating func expand(
    _ literals: PrefixCode,
    _ distances: PrefixCode
  ) throws(InflateError) {
    // Local copies keep the loop free of checks for exclusive access.
    var reader = self.reader
    var output = self.output
    self.output = []
    var length = self.length
    defer {
      self.reader = reader
      self.output = output
      self.length = length
    }
    while true {
      if length &+ 258 > output.count {
        output.append(contentsOf: repeatElement(0, count: output.count))
      }
      reader.refill()
      guard let (symbol, bits) = literals.match(reader.bits) else {
        throw reader.isPastEnd ? .truncated : .corrupt("no word fits", offset: reader.offset)
      }
      reader.drop(bits)
      guard symbol != 256 else { return }
      guard !reader.isPastEnd else { throw .truncated }
      if symbol < 256 {
        guard length < limit else { throw .tooLong(limit: limit) }
        output[length] = UInt8(truncatingIfNeeded: symbol)
        length &+= 1
      } else {
        let (count, distance) = try Inflate.copy(symbol, &reader, distances: distances)
        guard distance <= length else {
          throw .corrupt("a copy reaches before the start", offset: reader.offset)
        }
        guard count <= limit - length else { throw .tooLong(limit: limit) }
        for place in length..<length &+ count { output[place] = output[place &- distance] }
        length &+= count
      }
    }
  }

  /// The length and distance that a length symbol starts.
  @inline(__always)
  private static func copy(
    _ symbol: Int,
    _ reader: inout BitReader,
    distances: PrefixCode
  ) throws(InflateError) -> (count: Int, distance: Int) {
    guard symbol <= 285 else {
      throw .corrupt("the length symbol is \(symbol)", offset: reader.offset)
    }
    let lengthBits = DeflateTables.lengthExtra[symbol - 257]
    let count =
      DeflateTables.lengthBase[symbol - 257] + Int(reader.bits & (1 << UInt64(lengthBits) - 1))
    reader.drop(lengthBits)
    guard let (slot, bits) = distances.match(reader.bits), slot < 30 else {
      throw reader.isPastEnd ? .truncated : .corrupt("no distance fits", offset: reader.offset)
    }
    reader.drop(bits)
    let distanceBits = DeflateTables.distanceExtra[slot]
    let distance =
      DeflateTables.distanceBase[slot] + Int(reader.bits & (1 << UInt64(distanceBits) - 1))
    reader.drop(distanceBits)
    return (count, distance)
  }
}
