import CanonicalJSON
import Catalog

/// Whether "the nearest supported ratio", which is all that the pages say, is one ratio however distance is measured.
struct NearestShape {
  /// The ratios that the model lists.
  let model: [Double]
  /// The ratios that the offer lists, where it takes no free pixels.
  let offer: [Double]

  init(_ place: OfferInMode) {
    model = place.model.sizes.ratios.map(\.value)
    guard case .ratio(let sizing) = place.operation.sizing else {
      offer = model
      return
    }
    offer = sizing.ratios.map(\.value)
  }

  private static let measures: [@Sendable (Double, Double) -> Double] = [
    { abs($0 - $1) }, { abs(1 / $0 - 1 / $1) }, { max($0 / $1, $1 / $0) },
  ]

  /// The rule that a shape is mapped by: a published one, or ours where it decides between two.
  func requirement(for shape: Double) -> RequirementName {
    let found = NearestShape.measures.flatMap { apart in
      [nearest(to: shape, in: offer, apart), nearest(to: viaModel(shape, apart), in: offer, apart)]
    }
    return Set(found).count == 1 && found[0].count == 1
      ? .sizeNearestRatio : .sizeRatioDistance
  }

  private func viaModel(_ shape: Double, _ apart: (Double, Double) -> Double) -> Double {
    nearest(to: shape, in: model, apart).min() ?? shape
  }

  /// Every ratio of a list that is as near as any.
  private func nearest(
    to shape: Double,
    in list: [Double],
    _ apart: (Double, Double) -> Double
  ) -> Set<Double> {
    let least = list.map { apart(shape, $0) }.min() ?? 0
    return Set(list.filter { apart(shape, $0) <= least + 1e-9 })
  }
}

extension RequirementName {
  static let sizeNearestRatio = RequirementName("size.nearest-ratio")
  static let sizeRatioDistance = RequirementName("size.ratio-distance")
}
