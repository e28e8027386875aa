package import Bytes

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The likeness of two pictures, on the brightness that is seen over white.
///
/// Pictures of different sizes are not alike at all; a shift by a pixel shows in no mean, so the
/// size is always asked first.
package struct ImageComparison: Sendable, Equatable {
  package let sizes: [PixelSize]
  /// Whether all pixels are equal, colors and alpha.
  package let isExact: Bool
  /// The largest difference of any sample; 255 for pictures of different sizes.
  package let largestDifference: Int
  /// The peak signal-to-noise ratio of the brightness in dB; infinite where it is equal.
  package let lumaPSNR: Double
  /// The structural similarity of the brightness, 1 for equal pictures.
  package let similarity: Double

  package init(_ one: Bitmap, _ other: Bitmap) {
    sizes = [one.size, other.size]
    guard one.size == other.size else {
      isExact = false
      largestDifference = 255
      lumaPSNR = 0
      similarity = 0
      return
    }
    largestDifference = ImageComparison.largestDifference(one.rgba, other.rgba)
    isExact = largestDifference == 0
    let first = Luma(one)
    let second = Luma(other)
    lumaPSNR = ImageComparison.ratio(first.samples, second.samples)
    similarity = isExact ? 1 : first.similarity(to: second)
  }

  /// Whether the pictures are as much alike as asked.
  package func holds(_ likeness: ImageLikeness) -> Bool {
    sizes[0] == sizes[1] && (!likeness.isExact || isExact)
      && lumaPSNR >= likeness.leastPSNR && similarity >= likeness.leastSimilarity
  }

  private static func largestDifference(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var largest: UInt8 = 0
    for index in one.indices {
      let (a, b) = (one[index], other[index])
      largest = max(largest, a > b ? a &- b : b &- a)
    }
    return Int(largest)
  }

  private static func ratio(_ one: [Float], _ other: [Float]) -> Double {
    var sum = 0.0
    for index in one.indices {
      let difference = Double(one[index] - other[index])
      sum += difference * difference
    }
    return sum == 0 ? .infinity : 10 * log10(255 * 255 * Double(one.count) / sum)
  }
}
