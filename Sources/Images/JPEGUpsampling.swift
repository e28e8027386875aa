extension JPEGPlane {
  /// The plane with as many samples as the picture has pixels.
  ///
  /// Each factor is what the finest component has, and what this one has. Where two pixels share a
  /// sample, the nearer sample counts three times the farther one; else samples are repeated.
  func enlarged(
    horizontally: (most: Int, own: Int),
    vertically: (most: Int, own: Int),
    to size: ImageSize
  ) -> JPEGPlane {
    var plane = self
    // Like the IJG's library, which leaves the narrowest planes as they are.
    let isSmooth = size.width * horizontally.own > horizontally.most * 2
    if isSmooth, horizontally.most == horizontally.own * 2 {
      plane = plane.widened(known: (size.width + 1) / 2)
    } else if horizontally.most != horizontally.own {
      plane = plane.repeated(horizontally, (1, 1))
    }
    if isSmooth, vertically.most == vertically.own * 2 {
      plane = plane.heightened(known: (size.height + 1) / 2)
    } else if vertically.most != vertically.own {
      plane = plane.repeated((1, 1), vertically)
    }
    return plane
  }

  /// Twice the width; samples beyond `known` are only padding.
  private func widened(known: Int) -> JPEGPlane {
    var plane = JPEGPlane(width: width * 2, height: height)
    let last = min(known, width) - 1
    for y in 0..<height {
      let source = y * width
      let target = y * plane.width
      for x in 0..<width {
        let near = Int(samples[source &+ x]) &* 3
        let left = Int(samples[source &+ max(x &- 1, 0)])
        let right = Int(samples[source &+ min(x &+ 1, last)])
        plane.samples[target &+ x &* 2] = UInt8(truncatingIfNeeded: (near &+ left &+ 1) >> 2)
        plane.samples[target &+ x &* 2 &+ 1] =
          UInt8(truncatingIfNeeded: (near &+ right &+ 2) >> 2)
      }
    }
    return plane
  }

  /// Twice the height; rows beyond `known` are only padding.
  private func heightened(known: Int) -> JPEGPlane {
    var plane = JPEGPlane(width: width, height: height * 2)
    for y in 0..<height * 2 {
      let near = y / 2 * width
      let far = (y % 2 == 0 ? max(y / 2 - 1, 0) : min(y / 2 + 1, known - 1, height - 1)) * width
      let target = y * width
      let half = y % 2 + 1
      for x in 0..<width {
        let sum = Int(samples[near &+ x]) &* 3 &+ Int(samples[far &+ x]) &+ half
        plane.samples[target &+ x] = UInt8(truncatingIfNeeded: sum >> 2)
      }
    }
    return plane
  }

  private func repeated(
    _ horizontally: (most: Int, own: Int),
    _ vertically: (most: Int, own: Int)
  ) -> JPEGPlane {
    var plane = JPEGPlane(
      width: width * horizontally.most / horizontally.own,
      height: height * vertically.most / vertically.own
    )
    for y in 0..<plane.height {
      let source = min(y * vertically.own / vertically.most, height - 1) * width
      for x in 0..<plane.width {
        let column = min(x * horizontally.own / horizontally.most, width - 1)
        plane.samples[y * plane.width + x] = samples[source + column]
      }
    }
    return plane
  }
}

extension JPEGColor {
  static func bitmap(gray plane: JPEGPlane, _ size: ImageSize) -> Bitmap {
    bitmap([plane, plane, plane], size, isRGB: true)
  }

  /// Three planes as pixels; ITU T.871 with sixteen bits behind the point.
  static func bitmap(_ planes: [JPEGPlane], _ size: ImageSize, isRGB: Bool) -> Bitmap {
    var bitmap = Bitmap(width: size.width, height: size.height)
    let (first, second, third) = (planes[0], planes[1], planes[2])
    let half = 1 << 15
    for y in 0..<size.height {
      var offset = y * size.width * 4
      for x in 0..<size.width {
        var red = Int(first.samples[y &* first.width &+ x])
        var green = Int(second.samples[y &* second.width &+ x])
        var blue = Int(third.samples[y &* third.width &+ x])
        if !isRGB {
          let (luma, cb, cr) = (red << 16 &+ half, green &- 128, blue &- 128)
          red = min(max((luma &+ 91881 &* cr) >> 16, 0), 255)
          green = min(max((luma &- 22554 &* cb &- 46802 &* cr) >> 16, 0), 255)
          blue = min(max((luma &+ 116130 &* cb) >> 16, 0), 255)
        }
        bitmap.rgba[offset] = UInt8(truncatingIfNeeded: red)
        bitmap.rgba[offset &+ 1] = UInt8(truncatingIfNeeded: green)
        bitmap.rgba[offset &+ 2] = UInt8(truncatingIfNeeded: blue)
        offset &+= 4
      }
    }
    return bitmap
  }
}
