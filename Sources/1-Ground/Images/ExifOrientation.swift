import Bytes

/// The turn by which stored pixels are seen upright (Exif 2.3, tag 0x0112).
package enum ExifOrientation: Int, Sendable, CaseIterable {
  case upright = 1
  case mirrored
  case upsideDown
  case flipped
  case transposed
  case turnedRight
  case transversed
  case turnedLeft

  /// Whether width and height change places.
  package var swapsSides: Bool { rawValue >= 5 }

  /// Finds the tag in a TIFF block; nil where it isn't told or the block makes no sense.
  ///
  /// The block may begin with `Exif\0\0`, as it does in JPEG and sometimes in WebP.
  package init?(_ bytes: [UInt8], in range: Range<Int>) {
    var block = Array(bytes[range.clamped(to: 0..<bytes.count)])
    if block.starts(with: Array("Exif\0\0".utf8)) { block.removeFirst(6) }
    guard block.count >= 8 else { return nil }
    let isLittle = block.starts(with: [0x49, 0x49])
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= block.count else { return nil }
      let digits = block[offset..<offset + count]
      return isLittle
        ? digits.reversed().reduce(0) { $0 << 8 | Int($1) }
        : digits.reduce(0) { $0 << 8 | Int($1) }
    }
    guard number(2, 2) == 42, let directory = number(4, 4), let entries = number(directory, 2)
    else { return nil }
    for entry in 0..<entries {
      let offset = directory + 2 + entry * 12
      guard let tag = number(offset, 2) else { return nil }
      guard tag == 0x0112 else { continue }
      // A short, one of them, stands in the first half of the value field.
      guard let value = number(offset + 8, 2) else { return nil }
      self.init(rawValue: value)
      return
    }
    return nil
  }
}

extension PixelSize {
  /// The size that is seen once the pixels are turned.
  func oriented(_ orientation: ExifOrientation) -> PixelSize {
    orientation.swapsSides ? turned : self
  }

  /// Refuses what would take more memory than the caller allows.
  func check(limit: Int) throws(ImageError) {
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, pixels <= limit else { throw .tooLarge(self, limit: limit) }
  }
}

extension Bitmap {
  /// The picture as it is seen when the stored one has this orientation.
  package func oriented(_ orientation: ExifOrientation) -> Bitmap {
    guard orientation != .upright else { return self }
    let target = size.oriented(orientation)
    var bitmap = Bitmap(width: target.width, height: target.height)
    for y in 0..<target.height {
      for x in 0..<target.width {
        let right = width - 1
        let bottom = height - 1
        let (sourceX, sourceY) =
          switch orientation {
          case .upright: (x, y)
          case .mirrored: (right - x, y)
          case .upsideDown: (right - x, bottom - y)
          case .flipped: (x, bottom - y)
          case .transposed: (y, x)
          case .turnedRight: (y, bottom - x)
          case .transversed: (right - y, bottom - x)
          case .turnedLeft: (right - y, x)
          }
        bitmap[x, y] = self[sourceX, sourceY]
      }
    }
    return bitmap
  }
}
