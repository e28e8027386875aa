/// GIF's LZW decompressor.
struct GIFCodeReader {
  private let codeSize: Int
  private var prefixes = [UInt16](repeating: 0, count: 4096)
  private var suffixes = [UInt8](repeating: 0, count: 4096)
  private var stack: [UInt8] = []

  /// The code size is that of the picture's data, 1 to 11.
  init(codeSize: Int) {
    self.codeSize = codeSize
    stack.reserveCapacity(4096)
    for code in 0..<min(256, 1 << codeSize) { suffixes[code] = UInt8(code) }
  }

  /// Reads up to `count` palette indices; fewer where the data ends, nil where it makes no sense.
  mutating func read(_ data: [UInt8], count: Int) -> [UInt8]? {
    let clear = 1 << codeSize
    var result: [UInt8] = []
    result.reserveCapacity(min(count, data.count * 64))
    var bits = GIFBits(data)
    var width = codeSize + 1
    var next = clear + 2
    var previous: Int?
    while result.count < count, let code = bits.take(width) {
      if code == clear {
        (width, next, previous) = (codeSize + 1, clear + 2, nil)
        continue
      }
      guard code != clear + 1 else { break }
      guard let last = previous else {
        guard code < clear else { return nil }
        result.append(suffixes[code])
        previous = code
        continue
      }
      guard code < next || code == next && next < 4096 else { return nil }
      let first = unwind(code < next ? code : last, clear: clear)
      result.append(contentsOf: stack.reversed())
      if code == next { result.append(first) }
      if next < 4096 {
        prefixes[next] = UInt16(last)
        suffixes[next] = first
        next += 1
        if next == 1 << width, width < 12 { width += 1 }
      }
      previous = code
    }
    if result.count > count { result.removeLast(result.count - count) }
    return result
  }

  /// Puts a code's bytes on the stack, the last first, and returns the first.
  private mutating func unwind(_ code: Int, clear: Int) -> UInt8 {
    stack.removeAll(keepingCapacity: true)
    var code = code
    while code >= clear {
      stack.append(suffixes[code])
      code = Int(prefixes[code])
    }
    stack.append(suffixes[code])
    return suffixes[code]
  }
}

/// Codes of any width, the lowest bit first.
private struct GIFBits {
  private let data: [UInt8]
  private var position = 0
  private var waiting: UInt32 = 0
  private var waitingBits = 0

  init(_ data: [UInt8]) { self.data = data }

  mutating func take(_ width: Int) -> Int? {
    while waitingBits < width {
      guard position < data.count else { return nil }
      waiting |= UInt32(data[position]) << UInt32(waitingBits)
      position += 1
      waitingBits += 8
    }
    let code = waiting & (1 << UInt32(width) - 1)
    waiting >>= UInt32(width)
    waitingBits -= width
    return Int(code)
  }
}
