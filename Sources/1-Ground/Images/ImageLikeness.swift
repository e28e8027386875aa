/// The likeness that two pictures must have to count as the same.
///
/// Measured with room on photographs and drawn pictures through JPEG, WebP, AVIF and GIF; pictures
/// that have nothing in common come to 8 dB, a mirrored one to 14.
package struct ImageLikeness: Sendable, Equatable {
  package var isExact = false
  package var leastPSNR: Double
  package var leastSimilarity: Double

  /// Every pixel equal: from one lossless format to another.
  package static let exact = ImageLikeness(isExact: true, leastPSNR: 0, leastSimilarity: 1)
  /// Through a lossy format at its default quality, or at 75 and above.
  package static let fine = ImageLikeness(leastPSNR: 32, leastSimilarity: 0.9)
  /// Through a lossy format at any quality.
  package static let coarse = ImageLikeness(leastPSNR: 25, leastSimilarity: 0)
  /// Through the 256 colors of a GIF.
  package static let paletted = ImageLikeness(leastPSNR: 26, leastSimilarity: 0)

  /// The likeness to ask of a picture that went through a format; quality is nil for the default.
  package static func through(
    _ format: ImageFormat,
    quality: Int? = nil,
    isLossless: Bool = false
  ) -> ImageLikeness {
    switch format {
    case .png: exact
    case .gif: paletted
    case .jpeg, .webp, .avif: isLossless ? exact : quality ?? 75 >= 75 ? fine : coarse
    }
  }
}
