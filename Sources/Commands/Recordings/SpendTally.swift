import Catalog
import HTTPMessages
import Recordings

/// What recorded calls cost by the catalog's prices.
struct SpendTally {
  private(set) var micros = 0
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
    switch prices.cost(of: entry.method, url, body: body, unseen: SpendTally.megapixel) {
    case .nothing: break
    case .micros(let cost): micros += cost
    case .unknown: unpriced += 1
    }
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
