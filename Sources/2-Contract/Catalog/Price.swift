import CanonicalJSON
package import Bytes

/// The terms on which a provider makes pictures.
package enum Price: Sendable, Equatable {
  case perImage(Money)
  /// The first megapixel, then each further one; references count as further ones, each at least one.
  case perMegapixel(first: Money, further: Money)
  /// By tokens, each kind at its price for a million of them: what nobody knows before the answer is there.
  case perToken(TokenPrices)

  /// The cost of one picture of `pixels` made from `inputs`; nil where a size that matters is not known.
  package func cost(pixels: PixelSize?, inputs: [PixelSize?]) -> Money? {
    switch self {
    case .perImage(let cost): return cost
    case .perToken: return nil
    case .perMegapixel(let first, let further):
      guard let pixels else { return nil }
      var megapixels = Price.megapixels(pixels)
      for input in inputs {
        guard let input else { return nil }
        megapixels += min(Price.megapixels(input), Price.mostOfReference)
      }
      return first + further * (megapixels - 1)
    }
  }

  /// A reference of more megapixels is made smaller before it is billed.
  private static let mostOfReference = 4

  /// More megapixels than any model makes, so that no sum of prices grows past an integer.
  private static let mostMegapixels = 1_000_000

  /// Each picture is rounded up apart; 1 MP is 1024×1024.
  static func megapixels(_ size: PixelSize) -> Int {
    let megapixel = 1024 * 1024
    return min(mostMegapixels, (max(1, size.area) - 1) / megapixel + 1)
  }
}
