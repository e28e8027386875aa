/// VP8's arithmetic decoder of yes and no; behind the end it reads zeros.
struct VP8BoolDecoder {
  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int
  private var value: UInt64 = 0
  private var range: UInt32 = 255
  /// How many bits `value` holds beyond the eight that are compared.
  private var spare = -8

  init(_ bytes: [UInt8], in body: Range<Int>) {
    self.bytes = bytes
    offset = body.lowerBound
    end = min(body.upperBound, bytes.count)
  }

  /// Whether more was read than a writer's last bytes account for.
  var isFarPastEnd: Bool { offset > end + 16 }

  /// Reads a bit; `chance` of 256 that it is false.
  mutating func read(_ chance: UInt8) -> Bool {
    if spare < 0 { refill() }
    let split = 1 + ((range - 1) * UInt32(chance)) >> 8
    let isTrue = value >> UInt64(truncatingIfNeeded: spare) >= UInt64(split)
    if isTrue {
      value &-= UInt64(split) << UInt64(truncatingIfNeeded: spare)
      range -= split
    } else {
      range = split
    }
    let shift = range.leadingZeroBitCount - 24
    range <<= UInt32(truncatingIfNeeded: shift)
    spare -= shift
    return isTrue
  }

  /// A number of even bits, the highest first.
  mutating func read(bits: Int) -> Int {
    var number = 0
    for _ in 0..<bits { number = number << 1 | (read(128) ? 1 : 0) }
    return number
  }

  /// A magnitude followed by its sign.
  mutating func readSigned(bits: Int) -> Int {
    let magnitude = read(bits: bits)
    return read(128) ? -magnitude : magnitude
  }

  /// The same, 0 unless a flag says that it follows.
  mutating func readOptional(bits: Int) -> Int { read(128) ? readSigned(bits: bits) : 0 }

  private mutating func refill() {
    while spare < 40 {
      value = value << 8 | UInt64(offset < end ? bytes[offset] : 0)
      offset += 1
      spare += 8
    }
  }
}
