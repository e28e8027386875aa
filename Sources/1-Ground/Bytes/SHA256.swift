/// The digest of FIPS 180-4, fed part by part.
package struct SHA256: Sendable {
  package static let blockCount = 64

  private var state: [8 of UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var count: UInt64 = 0

  package init() {}

  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes[...])
    return hash.finish()
  }

  /// The digest in lower-case hexadecimal.
  package static func hex(of bytes: [UInt8]) -> String { Hex.encode(digest(of: bytes)) }

  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    count += UInt64(bytes.count)
    var rest = bytes
    if !pending.isEmpty {
      let head = rest.prefix(SHA256.blockCount - pending.count)
      pending += head
      rest = rest.dropFirst(head.count)
      guard pending.count == SHA256.blockCount else { return }
      compress(pending[...])
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count / SHA256.blockCount * SHA256.blockCount
    if whole > 0 { compress(rest.prefix(whole)) }
    pending += rest.dropFirst(whole)
  }

  /// Pads, and gives the 32 bytes; the value is spent afterwards.
  package mutating func finish() -> [UInt8] {
    let bits = count &* 8
    let zeros = (119 - pending.count) % SHA256.blockCount
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: zeros)
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    update(padding[...])
    var digest: [UInt8] = []
    for index in state.indices {
      for shift in [24, 16, 8, 0] as [UInt32] {
        digest.append(UInt8(truncatingIfNeeded: state[index] >> shift))
      }
    }
    return digest
  }

  /// Takes whole blocks; a round's words overwrite those of sixteen rounds before.
  private mutating func compress(_ blocks: ArraySlice<UInt8>) {
    let bytes = blocks.span
    var words = InlineArray<16, UInt32>(repeating: 0)
    var state = state
    for start in stride(from: 0, to: bytes.count, by: SHA256.blockCount) {
      for index in 0..<16 {
        let place = start &+ index &* 4
        words[index] =
          UInt32(bytes[place]) &<< 24 | UInt32(bytes[place &+ 1]) &<< 16
          | UInt32(bytes[place &+ 2]) &<< 8 | UInt32(bytes[place &+ 3])
      }
      SHA256.mix(&words, into: &state)
    }
    self.state = state
  }

  @inline(__always)
  private static func mix(_ words: inout [16 of UInt32], into state: inout [8 of UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for turn in 0..<4 {
      for index in 0..<16 {
        let sumE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        let choice = g ^ (e & (f ^ g))
        let first = h &+ sumE &+ choice &+ constants[turn &* 16 &+ index] &+ words[index]
        let sumA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        let majority = (a & b) | (c & (a | b))
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ sumA &+ majority)
      }
      guard turn < 3 else { break }
      for index in 0..<16 {
        let early = words[(index &+ 1) & 15]
        let late = words[(index &+ 14) & 15]
        let first = rotate(early, 7) ^ rotate(early, 18) ^ (early &>> 3)
        let second = rotate(late, 17) ^ rotate(late, 19) ^ (late &>> 10)
        words[index] = words[index] &+ first &+ words[(index &+ 9) & 15] &+ second
      }
    }
    state = [
      state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d,
      state[4] &+ e, state[5] &+ f, state[6] &+ g, state[7] &+ h,
    ]
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &>> count | word &<< (32 &- count)
  }

  private static let constants: [64 of UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
