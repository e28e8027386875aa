package import Bytes
package import CanonicalJSON

extension Operation {
  /// The pixels that this operation delivers for a model input; nil where they can't be known.
  ///
  /// The input is read as the provider reads it: its own defaults filled in, presets as their pixels.
  package func delivers(input: JSONObject, source: PixelSize?) -> PixelSize? {
    switch sizing {
    case .none: followingSource(source)
    case .pixels(let sizing): delivers(sizing, input: input, source: source)
    case .sides(let sizing): delivers(sizing, input: input, source: source)
    case .ratio(let sizing): delivers(sizing, input: input, source: source)
    }
  }

  private func delivers(
    _ sizing: PixelSizing,
    input: JSONObject,
    source: PixelSize?
  ) -> PixelSize? {
    switch input[sizing.field] ?? field(sizing.field)?.defaultValue {
    case .object(let size):
      PixelSize(size["width"]?.intValue ?? 512, size["height"]?.intValue ?? 512)
    case .string(let word):
      sizing.presets[word] ?? (sizing.isText ? PixelSize(word) : nil) ?? followingSource(source)
    default: followingSource(source)
    }
  }

  /// A side that is left out is the provider's default; one of zero lets it choose.
  private func delivers(
    _ sizing: SidesSizing,
    input: JSONObject,
    source: PixelSize?
  ) -> PixelSize? {
    let width = pixels(of: sizing.width, in: input)
    let height = pixels(of: sizing.height, in: input)
    guard width > 0, height > 0 else { return followingSource(source) }
    return PixelSize(
      DeliveryRule.rounded(width, to: sizing.width.step),
      DeliveryRule.rounded(height, to: sizing.height.step)
    )
  }

  private func pixels(of side: SidesSizing.Side, in input: JSONObject) -> Int {
    input[side.field]?.intValue ?? field(side.field)?.defaultValue?.intValue ?? 0
  }

  private func delivers(
    _ sizing: RatioSizing,
    input: JSONObject,
    source: PixelSize?
  ) -> PixelSize? {
    let word = (input[sizing.field] ?? field(sizing.field)?.defaultValue)?.stringValue
    if let custom = sizing.custom, word == custom.word {
      guard let width = input[custom.widthField]?.intValue,
        let height = input[custom.heightField]?.intValue
      else { return nil }
      return PixelSize(
        DeliveryRule.rounded(width, to: custom.step),
        DeliveryRule.rounded(height, to: custom.step)
      )
    }
    guard let word, let ratio = sizing.ratio(of: word) else { return followingSource(source) }
    return delivery.pixels(ratio: ratio, base: base(sizing.scale, input: input))
  }

  private func base(_ scale: RatioSizing.Scale?, input: JSONObject) -> Double {
    guard let scale else { return 1024 }
    let word = input[scale.field]?.stringValue
    return scale.values.first { $0.name == word }?.base ?? scale.usual.base
  }

  /// Without a source there is nothing to follow, and a square comes back.
  private func followingSource(_ source: PixelSize?) -> PixelSize? {
    guard let sourceDelivery else { return PixelSize(1024, 1024) }
    return source.map { sourceDelivery.pixels(source: $0) }
  }
}
