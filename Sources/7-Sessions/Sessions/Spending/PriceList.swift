import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages

/// The cost of requests to providers by the catalog's prices.
struct PriceList: Sendable {
  private let catalog: ModelCatalog

  init(_ catalog: ModelCatalog) {
    self.catalog = catalog
  }

  /// The cost of a request at worst; nil where its price, provider or model is unknown.
  ///
  /// Polls, uploads, cancellations and pictures cost nothing. Input pictures, which nobody looks into, count as large as `unseen`; by default as the largest there are.
  func cost(
    of method: HTTPMethod,
    _ url: HTTPURL,
    body: [UInt8],
    unseen: PixelSize = .largest
  ) -> Money? {
    guard method == .post else { return .zero }
    guard let site = catalog.map.site(ofAuthority: url.authority) else { return nil }
    let provider = site.provider
    guard let call = provider.call(method.name, atBase: site.base, target: url.target.text) else {
      let takesOrders = provider.calls.contains { $0.value.base == site.base && $0.key.isOrder }
      return takesOrders ? nil : .zero
    }
    guard call.name.isOrder else { return .zero }
    return price(of: call.values["endpoint"], at: provider, body: body, unseen: unseen)
  }

  private func price(
    of endpoint: String?,
    at provider: Provider,
    body: [UInt8],
    unseen: PixelSize
  ) -> Money? {
    guard let json = try? JSON(parsing: body), let input = provider.input(in: json),
      let endpoint = endpoint ?? provider.text(of: .model, in: json)
    else { return nil }
    let offers = catalog.operations(endpoint: endpoint).filter {
      $0.offer.provider == provider.name
    }
    let editing = offers.first { $0.operation.images?.pictures(in: input).isEmpty == false }
    guard let (offer, _, operation) = editing ?? offers.first, let price = offer.price else {
      return nil
    }
    let pixels = operation.delivers(input: input, source: nil) ?? largest(of: offer)
    let inputs = Array<PixelSize?>(
      repeating: unseen,
      count: operation.images?.pictures(in: input).count ?? 0
    )
    let count = operation.batch.flatMap { input[$0.field]?.intValue } ?? 1
    // A number of pictures that no provider makes has no price.
    guard 1...1000 ~= count, pixels.width <= 1 << 16, pixels.height <= 1 << 16,
      let cost = price.cost(pixels: pixels, inputs: inputs)
    else { return nil }
    return cost * count
  }

  private func largest(of offer: Offer) -> PixelSize {
    catalog.offers.first { $0.offer === offer }?.model.largestPicture ?? .largest
  }
}
