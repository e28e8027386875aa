import Catalog
import HTTPMessages
import Recordings

/// What recorded calls cost by the catalog's prices.
struct SpendTally {
  private(set) var sum = Money.zero
  /// Calls whose price nobody knows.
  private(set) var unpriced = 0
  private let prices: PriceList

  /// An input picture is taken for one megapixel: its size isn't looked for.
  private static let megapixel = PixelSize(1024, 1024)

  init(_ catalog: ModelCatalog) { prices = PriceList(catalog) }

  /// Counts a call that was taken up.
  mutating func add(_ entry: RecordedEntry) {
    guard entry.status.isSuccess, let url = HTTPURL(entry.url) else { return }
    let body = entry.requestBody.bytes
    let cost = prices.cost(of: entry.method, url, body: body, unseen: SpendTally.megapixel)
    if let cost { sum += cost } else { unpriced += 1 }
  }

  /// `$0.0750`, rounded up, with what could not be counted.
  var text: String {
    "\(sum)" + (unpriced == 0 ? "" : " and \(unpriced.counted("call")) of unknown price")
  }
}
