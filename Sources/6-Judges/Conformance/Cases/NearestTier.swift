import CanonicalJSON
import Catalog

/// Whether "the nearest supported value" of a tier is one tier, whoever's list counts and however distance is measured.
struct NearestTier {
  /// The side of a square of each tier that the model lists.
  private let model: [Double]
  /// The same of the offer, where it has words for tiers of its own.
  private let offer: [Double]

  init(_ place: OfferInMode) {
    model = place.model.sizes.rows.compactMap { SizeText.base($0.tier.name) }
    guard case .ratio(let sizing) = place.operation.sizing, let scale = sizing.scale else {
      offer = model
      return
    }
    offer = scale.values.map(\.base)
  }

  /// Sides, pixels, and both as proportions.
  private static let measures: [@Sendable (Double, Double) -> Double] = [
    { abs($0 - $1) }, { abs($0 * $0 - $1 * $1) }, { max($0 / $1, $1 / $0) },
  ]

  /// The rule that a tier is mapped by: the published one, or ours where it decides between two.
  func requirement(for tier: String) -> RequirementName {
    guard let wanted = SizeText.base(tier) else { return .sizeNearestTier }
    let found = NearestTier.measures.flatMap { apart in
      [nearest(to: wanted, apart), nearest(to: viaModel(wanted, apart), apart)]
    }
    return Set(found).count == 1 && found[0].count == 1 ? .sizeNearestTier : .sizeTierDistance
  }

  private func viaModel(_ tier: Double, _ apart: (Double, Double) -> Double) -> Double {
    model.min { apart(tier, $0) < apart(tier, $1) } ?? tier
  }

  /// Every tier of the offer that is as near as any.
  private func nearest(
    to tier: Double,
    _ apart: (Double, Double) -> Double
  ) -> Set<Double> {
    let least = offer.map { apart(tier, $0) }.min() ?? 0
    return Set(offer.filter { apart(tier, $0) <= least + 1e-9 })
  }
}
