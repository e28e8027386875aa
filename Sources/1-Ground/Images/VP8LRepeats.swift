/// A picture as pixels and repeats of earlier ones, with how often each symbol occurs.
struct VP8LRepeats {
  /// A pixel where the length is 0; the distance is the format's code for it.
  struct Token {
    var length: Int32 = 0
    var distance: Int32 = 0
  }

  private(set) var tokens: [Token] = []
  /// Of green with lengths, red, blue, alpha, and distances.
  private(set) var frequencies = [280, 256, 256, 256, 40].map { [Int](repeating: 0, count: $0) }

  private static let longest = 4096
  private static let farthest = 1 << 20 - 120
  private static let hashBits: UInt32 = 16

  init(_ pixels: [UInt32], width: Int) {
    let codes = VP8LRepeats.distanceCodes(width: width)
    var latest = [Int32](repeating: -1, count: 1 << Int(VP8LRepeats.hashBits))
    var index = 0
    while index < pixels.count {
      var found = 0
      var distance = 0
      for candidate in [1, width] where candidate <= index {
        let length = VP8LRepeats.match(pixels, index, distance: candidate)
        if length > found { (found, distance) = (length, candidate) }
      }
      if index + 2 < pixels.count {
        let hash = VP8LRepeats.hash(pixels, index)
        let candidate = index - Int(latest[hash])
        if latest[hash] >= 0, candidate <= VP8LRepeats.farthest, found < 64 {
          let length = VP8LRepeats.match(pixels, index, distance: candidate)
          if length > found + 1 { (found, distance) = (length, candidate) }
        }
        latest[hash] = Int32(truncatingIfNeeded: index)
      }
      if found >= 3 {
        add(length: found, distance: codes[distance] ?? distance + 120)
        index += found
      } else {
        add(pixels[index])
        index += 1
      }
    }
  }

  private mutating func add(_ pixel: UInt32) {
    tokens.append(Token())
    frequencies[0][Int(pixel >> 8 & 255)] += 1
    frequencies[1][Int(pixel >> 16 & 255)] += 1
    frequencies[2][Int(pixel & 255)] += 1
    frequencies[3][Int(pixel >> 24)] += 1
  }

  private mutating func add(length: Int, distance: Int) {
    tokens.append(Token(length: Int32(length), distance: Int32(distance)))
    frequencies[0][256 + VP8LNumber(length).prefix] += 1
    frequencies[4][VP8LNumber(distance).prefix] += 1
  }

  private static func match(_ pixels: [UInt32], _ index: Int, distance: Int) -> Int {
    let limit = min(longest, pixels.count - index)
    var length = 0
    while length < limit, pixels[index + length] == pixels[index + length - distance] {
      length += 1
    }
    return length
  }

  private static func hash(_ pixels: [UInt32], _ index: Int) -> Int {
    let mixed =
      pixels[index] &* 0x9E37_79B1 ^ pixels[index + 1] &* 0x85EB_CA77
      ^ pixels[index + 2] &* 0xC2B2_AE3D
    return Int(mixed >> (32 - hashBits))
  }

  /// The short codes of the near pixels; of two for one distance, the shorter.
  private static func distanceCodes(width: Int) -> [Int: Int] {
    var codes: [Int: Int] = [:]
    for (index, place) in VP8LPixel.nearby.enumerated() {
      let distance = place.x + place.y * width
      if distance > 0, codes[distance] == nil { codes[distance] = index + 1 }
    }
    return codes
  }
}
