/// The colors of a picture that has at most 256, in the order in which they appear.
struct PNGPalette {
  private(set) var colors: [UInt32] = []
  /// Open addressing: a color's place plus one; zero is free.
  private var slots = [UInt16](repeating: 0, count: 1024)

  /// Nil where there are more colors than a palette holds.
  init?(of bitmap: Bitmap) {
    var last: UInt32?
    for offset in stride(from: 0, to: bitmap.rgba.count, by: 4) {
      let color = PNGPalette.color(bitmap.rgba, offset)
      guard color != last else { continue }
      last = color
      let slot = slot(of: color)
      guard slots[slot] == 0 else { continue }
      guard colors.count < 256 else { return nil }
      colors.append(color)
      slots[slot] = UInt16(colors.count)
    }
  }

  @inline(__always)
  static func color(_ rgba: [UInt8], _ offset: Int) -> UInt32 {
    let high = UInt32(rgba[offset]) << 24 | UInt32(rgba[offset &+ 1]) << 16
    return high | UInt32(rgba[offset &+ 2]) << 8 | UInt32(rgba[offset &+ 3])
  }

  @inline(__always)
  private func slot(of color: UInt32) -> Int {
    var slot = Int((color &* 0x9E37_79B1) >> 22)
    while slots[slot] != 0, colors[Int(slots[slot]) - 1] != color { slot = (slot + 1) & 1023 }
    return slot
  }

  @inline(__always)
  func index(of color: UInt32) -> Int { Int(slots[slot(of: color)]) - 1 }

  /// The fewest bits that tell all indices apart.
  var depth: Int { colors.count <= 2 ? 1 : colors.count <= 4 ? 2 : colors.count <= 16 ? 4 : 8 }

  /// The body of PLTE.
  var body: [UInt8] {
    colors.flatMap { color in
      [24, 16, 8].map { UInt8(truncatingIfNeeded: color >> ($0 as UInt32)) }
    }
  }

  /// The body of tRNS; empty for opaque colors.
  var transparency: [UInt8] {
    let alphas = colors.map { UInt8(truncatingIfNeeded: $0) }
    guard let last = alphas.lastIndex(where: { $0 < 255 }) else { return [] }
    return Array(alphas[...last])
  }
}
