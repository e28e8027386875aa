/// GIF's LZW compressor.
struct GIFCodeWriter {
  private(set) var bytes: [UInt8] = []
  private let codeSize: Int
  private var width: Int
  private var next: Int
  private var waiting: UInt32 = 0
  private var waitingBits = 0
  /// Open addressing over prefix and byte; -1 is free.
  private var keys = [Int32](repeating: -1, count: GIFCodeWriter.slots)
  private var codes = [UInt16](repeating: 0, count: GIFCodeWriter.slots)

  private static let slots = 1 << 14
  private static let codeLimit = 4096

  init(codeSize: Int) {
    self.codeSize = codeSize
    width = codeSize + 1
    next = 1 << codeSize + 2
  }

  /// Writes the whole picture, from the first clear code to the end code.
  mutating func write(_ indices: [UInt8]) {
    put(1 << codeSize)
    var prefix = -1
    for index in indices {
      guard prefix >= 0 else {
        prefix = Int(index)
        continue
      }
      let key = Int32(prefix << 8 | Int(index))
      let slot = slot(of: key)
      if keys[slot] == key {
        prefix = Int(codes[slot])
        continue
      }
      put(prefix)
      add(key, at: slot)
      prefix = Int(index)
    }
    if prefix >= 0 { put(prefix) }
    // A reader has by now added the entry that would have begun here.
    if next == 1 << width, width < 12 { width += 1 }
    put(1 << codeSize + 1)
    if waitingBits > 0 { bytes.append(UInt8(truncatingIfNeeded: waiting)) }
  }

  private mutating func add(_ key: Int32, at slot: Int) {
    guard next < GIFCodeWriter.codeLimit else {
      put(1 << codeSize)
      for index in keys.indices { keys[index] = -1 }
      width = codeSize + 1
      next = 1 << codeSize + 2
      return
    }
    keys[slot] = key
    codes[slot] = UInt16(next)
    if next == 1 << width { width += 1 }
    next += 1
  }

  private func slot(of key: Int32) -> Int {
    let hash = UInt32(bitPattern: key) &* 2_654_435_769
    var slot = Int(hash >> 18)
    while keys[slot] != -1, keys[slot] != key { slot = (slot + 1) & (GIFCodeWriter.slots - 1) }
    return slot
  }

  private mutating func put(_ code: Int) {
    waiting |= UInt32(code) << UInt32(waitingBits)
    waitingBits += width
    while waitingBits >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: waiting))
      waiting >>= 8
      waitingBits -= 8
    }
  }
}
