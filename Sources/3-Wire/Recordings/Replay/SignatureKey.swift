/// Sixteen bytes that tell requests apart: FNV-1a in two lanes.
///
/// Nothing here is guarded against people who look for two requests of one key; they would only be
/// cheating themselves.
struct SignatureKey: Hashable, Sendable {
  private var first: UInt64 = 0xCBF2_9CE4_8422_2325
  private var second: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func add(_ bytes: [UInt8]) {
    var (first, second) = (first, second)
    for byte in bytes {
      first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      second = (second ^ UInt64(byte)) &* 0xD6E8_FEB8_6659_FD93
    }
    // The low bits of a product know nothing of the high ones.
    (self.first, self.second) = (first ^ first >> 32, second ^ second >> 32)
    end()
  }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// So that the same bytes cut elsewhere are another key.
  private mutating func end() {
    first = (first ^ 0x1FF) &* 0x0000_0100_0000_01B3
    second = (second ^ 0x1FF) &* 0xD6E8_FEB8_6659_FD93
  }
}
