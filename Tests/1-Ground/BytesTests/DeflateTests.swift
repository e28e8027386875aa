import Bytes
import TestSupport
import Testing

@Suite(.heavy)
struct DeflateTests {
  static let text = Array("a stone to rub gold on, a stone to rub gold on".utf8)

  /// What zlib 1.3 makes of `text`, stored and compressed.
  static let foreign: [[UInt8]] = [
    [
      120, 1, 1, 46, 0, 209, 255, 97, 32, 115, 116, 111, 110, 101, 32, 116, 111, 32, 114, 117, 98,
      32, 103, 111, 108, 100, 32, 111, 110, 44, 32, 97, 32, 115, 116, 111, 110, 101, 32, 116, 111,
      32, 114, 117, 98, 32, 103, 111, 108, 100, 32, 111, 110, 119, 153, 15, 255,
    ],
    [
      120, 156, 75, 84, 40, 46, 201, 207, 75, 85, 40, 201, 87, 40, 42, 77, 82, 72, 207, 207, 73, 81,
      200, 207, 211, 81, 72, 196, 42, 14, 0, 119, 153, 15, 255,
    ],
  ]

  /// A raw stream of zlib's with dynamic codes: `(i * i >> 3) & 15` for i below 300.
  static let dynamic: [UInt8] = [
    5, 193, 129, 1, 0, 16, 0, 2, 176, 36, 132, 240, 255, 183, 54, 0, 133, 85, 221, 43, 143, 205,
    129, 124, 56, 66, 95, 109, 78, 24, 198, 228, 214, 53, 51, 120, 44, 196, 141, 47, 203, 93, 149,
    5, 0, 80, 88, 213, 189, 242, 216, 28, 200, 135, 35, 244, 213, 230, 132, 97, 76, 110, 93, 51,
    131, 199, 66, 220, 248, 178, 220, 85, 89, 0, 0, 133, 85, 221, 43, 143, 205, 129, 124, 56, 66,
    95, 109, 78, 24, 198, 228, 214, 53, 51, 120, 44, 196, 141, 47, 203, 93, 149, 5, 0, 80, 88, 213,
    189, 242, 216, 28, 200, 135, 35, 244, 213, 230, 132, 97, 76, 110, 93, 51, 131, 199, 66, 220,
    248, 178, 220, 85, 89, 0, 0, 133, 85, 221, 43, 143, 205, 129, 124, 56, 66, 95, 109, 78, 24, 198,
    228, 214, 53, 51, 62,
  ]

  /// Content of several kinds: runs, text-like, noise, and both in turn.
  static func content(_ kind: Int, count: Int) -> [UInt8] {
    var state = UInt64(kind * 7919 + count + 1)
    return (0..<count).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = UInt8(truncatingIfNeeded: state >> 56)
      switch kind {
      case 0: return 7
      case 1: return UInt8(index % 251) & 0x3C
      case 2: return noise
      case 3: return noise & 3
      default: return index / 5000 % 2 == 0 ? noise : UInt8(index % 17)
      }
    }
  }

  @Test(arguments: foreign)
  func `expands what zlib compressed`(stream: [UInt8]) throws {
    #expect(try Zlib.decompress(stream, limit: 46) == DeflateTests.text)
    #expect(throws: InflateError.tooLong(limit: 45)) { try Zlib.decompress(stream, limit: 45) }
  }

  @Test func `expands zlib's dynamic codes`() throws {
    let expected = (0..<300).map { UInt8(($0 * $0) >> 3 & 15) }
    #expect(try Inflate.decompress(DeflateTests.dynamic, limit: 300) == expected)
  }

  @Test func `expands many empty gzip members in a moment`() throws {
    let member = Gzip.compress([])
    let many = Array(repeatElement(member, count: 50_000).joined())
    #expect(try Gzip.decompress(many, limit: 64 << 20) == [])
  }

  @Test func `expands what gzip compressed`() throws {
    let member: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 43, 201, 47, 77, 206, 40, 46, 201, 207, 75, 85, 40, 129, 51,
      1, 38, 6, 219, 141, 21, 0, 0, 0,
    ]
    let expected = Array("touchstone touchstone".utf8)
    #expect(try Gzip.decompress(member, limit: 21) == expected)
    #expect(try Gzip.decompress(member + member, limit: 42) == expected + expected)
    #expect(throws: InflateError.tooLong(limit: 20)) {
      try Gzip.decompress(member + member, limit: 41)
    }
  }

  @Test(arguments: DeflateLevel.allCases, 0..<5)
  func `gives back what it compressed`(level: DeflateLevel, kind: Int) throws {
    for count in [0, 1, 2, 3, 4, 257, 258, 259, 1000, 32_768, 65_536, 200_001] {
      let bytes = DeflateTests.content(kind, count: count)
      let packed = Zlib.compress(bytes, level: level)
      #expect(try Zlib.decompress(packed, limit: count) == bytes)
      #expect(packed.count <= count + count / 32_768 * 5 + 16)
      #expect(try Gzip.decompress(Gzip.compress(bytes, level: level), limit: count) == bytes)
    }
  }

  @Test func `packs runs to almost nothing`() {
    let packed = Deflate.compress([UInt8](repeating: 0, count: 1 << 20))
    #expect(packed.count < 1200)
  }

  @Test func `never takes a stream that is cut or bent for a whole one`() {
    for bytes in [DeflateTests.text, DeflateTests.content(3, count: 300)] {
      let packed = Zlib.compress(bytes)
      for count in packed.indices {
        #expect(throws: InflateError.self) {
          try Zlib.decompress(Array(packed[..<count]), limit: 1000)
        }
      }
      for bit in 0..<packed.count * 8 {
        var bent = packed
        bent[bit / 8] ^= 1 << UInt8(bit % 8)
        // A bent level in the header, or a bent last bit of padding, changes nothing.
        let expanded = try? Zlib.decompress(bent, limit: 1000)
        #expect(expanded == nil || expanded == bytes)
      }
    }
  }

  @Test func `expands noise to an error, not to a crash`() {
    for seed in 0..<2000 {
      let noise = DeflateTests.content(2, count: seed % 97 + 1)
      _ = try? Inflate.decompress(noise.map { $0 &+ UInt8(seed % 256) }, limit: 5000)
    }
  }

  @Test(arguments: [7, 9, 15])
  func `keeps word lengths within their limit`(limit: Int) {
    // Fibonacci's numbers give the deepest tree.
    var frequencies = [1, 1]
    while frequencies.count < 40 { frequencies.append(frequencies.suffix(2).reduce(0, +)) }
    let lengths = PrefixCodeLengths.lengths(frequencies: frequencies, limit: limit)
    let filled = lengths.reduce(0) { $0 + 1 << (limit - Int($1)) }
    #expect(lengths.allSatisfy { (1...limit).contains(Int($0)) })
    #expect(filled == 1 << limit)
  }
}
