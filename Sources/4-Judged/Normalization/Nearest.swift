import Catalog

/// The nearest of what is listed, by ratio: twice as wide is as far as half as wide.
enum Nearest {
  /// Distances that differ by less are a tie: the last bits of a quotient decide nothing.
  private static let tolerance = 1e-9

  /// How far two shapes or scales are apart: 0 for the same, and ordered as |ln(first/second)| is.
  static func distance(_ first: Double, _ second: Double) -> Double {
    max(first / second, second / first) - 1
  }

  /// A tie goes to the shape nearer a square.
  static func ratio(to wanted: Double, among ratios: [AspectRatio]) -> AspectRatio? {
    ratios.min { first, second in
      let firstDistance = distance(wanted, first.value)
      let secondDistance = distance(wanted, second.value)
      guard abs(firstDistance - secondDistance) < tolerance else {
        return firstDistance < secondDistance
      }
      return distance(first.value, 1) < distance(second.value, 1) - tolerance
    }
  }

  /// A tie goes down.
  static func tier(to base: Double, among tiers: [Tier]) -> Tier? {
    tiers.min { first, second in
      let firstDistance = distance(base, first.base)
      let secondDistance = distance(base, second.base)
      guard abs(firstDistance - secondDistance) < tolerance else {
        return firstDistance < secondDistance
      }
      return first.base < second.base
    }
  }
}
