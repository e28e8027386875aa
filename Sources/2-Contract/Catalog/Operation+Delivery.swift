package import Bytes
package import CanonicalJSON

extension Operation {
  /// The pixels that this operation delivers for a model input; nil where they can't be known.
  ///
  /// The input is read as the provider reads it: its own defaults filled in, presets as their pixels. `rule` stands in
  /// place of the operation's own.
  package func delivers(
    input: JSONObject,
    source: PixelSize?,
    by rule: DeliveryRule? = nil
  ) -> PixelSize? {
    switch sizing {
    case .none: followingSource(source, rule)
    case .pixels(let sizing): delivers(sizing, input: input, source: source, rule: rule)
    case .sides(let sizing): delivers(sizing, input: input, source: source, rule: rule)
    case .ratio(let sizing): delivers(sizing, input: input, source: source, rule: rule)
    }
  }

  private func delivers(
    _ sizing: PixelSizing,
    input: JSONObject,
    source: PixelSize?,
    rule: DeliveryRule?
  ) -> PixelSize? {
    switch input[sizing.field] ?? field(sizing.field)?.defaultValue {
    case .object(let size):
      PixelSize(size["width"]?.intValue ?? 512, size["height"]?.intValue ?? 512).stepped(by: rule)
    case .string(let word):
      (sizing.presets[word] ?? (sizing.isText ? PixelSize(word) : nil))?.stepped(by: rule)
        ?? followingSource(source, rule)
    default: followingSource(source, rule)
    }
  }

  /// A side that is left out is the provider's default; one of zero lets it choose.
  private func delivers(
    _ sizing: SidesSizing,
    input: JSONObject,
    source: PixelSize?,
    rule: DeliveryRule?
  ) -> PixelSize? {
    let width = pixels(of: sizing.width, in: input)
    let height = pixels(of: sizing.height, in: input)
    guard width > 0, height > 0 else { return followingSource(source, rule) }
    return PixelSize(
      DeliveryRule.rounded(width, to: rule?.step ?? sizing.width.step),
      DeliveryRule.rounded(height, to: rule?.step ?? sizing.height.step)
    )
  }

  private func pixels(of side: SidesSizing.Side, in input: JSONObject) -> Int {
    input[side.field]?.intValue ?? field(side.field)?.defaultValue?.intValue ?? 0
  }

  private func delivers(
    _ sizing: RatioSizing,
    input: JSONObject,
    source: PixelSize?,
    rule: DeliveryRule?
  ) -> PixelSize? {
    let word = (input[sizing.field] ?? field(sizing.field)?.defaultValue)?.stringValue
    if let custom = sizing.custom, word == custom.word {
      guard let width = input[custom.widthField]?.intValue,
        let height = input[custom.heightField]?.intValue
      else { return nil }
      let step = rule?.step ?? custom.step
      return PixelSize(
        DeliveryRule.rounded(width, to: step),
        DeliveryRule.rounded(height, to: step)
      )
    }
    guard let word, let ratio = sizing.ratio(of: word) else {
      return followingSource(source, rule)
    }
    return (rule ?? delivery).pixels(ratio: ratio, base: base(sizing.scale, input: input))
  }

  private func base(_ scale: RatioSizing.Scale?, input: JSONObject) -> Double {
    guard let scale else { return 1024 }
    let word = input[scale.field]?.stringValue
    return scale.values.first { $0.name == word }?.base ?? scale.usual.base
  }

  /// Without a source there is nothing to follow, and a square comes back.
  private func followingSource(_ source: PixelSize?, _ rule: DeliveryRule?) -> PixelSize? {
    guard let sourceDelivery else { return PixelSize(1024, 1024) }
    return source.map { (rule ?? sourceDelivery).pixels(source: $0) }
  }
}

extension PixelSize {
  /// Sides that were asked as pixels, where a provider rounds them all the same.
  fileprivate func stepped(by rule: DeliveryRule?) -> PixelSize {
    guard let step = rule?.step else { return self }
    return PixelSize(DeliveryRule.rounded(width, to: step), DeliveryRule.rounded(height, to: step))
  }
}
