/// Turns the samples of PNG rows into red, green, blue and alpha of eight bits.
struct PNGUnpacker {
  private let header: PNGHeader
  private var palette: [RGBA] = []
  /// The one sample, or three, that stand for a wholly transparent pixel.
  private var transparent: [Int]?

  init(_ file: PNGFile, _ bytes: [UInt8]) throws(ImageError) {
    header = file.header
    let alphas = file.transparency.map { Array(bytes[$0]) } ?? []
    switch header.colorType {
    case .palette:
      let body = file.palette.map { Array(bytes[$0]) } ?? []
      palette = stride(from: 0, to: body.count - 2, by: 3).map { offset in
        let alpha = offset / 3 < alphas.count ? alphas[offset / 3] : 255
        return RGBA(body[offset], body[offset + 1], body[offset + 2], alpha)
      }
      // An index beyond the palette is an error that decoders show as black.
      palette += [RGBA](repeating: RGBA(0, 0, 0), count: max(0, 256 - palette.count))
    case .gray, .rgb:
      guard let range = file.transparency else { return }
      guard alphas.count == header.colorType.channels * 2 else {
        throw .corrupt(reason: "tRNS has no right size", offset: range.lowerBound - 8)
      }
      transparent = stride(from: 0, to: alphas.count, by: 2).map { offset in
        Int(alphas[offset]) << 8 | Int(alphas[offset + 1])
      }
    case .grayAlpha, .rgba: break
    }
  }

  /// Puts the pixels of a pass at their places.
  func unpack(_ raw: [UInt8], from first: Int, pass: PNGPass, into bitmap: inout Bitmap) {
    let count = header.rowCount(width: pass.width) + 1
    let isPlain = header.depth == 8 && transparent == nil && header.colorType.channels > 2
    for row in 0..<pass.height {
      let start = first + row * count + 1
      let target = ((pass.row + row * pass.stepY) * bitmap.width + pass.column) * 4
      if isPlain {
        copy(raw, start, pass: pass, to: target, in: &bitmap)
      } else {
        for x in 0..<pass.width {
          let pixel = pixel(raw, start, x: x)
          let offset = target &+ x &* pass.stepX &* 4
          bitmap.rgba[offset] = pixel.red
          bitmap.rgba[offset &+ 1] = pixel.green
          bitmap.rgba[offset &+ 2] = pixel.blue
          bitmap.rgba[offset &+ 3] = pixel.alpha
        }
      }
    }
  }

  /// The common case, eight-bit colors, without looking at every sample's depth.
  private func copy(
    _ raw: [UInt8],
    _ start: Int,
    pass: PNGPass,
    to target: Int,
    in bitmap: inout Bitmap
  ) {
    let channels = header.colorType.channels
    for x in 0..<pass.width {
      let source = start &+ x &* channels
      let offset = target &+ x &* pass.stepX &* 4
      bitmap.rgba[offset] = raw[source]
      bitmap.rgba[offset &+ 1] = raw[source &+ 1]
      bitmap.rgba[offset &+ 2] = raw[source &+ 2]
      if channels == 4 { bitmap.rgba[offset &+ 3] = raw[source &+ 3] }
    }
  }

  private func pixel(_ raw: [UInt8], _ start: Int, x: Int) -> RGBA {
    let first = x * header.colorType.channels
    let sample = sample(raw, start, index: first)
    switch header.colorType {
    case .palette: return palette[sample]
    case .gray:
      let gray = scaled(sample)
      return RGBA(gray, gray, gray, transparent == [sample] ? 0 : 255)
    case .grayAlpha:
      let gray = scaled(sample)
      return RGBA(gray, gray, gray, scaled(self.sample(raw, start, index: first + 1)))
    case .rgb, .rgba:
      let green = self.sample(raw, start, index: first + 1)
      let blue = self.sample(raw, start, index: first + 2)
      var alpha: UInt8 = transparent == [sample, green, blue] ? 0 : 255
      if header.colorType == .rgba { alpha = scaled(self.sample(raw, start, index: first + 3)) }
      return RGBA(scaled(sample), scaled(green), scaled(blue), alpha)
    }
  }

  private func sample(_ raw: [UInt8], _ start: Int, index: Int) -> Int {
    switch header.depth {
    case 8: return Int(raw[start + index])
    case 16: return Int(raw[start + index * 2]) << 8 | Int(raw[start + index * 2 + 1])
    default:
      let bit = index * header.depth
      let shift = 8 - header.depth - bit % 8
      return Int(raw[start + bit / 8]) >> shift & (1 << header.depth - 1)
    }
  }

  /// A sample of any depth as one of eight bits, rounded to the nearest.
  private func scaled(_ sample: Int) -> UInt8 {
    switch header.depth {
    case 16: UInt8((sample * 255 + 32895) >> 16)
    default: UInt8(sample * 255 / (1 << header.depth - 1))
    }
  }
}
