import Contract
import Bytes
import Catalog

/// The judge's own reckoning of what a picture costs, by the terms of whatever catalog is at hand.
extension Price {
  /// One picture of so many megapixels, each begun one counted, made from references of so many; nil where tokens
  /// make the price, which nobody knows beforehand.
  func reckoned(megapixels: Int = 1, references: Int = 0) -> Money? {
    switch self {
    case .perImage(let each): each
    case .perToken: nil
    case .perMegapixel(let first, let further): first + further * (megapixels - 1 + references)
    }
  }

  /// The same as people reckon it: `$0.0700 + 4 MP × $0.0300`.
  func reckoning(pictures: Int = 1, megapixels: Int = 1, references: Int = 0) -> String {
    let times = pictures == 1 ? "" : "\(pictures) × "
    switch self {
    case .perImage(let each): return "\(times)\(each) a picture"
    case .perToken: return "tokens, as they are counted"
    case .perMegapixel(let first, let further):
      let parts = [
        "\(first) the first megapixel",
        megapixels > 1 ? "\(megapixels - 1) MP more × \(further)" : nil,
        references > 0 ? "\(references) MP of input × \(further)" : nil,
      ].compactMap(\.self)
      let sum = parts.joined(separator: " + ")
      return pictures == 1 || parts.count == 1 ? times + sum : "\(times)(\(sum))"
    }
  }

  /// What was counted, at the price of each kind of token; nil where tokens don't make the price.
  func reckoned(_ usage: TokenUsage) -> Money? {
    guard case .perToken(let prices) = self else { return nil }
    let text = (usage.input - usage.images) * prices.text.millionths
    let sum = text + usage.images * prices.image.millionths
    return Money(millionths: (sum + usage.output * prices.output.millionths + 500_000) / 1_000_000)
  }

  var isPerToken: Bool {
    if case .perToken = self { return true }
    return false
  }

  var isPerMegapixel: Bool {
    if case .perMegapixel = self { return true }
    return false
  }
}

extension OfferInMode {
  /// The words that state its price, or the ruling on how it is reckoned; nil where no page states this price.
  var priceCitation: Citation? {
    guard let price = offer.price, !price.isPerMegapixel, !price.isPerToken else {
      return .megapixelPrice
    }
    let isStated = price.reckoned()?.millionths == OfferInMode.statedPrices[model.id]
    return isStated && !OfferInMode.unpriced.contains(offer.key) ? .statedPrice : nil
  }

  /// Offers that their models' pages name without a price, beside others with one.
  private static let unpriced: Set = ["fal/gemini-2.5-flash-image-edit"]

  /// Millionths of a dollar that a picture costs by the models' own pages.
  private static let statedPrices = [
    "flux.1-dev": 25_000, "flux.1-kontext-max": 80_000, "flux.1-krea-dev": 25_000,
    "flux.1-schnell": 3_000, "flux1.1-pro": 40_000, "gemini-2.5-flash-image": 39_000,
  ]
}

extension Citation {
  static let statedPrice = Citation.quotation("price")
  static let megapixelPrice = Citation.ruling("megapixel-price")
}
