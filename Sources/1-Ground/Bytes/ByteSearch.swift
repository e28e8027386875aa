/// A pattern made ready to be looked for in long runs of bytes.
///
/// Horspool's skip table: most alignments cost one look and move on by the whole pattern. Compared
/// from the front, so the time is linear wherever the first byte occurs only once in the pattern.
package struct ByteSearch: Sendable {
  package let pattern: [UInt8]
  private let skips: [Int]

  package init(_ pattern: [UInt8]) {
    self.pattern = pattern
    var skips = [Int](repeating: pattern.count, count: 256)
    for (index, byte) in pattern.dropLast().enumerated() {
      skips[Int(byte)] = pattern.count - 1 - index
    }
    self.skips = skips
  }

  /// Where the pattern first starts at or behind `start`.
  package func firstIndex(in bytes: [UInt8], from start: Int = 0) -> Int? {
    guard !pattern.isEmpty else { return start <= bytes.count ? start : nil }
    var index = start
    while index <= bytes.count - pattern.count {
      if matches(bytes, at: index) { return index }
      index += skips[Int(bytes[index + pattern.count - 1])]
    }
    return nil
  }

  /// Whether the pattern stands anywhere in these bytes.
  package func occurs(in bytes: [UInt8]) -> Bool { firstIndex(in: bytes) != nil }

  private func matches(_ bytes: [UInt8], at start: Int) -> Bool {
    for index in pattern.indices where bytes[start + index] != pattern[index] { return false }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Where the first carriage return or line feed stands.
  package var firstLineBreak: Int? {
    var index = startIndex
    while index < endIndex {
      if self[index] == 0x0A || self[index] == 0x0D { return index }
      index += 1
    }
    return nil
  }
}
