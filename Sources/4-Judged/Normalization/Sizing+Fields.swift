import Bytes
import CanonicalJSON
import Catalog

extension RatioSizing.Custom {
  /// The provider rounds to its steps anyway; a plan says what will really come.
  func fields(_ pixels: PixelSize, in field: String) -> JSONObject {
    [
      field: .string(word),
      widthField: .integer(DeliveryRule.rounded(pixels.width, to: step)),
      heightField: .integer(DeliveryRule.rounded(pixels.height, to: step)),
    ]
  }
}

extension SidesSizing {
  /// Whether a size is within bounds: its sides as they are asked, its area as it is sent.
  func takes(_ pixels: PixelSize) -> Bool {
    width.range.contains(pixels.width) && height.range.contains(pixels.height)
      && rounded(pixels).area <= mostPixels ?? .max
  }

  func fields(_ pixels: PixelSize) -> JSONObject {
    let sent = rounded(pixels)
    return [width.field: .integer(sent.width), height.field: .integer(sent.height)]
  }

  private func rounded(_ pixels: PixelSize) -> PixelSize {
    PixelSize(
      DeliveryRule.rounded(pixels.width, to: width.step),
      DeliveryRule.rounded(pixels.height, to: height.step)
    )
  }
}
