import CanonicalJSON
import Catalog
import HTTPMessages
import Recordings

/// What recorded calls cost by the catalog's prices.
struct SpendTally {
  private(set) var micros = 0
  /// Calls whose price nobody knows.
  private(set) var unpriced = 0
  private let offers: [(path: String, offer: Offer, operation: Operation)]

  init(_ catalog: ModelCatalog) {
    offers = catalog.offers.flatMap { _, offer in
      Mode.allCases.compactMap { mode in
        offer.operations[mode].map { ("/\($0.endpoint)", offer, $0) }
      }
    }
  }

  /// Counts a call that was taken up; polls and pictures cost nothing.
  mutating func add(_ entry: RecordedEntry) {
    guard entry.method == .post, entry.status.isSuccess, let url = HTTPURL(entry.url) else {
      return
    }
    var path = url.target.path
    for ending in SpendTally.endings where path.hasSuffix(ending) { path.removeLast(ending.count) }
    guard let (_, offer, operation) = offers.first(where: { path.hasSuffix($0.path) }) else {
      return
    }
    let body = try? JSON(parsing: entry.requestBody.bytes)
    let input = body?["input"] ?? body
    let count = operation.batch.flatMap { input?[$0.field]?.intValue } ?? 1
    // An input picture is taken for one megapixel: its size isn't looked for.
    let inputs = operation.images == nil ? [] : [SpendTally.megapixel]
    if let price = offer.price?.micros(pixels: SpendTally.size(input), inputs: inputs) {
      micros += price * count
    } else {
      unpriced += 1
    }
  }

  private static let endings = ["/predictions", "/text_to_image"]
  private static let megapixel = PixelSize(1024, 1024)

  private static func size(_ input: JSON?) -> PixelSize {
    guard let width = input?["image_size"]?["width"]?.intValue,
      let height = input?["image_size"]?["height"]?.intValue, 1...16_384 ~= width,
      1...16_384 ~= height
    else { return megapixel }
    return PixelSize(width, height)
  }

  /// `$0.0750`, rounded up, with what could not be counted.
  var text: String {
    Dollar.text(micros: micros)
      + (unpriced == 0 ? "" : " and \(unpriced.counted("call")) of unknown price")
  }
}

/// Dollars for people.
enum Dollar {
  /// Four digits behind the point, rounded up.
  static func text(micros: Int) -> String {
    let parts = (micros + 99) / 100
    let digits = String(parts % 10_000)
    return "$\(parts / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
