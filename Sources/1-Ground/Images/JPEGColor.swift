/// The three components of a picture as JPEG codes them: brightness and two color differences.
struct JPEGColor {
  private(set) var luma: JPEGPlane
  private(set) var blue: JPEGPlane
  private(set) var red: JPEGPlane

  /// Converts a picture, over white where it is transparent, and repeats its edges to fill blocks.
  ///
  /// With `halved` the color differences have one sample for two by two pixels.
  init(_ bitmap: Bitmap, halved: Bool) {
    let block = halved ? 16 : 8
    let width = (bitmap.width + block - 1) / block * block
    let height = (bitmap.height + block - 1) / block * block
    luma = JPEGPlane(width: width, height: height)
    blue = JPEGPlane(width: width, height: height)
    red = JPEGPlane(width: width, height: height)
    for y in 0..<bitmap.height {
      let places = y * width..<(y + 1) * width
      JPEGColor.convert(row: y, bitmap, &luma.samples, &blue.samples, &red.samples, in: places)
    }
    for y in bitmap.height..<height {
      luma.copyRow(bitmap.height - 1, to: y)
      blue.copyRow(bitmap.height - 1, to: y)
      red.copyRow(bitmap.height - 1, to: y)
    }
    guard halved else { return }
    blue = blue.halved
    red = red.halved
  }

  /// ITU T.871, with sixteen bits behind the point.
  private static func convert(
    row y: Int,
    _ bitmap: Bitmap,
    _ luma: inout [UInt8],
    _ blue: inout [UInt8],
    _ red: inout [UInt8],
    in places: Range<Int>
  ) {
    let half: Int32 = 1 << 15
    let middle: Int32 = 128 << 16 + half - 1
    let source = bitmap.rgba.span
    var lumas = luma.mutableSpan
    var blues = blue.mutableSpan
    var reds = red.mutableSpan
    for x in 0..<places.count {
      let offset = (y &* bitmap.width &+ min(x, bitmap.width &- 1)) &* 4
      let alpha = Int32(source[offset &+ 3])
      var r = Int32(source[offset])
      var g = Int32(source[offset &+ 1])
      var b = Int32(source[offset &+ 2])
      if alpha < 255 {
        r = 255 &- (255 &- r) &* alpha / 255
        g = 255 &- (255 &- g) &* alpha / 255
        b = 255 &- (255 &- b) &* alpha / 255
      }
      let luma = (19595 &* r &+ 38470 &* g &+ 7471 &* b &+ half) >> 16
      let cb = (32768 &* b &- 11059 &* r &- 21709 &* g &+ middle) >> 16
      let cr = (32768 &* r &- 27439 &* g &- 5329 &* b &+ middle) >> 16
      lumas[places.lowerBound &+ x] = UInt8(truncatingIfNeeded: luma)
      blues[places.lowerBound &+ x] = UInt8(truncatingIfNeeded: cb)
      reds[places.lowerBound &+ x] = UInt8(truncatingIfNeeded: cr)
    }
  }
}

extension JPEGPlane {
  mutating func copyRow(_ source: Int, to target: Int) {
    for x in 0..<width { samples[target * width + x] = samples[source * width + x] }
  }

  /// The mean of every two by two samples.
  var halved: JPEGPlane {
    var plane = JPEGPlane(width: width / 2, height: height / 2)
    for y in 0..<height / 2 {
      for x in 0..<width / 2 {
        let offset = y &* 2 &* width &+ x &* 2
        let top = Int(samples[offset]) &+ Int(samples[offset &+ 1])
        let bottom = Int(samples[offset &+ width]) &+ Int(samples[offset &+ width &+ 1])
        // Rounding up and down in turn keeps the mean of a flat area.
        plane.samples[y &* plane.width &+ x] =
          UInt8(truncatingIfNeeded: (top &+ bottom &+ 1 &+ x & 1) >> 2)
      }
    }
    return plane
  }
}
