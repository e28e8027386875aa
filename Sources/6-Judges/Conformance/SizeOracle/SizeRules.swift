/// The arithmetic of sizes, each rule for itself, so that a wrong one can be put in its place.
struct SizeRules: Sendable {
  /// How far two shapes or scales are apart: 1 where they agree, and the same both ways round.
  var apart: @Sendable (Double, Double) -> Double = { max($0 / $1, $1 / $0) }
  /// Halves go up.
  var round: @Sendable (Double) -> Int = { Int(($0 + 0.5).rounded(.down)) }
  /// Of two equally near shapes, the one nearer a square.
  var prefersSquare = true
  /// Of two equally near scales, the smaller.
  var prefersSmaller = true
  /// The law rounds the height and takes the width from it.
  var roundsHeightFirst = true

  /// Distances that agree to this are equal; floating point decides nothing.
  private static let tolerance = 1e-9

  /// The published size of a shape at a scale: height = base/√r, width = height·r.
  func lawful(ratio: Double, base: Double) -> (width: Int, height: Int) {
    if roundsHeightFirst {
      let height = round(base / ratio.squareRoot())
      return (round(Double(height) * ratio), height)
    }
    let width = round(base * ratio.squareRoot())
    return (width, round(Double(width) / ratio))
  }

  /// The position of the nearest shape.
  func nearest(shape: Double, among shapes: [Double]) -> Int? {
    let apart = shapes.map { self.apart(shape, $0) }
    guard let least = apart.min() else { return nil }
    let ties = shapes.indices.filter { apart[$0] <= least * (1 + SizeRules.tolerance) }
    let squareness = ties.map { self.apart(shapes[$0], 1) }
    guard let best = prefersSquare ? squareness.min() : squareness.max() else { return nil }
    return ties.first {
      abs(self.apart(shapes[$0], 1) - best) <= SizeRules.tolerance * best
    }
  }

  /// The position of the nearest scale.
  func nearest(base: Double, among bases: [Double]) -> Int? {
    let apart = bases.map { self.apart(base, $0) }
    guard let least = apart.min() else { return nil }
    let ties = bases.indices.filter { apart[$0] <= least * (1 + SizeRules.tolerance) }
    return prefersSmaller
      ? ties.min { bases[$0] < bases[$1] } : ties.max { bases[$0] < bases[$1] }
  }

  /// About `base` squared pixels in a shape, each side a multiple of `step`.
  func stepped(ratio: Double, base: Double, step: Int) -> (width: Int, height: Int) {
    let area = base * base
    return (
      step * round((area * ratio).squareRoot() / Double(step)),
      step * round((area / ratio).squareRoot() / Double(step))
    )
  }

  /// A side moved to the nearest multiple of `step`.
  func stepped(side: Int, step: Int) -> Int { step * round(Double(side) / Double(step)) }
}
