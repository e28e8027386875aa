/// AV1's range coder, which writes symbols or reads them back.
///
/// One walk over the syntax serves both ways: a writer is told each symbol and returns it, a
/// reader ignores what it is told and returns what the bytes say. Reading past the end yields
/// zeros, so that no bytes can stop the walk.
struct AV1SymbolCoder {
  let isReading: Bool
  /// A reader met a symbol that the subset never holds, so what follows means nothing.
  var isLost = false
  private var range: UInt32 = 1 << 15
  private var low: UInt32 = 0
  private var pending = -9
  private var carried: [UInt16] = []
  private var value: UInt32 = 0
  private var input: ArraySlice<UInt8> = []
  private var position = 0
  private var window: UInt32 = 0
  private var windowBits = 0

  /// Starts to write.
  init() { isReading = false }

  /// Starts to read.
  init(reading input: ArraySlice<UInt8>) {
    isReading = true
    self.input = input
    position = input.startIndex
    value = 0x7FFF ^ takeBits(15)
  }

  /// Codes one of `count` symbols; `chances` at `offset` holds what is left above each symbol.
  mutating func code(
    _ symbol: Int,
    _ chances: [UInt16],
    at offset: Int,
    of count: Int
  ) -> Int {
    isReading
      ? read(chances, at: offset, of: count)
      : write(symbol, chances, at: offset, of: count)
  }

  /// Codes a choice of two; `chance` of 512 that it is true.
  mutating func code(_ isTrue: Bool, chance: UInt32) -> Bool {
    let split = ((range >> 8) * chance) >> 1 + 4
    let outcome = isReading ? value < split : isTrue
    if isReading {
      if !outcome { value -= split }
    } else if outcome {
      low += range - split
    }
    range = outcome ? split : range - split
    normalize()
    return outcome
  }

  /// Codes `count` even bits, the first the highest.
  mutating func codeBits(_ bits: Int, count: Int) -> Int {
    var result = 0
    for shift in stride(from: count - 1, through: 0, by: -1) {
      result = result << 1 | (code((bits >> shift) & 1 == 1, chance: 256) ? 1 : 0)
    }
    return result
  }

  private mutating func write(
    _ symbol: Int,
    _ chances: [UInt16],
    at offset: Int,
    of count: Int
  ) -> Int {
    let scale = range >> 8
    let rest = UInt32(truncatingIfNeeded: count - 1 - symbol)
    let lower = (scale * UInt32(chances[offset + symbol])) >> 1 + 4 * rest
    guard symbol > 0 else {
      range -= lower
      normalize()
      return symbol
    }
    let upper = (scale * UInt32(chances[offset + symbol - 1])) >> 1 + 4 * (rest + 1)
    low += range - upper
    range = upper - lower
    normalize()
    return symbol
  }

  private mutating func read(_ chances: [UInt16], at offset: Int, of count: Int) -> Int {
    let scale = range >> 8
    var upper = range
    var symbol = 0
    while true {
      let rest = UInt32(truncatingIfNeeded: count - 1 - symbol)
      let lower = (scale * UInt32(chances[offset + symbol])) >> 1 + 4 * rest
      if value >= lower || symbol == count - 1 {
        range = upper - lower
        value &-= lower
        normalize()
        return symbol
      }
      upper = lower
      symbol += 1
    }
  }

  private mutating func normalize() {
    let shift = range.leadingZeroBitCount - 16
    range <<= UInt32(truncatingIfNeeded: shift)
    if isReading {
      guard shift > 0 else { return }
      value = takeBits(shift) ^ ((value &+ 1) << UInt32(truncatingIfNeeded: shift) &- 1)
    } else {
      shiftOut(shift)
    }
  }

  private mutating func takeBits(_ count: Int) -> UInt32 {
    while windowBits < count {
      let byte = position < input.endIndex ? input[position] : 0
      position += 1
      window = window << 8 | UInt32(byte)
      windowBits += 8
    }
    windowBits -= count
    return window >> UInt32(windowBits) & (1 << UInt32(count) - 1)
  }

  private mutating func shiftOut(_ shift: Int) {
    var ready = pending + shift
    if ready >= 0 {
      var place = pending + 16
      if ready >= 8 {
        emit(low >> UInt32(place))
        low &= (1 << UInt32(place)) - 1
        place -= 8
      }
      emit(low >> UInt32(place))
      low &= (1 << UInt32(place)) - 1
      ready = place + shift - 24
    }
    low <<= UInt32(truncatingIfNeeded: shift)
    pending = ready
  }

  private mutating func emit(_ value: UInt32) {
    carried.append(UInt16(truncatingIfNeeded: value))
  }

  /// The bytes that were written, once nothing more follows.
  mutating func finish() -> [UInt8] {
    let mask: UInt32 = 0x3FFF
    var rest = (low + mask) & ~mask | (mask + 1)
    var place = pending
    var bits = 10 + pending
    while bits > 0 {
      emit(rest >> UInt32(place + 16))
      rest &= (1 << UInt32(place + 16)) - 1
      bits -= 8
      place -= 8
    }
    var carry: UInt16 = 0
    var bytes = [UInt8](repeating: 0, count: carried.count)
    for index in carried.indices.reversed() {
      carry += carried[index]
      bytes[index] = UInt8(truncatingIfNeeded: carry)
      carry >>= 8
    }
    return bytes
  }
}
