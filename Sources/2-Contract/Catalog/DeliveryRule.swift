package import Bytes

/// Which pixels come back for an input.
package enum DeliveryRule: Sendable {
  /// The pixels that were asked.
  case exact
  /// About the asked area in the asked shape, each side a multiple of the step.
  case step(Int)
  /// A list of shapes and their pixels at one megapixel.
  case table([AspectRatio: PixelSize])
  /// The source scaled down to a longest side, each side floored to the step.
  case fit(longest: Int, step: Int)

  /// What sides are a multiple of; nil where they are of nothing.
  package var step: Int? {
    switch self {
    case .step(let step), .fit(_, let step): step
    case .exact, .table: nil
    }
  }

  /// The rule in a few words.
  package var title: String {
    switch self {
    case .exact: "exact"
    case .step(let step): "step \(step)"
    case .table: "a table"
    case .fit(let longest, let step): "at most \(longest), step \(step)"
    }
  }

  /// The pixels for a shape at the scale whose square has `base` a side.
  package func pixels(ratio: AspectRatio, base: Double = 1024) -> PixelSize? {
    switch self {
    case .exact: return SizeLaw.pixels(ratio: ratio.value, base: base)
    case .step(let step): return DeliveryRule.stepped(ratio: ratio.value, base: base, step: step)
    case .table(let sizes):
      guard let size = sizes[ratio] else { return nil }
      let scale = base / 1024
      return PixelSize(Int(Double(size.width) * scale), Int(Double(size.height) * scale))
    case .fit: return nil
    }
  }

  /// The pixels for a picture that follows its source.
  package func pixels(source: PixelSize) -> PixelSize {
    switch self {
    case .exact: return source
    case .table(let sizes):
      return DeliveryRule.nearest(to: source.ratio, among: sizes) ?? source
    case .step(let step):
      return DeliveryRule.stepped(ratio: source.ratio, base: 1024, step: step)
    case .fit(let longest, let step):
      let scale = min(1, Double(longest) / Double(max(source.width, source.height)))
      return PixelSize(
        DeliveryRule.floored(Double(source.width) * scale, step),
        DeliveryRule.floored(Double(source.height) * scale, step)
      )
    }
  }

  /// Each side rounded for itself, halves up: √(area·r) and √(area/r), never less than one step.
  private static func stepped(ratio: Double, base: Double, step: Int) -> PixelSize {
    func side(_ value: Double) -> Int {
      max(step, step * SizeLaw.roundHalfUp(value / Double(step)))
    }
    let area = base * base
    return PixelSize(side((area * ratio).squareRoot()), side((area / ratio).squareRoot()))
  }

  /// The size of the list whose shape is nearest; of two that are, the one nearer a square.
  private static func nearest(
    to ratio: Double,
    among sizes: [AspectRatio: PixelSize]
  ) -> PixelSize? {
    func apart(_ first: Double, _ second: Double) -> Double {
      max(first / second, second / first)
    }
    return sizes.min { first, second in
      (apart(first.key.value, ratio), apart(first.key.value, 1))
        < (apart(second.key.value, ratio), apart(second.key.value, 1))
    }?.value
  }

  private static func floored(_ value: Double, _ step: Int) -> Int {
    max(step, Int(value) / step * step)
  }

  /// A side rounded to the nearest multiple of `step`, halves up.
  package static func rounded(_ side: Int, to step: Int) -> Int {
    // Half of the largest integer leaves room for the step, whatever side a request names.
    max(step, (min(side, .max / 2) + step / 2) / step * step)
  }
}
