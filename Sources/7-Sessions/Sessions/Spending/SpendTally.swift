import Bytes
import Catalog
import Exchanges
import HTTPMessages

/// The cost of recorded calls by the catalog's prices.
struct SpendTally {
  private(set) var sum = Money.zero
  /// Calls whose price is unknown.
  private(set) var unpriced = 0
  private let prices: PriceList

  /// An input picture is taken for one megapixel: its size isn't looked for.
  private static let megapixel = PixelSize(1024, 1024)

  init(_ catalog: ModelCatalog) { prices = PriceList(catalog) }

  /// Counts a call that was taken up.
  mutating func add(_ exchange: Exchange) {
    let request = exchange.request
    guard exchange.response?.status.isSuccess ?? false, let url = HTTPURL(request.url) else {
      return
    }
    let body = request.body.atHand
    let cost = prices.cost(of: request.method, url, body: body, unseen: SpendTally.megapixel)
    if let cost { sum += cost } else { unpriced += 1 }
  }

  /// `$0.0750`, rounded up, with what could not be counted.
  var text: String {
    "\(sum)" + (unpriced == 0 ? "" : " and \(unpriced.counted("call")) of unknown price")
  }
}
