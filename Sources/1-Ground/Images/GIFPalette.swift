/// The colours that stand for a picture's, and which one stands for which.
struct GIFPalette {
  /// Red, green, blue; at most 256 of them with the transparent one.
  private(set) var colors: [SIMD4<Int32>] = []
  /// The entry for pixels that let through more than half.
  private(set) var transparent: Int?
  private var exact: [UInt32: UInt8] = [:]
  private var nearest: [UInt8] = []

  /// Takes the picture's own colours where they are few, else divides them by median cut.
  init(of bitmap: Bitmap) {
    let pixels = GIFPixels(bitmap)
    let room = pixels.hasTransparency ? 255 : 256
    if let few = pixels.distinctColors(limit: room) {
      for (index, color) in few.enumerated() {
        exact[color] = UInt8(index)
        colors.append(SIMD4(Int32(color >> 16), Int32(color >> 8 & 255), Int32(color & 255), 0))
      }
    } else {
      let cells = pixels.cells()
      colors = GIFMedianCut.colors(of: cells, count: room)
      nearest = [UInt8](repeating: 0, count: GIFPixels.cellCount)
      for cell in cells { nearest[cell.number] = closest(to: cell.mean) }
    }
    if pixels.hasTransparency {
      transparent = colors.count
      colors.append(SIMD4())
    }
  }

  /// The entry for each pixel.
  func indices(of bitmap: Bitmap) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: bitmap.width * bitmap.height)
    for pixel in result.indices {
      let offset = pixel * 4
      if bitmap.rgba[offset + 3] < 128, let transparent {
        result[pixel] = UInt8(transparent)
        continue
      }
      let color = GIFPixels.color(bitmap.rgba, offset)
      result[pixel] = nearest.isEmpty ? exact[color] ?? 0 : nearest[GIFPixels.cell(of: color)]
    }
    return result
  }

  private func closest(to color: SIMD4<Int32>) -> UInt8 {
    var best = 0
    var least = Int32.max
    for (index, candidate) in colors.enumerated() {
      let difference = candidate &- color
      let distance = (difference &* difference).wrappedSum()
      if distance < least { (best, least) = (index, distance) }
    }
    return UInt8(best)
  }
}

/// A picture's opaque pixels, counted in cells of similar colour.
private struct GIFPixels {
  /// Five bits of each primary.
  static let cellCount = 1 << 15

  let hasTransparency: Bool
  private let bitmap: Bitmap

  init(_ bitmap: Bitmap) {
    self.bitmap = bitmap
    hasTransparency = stride(from: 3, to: bitmap.rgba.count, by: 4).contains { offset in
      bitmap.rgba[offset] < 128
    }
  }

  static func color(_ rgba: [UInt8], _ offset: Int) -> UInt32 {
    UInt32(rgba[offset]) << 16 | UInt32(rgba[offset + 1]) << 8 | UInt32(rgba[offset + 2])
  }

  static func cell(of color: UInt32) -> Int {
    Int(color >> 19 & 31) << 10 | Int(color >> 11 & 31) << 5 | Int(color >> 3 & 31)
  }

  /// The colours in rising order; nil where there are more than `limit`.
  func distinctColors(limit: Int) -> [UInt32]? {
    var found: Set<UInt32> = []
    var previous: UInt32?
    for offset in stride(from: 0, to: bitmap.rgba.count, by: 4)
    where bitmap.rgba[offset + 3] >= 128 {
      let color = GIFPixels.color(bitmap.rgba, offset)
      if color == previous { continue }
      previous = color
      found.insert(color)
      if found.count > limit { return nil }
    }
    return found.sorted()
  }

  func cells() -> [GIFColorCell] {
    var sums = [SIMD4<Int>](repeating: SIMD4(), count: GIFPixels.cellCount)
    for offset in stride(from: 0, to: bitmap.rgba.count, by: 4)
    where bitmap.rgba[offset + 3] >= 128 {
      let color = GIFPixels.color(bitmap.rgba, offset)
      sums[GIFPixels.cell(of: color)] &+= SIMD4(
        Int(color >> 16),
        Int(color >> 8 & 255),
        Int(color & 255),
        1
      )
    }
    return sums.enumerated().filter { $0.element[3] > 0 }.map {
      GIFColorCell(number: $0.offset, sum: $0.element)
    }
  }
}
