package import Bytes

/// A decoded picture: eight-bit red, green, blue and alpha, row after row from the top left.
///
/// Alpha is straight, not multiplied into the colours.
package struct Bitmap: Sendable, Equatable {
  package let width: Int
  package let height: Int
  /// Four bytes a pixel, `width * height * 4` in all.
  package var rgba: [UInt8]

  /// A picture of one colour, opaque black unless told.
  package init(width: Int, height: Int, filling color: RGBA = RGBA(0, 0, 0)) {
    self.width = width
    self.height = height
    rgba = [UInt8](repeating: color.red, count: width * height * 4)
    guard color != RGBA(color.red, color.red, color.red, color.red) else { return }
    for offset in stride(from: 0, to: rgba.count, by: 4) {
      rgba[offset + 1] = color.green
      rgba[offset + 2] = color.blue
      rgba[offset + 3] = color.alpha
    }
  }

  /// Nil unless the bytes are exactly four a pixel.
  package init?(width: Int, height: Int, rgba: [UInt8]) {
    guard width > 0, height > 0, rgba.count == width * height * 4 else { return nil }
    self.width = width
    self.height = height
    self.rgba = rgba
  }

  package var size: PixelSize { PixelSize(width, height) }

  /// Whether any pixel lets something through.
  package var hasAlpha: Bool {
    var offset = 3
    while offset < rgba.count {
      if rgba[offset] != 255 { return true }
      offset += 4
    }
    return false
  }

  package subscript(x: Int, y: Int) -> RGBA {
    get {
      let offset = (y * width + x) * 4
      return RGBA(rgba[offset], rgba[offset + 1], rgba[offset + 2], rgba[offset + 3])
    }
    set {
      let offset = (y * width + x) * 4
      rgba[offset] = newValue.red
      rgba[offset + 1] = newValue.green
      rgba[offset + 2] = newValue.blue
      rgba[offset + 3] = newValue.alpha
    }
  }
}

/// One pixel's colour and how much of it covers what lies below.
package struct RGBA: Sendable, Hashable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8
  package var alpha: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }
}
