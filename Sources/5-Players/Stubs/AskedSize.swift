import Bytes
import CanonicalJSON
import Catalog

/// The pictures that an input asks for, read from whatever says so: for endpoints that no file describes.
struct AskedSize {
  private let input: JSONObject

  init(_ input: JSONObject) { self.input = input }

  /// The pixels that are asked for; nil where nothing is said.
  var pixels: PixelSize? {
    let texts = AskedSize.texts.compactMap { input[$0]?.stringValue }
    return sides(in: input["image_size"]?.objectValue) ?? sides(in: input)
      ?? texts.lazy.compactMap(AskedSize.pixels).first
  }

  /// How many pictures are asked for in one call.
  var count: Int {
    let asked = AskedSize.counts.lazy.compactMap { input[$0]?.intValue }.first ?? 1
    return min(max(1, asked), AskedSize.mostPictures)
  }

  private static let texts = ["image_size", "size", "aspect_ratio", "resolution"]
  private static let counts = ["num_images", "num_outputs", "n", "number_of_images"]
  private static let mostPictures = 32

  /// fal's names for pixels, which all of its models share.
  private static let presets = [
    "square_hd": PixelSize(1024, 1024), "square": PixelSize(512, 512),
    "portrait_4_3": PixelSize(768, 1024), "portrait_16_9": PixelSize(576, 1024),
    "landscape_4_3": PixelSize(1024, 768), "landscape_16_9": PixelSize(1024, 576),
  ]

  private func sides(in object: JSONObject?) -> PixelSize? {
    guard let width = object?["width"]?.intValue, let height = object?["height"]?.intValue,
      width > 0, height > 0
    else { return nil }
    return PixelSize(width, height)
  }

  private static func pixels(_ text: String) -> PixelSize? {
    if let size = presets[text] { return size }
    if let size = PixelSize(text), size.area > 0 { return size }
    return AspectRatio(text).flatMap { SizeLaw.pixels(ratio: $0.value, base: 1024) }
  }
}
