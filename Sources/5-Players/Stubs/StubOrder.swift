import Bytes
import CanonicalJSON
import Catalog
import Exchanges

/// A generation that a stub has taken: valid, numbered, its input pictures at hand.
struct StubOrder: Sendable {
  var endpoint: String
  /// The terms that it is billed by.
  var offer: Offer
  var operation: Operation
  var input: JSONObject
  /// The sizes of its input pictures.
  var sources: [PixelSize]
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
  /// The tokens that its answer counts; nil where the provider counts none.
  var usage: TokenUsage?

  /// The provider's word for the format that is asked for, or its default.
  var formatWord: String {
    let field = operation.formatField
    let word = (input[field] ?? operation.field(field)?.defaultValue)?.stringValue ?? "png"
    return word.hasPrefix("image/") ? String(word.dropFirst(6)) : word
  }

  /// The price of one of its pictures; nil where the catalog doesn't know it.
  var price: Money? { offer.price?.cost(pixels: size, inputs: sources) }

  /// The purchase of all its pictures, whether it is billed or not.
  var purchase: Bookkeeper.Purchase {
    let metered = usage.flatMap { offer.price?.cost(of: $0) }
    return Bookkeeper.Purchase(pictures: count, price: metered ?? price.map { $0 * count })
  }

  /// The purchase that is billed for it; nil where it comes to nothing.
  var billed: Bookkeeper.Purchase? {
    faults.isModerated || faults.hasFailed ? nil : purchase
  }

  /// How hard a lossy picture is compressed, where the client says so.
  var quality: Int? {
    let field = operation.renames["output_compression"] ?? "output_quality"
    return input[field]?.intValue.map { min(100, max(0, $0)) }
  }
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
