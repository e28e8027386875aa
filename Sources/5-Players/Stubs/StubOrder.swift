import Bytes
import CanonicalJSON
import Catalog
import Exchanges

/// A generation that a stub has taken: valid, numbered, its input pictures at hand.
struct StubOrder: Sendable {
  var endpoint: String
  var operation: Operation
  var input: JSONObject
  /// Its number within its case.
  var number: Int
  /// The faults that hit it.
  var faults: Faults
  /// The pixels that it delivers.
  var size: PixelSize
  /// The seed of its first picture.
  var seed: Int
  /// How many pictures it makes.
  var count: Int

  /// The provider's word for the format that is asked for, or its default.
  var formatWord: String {
    let value = input["output_format"] ?? operation.field("output_format")?.defaultValue
    return value?.stringValue ?? "png"
  }

  /// How hard a lossy picture is compressed, where the client says so.
  var quality: Int { min(100, max(0, input["output_quality"]?.intValue ?? 90)) }
}

/// A picture that is made, and where it can be had.
struct StubPicture: Sendable {
  /// A URL, or a data URI where that was asked for.
  var url: String
  var name: String
  var mediaType: String
  var bytes: [UInt8]
  var size: PixelSize
}
