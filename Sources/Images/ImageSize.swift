/// A width and a height in pixels.
package struct ImageSize: Sendable, Hashable, CustomStringConvertible {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  package var description: String { "\(width)x\(height)" }

  /// The size after a quarter turn.
  package var turned: ImageSize { ImageSize(width: height, height: width) }
}
