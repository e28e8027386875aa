import CanonicalJSON
import Catalog
import HTTPMessages

/// What requests to providers cost by the catalog's prices.
struct PriceList: Sendable {
  private let catalog: ModelCatalog
  private let providers: [ProviderFacts]

  /// The calls by which work is ordered.
  private static let orders: Set<String> = ["submit", "enqueue", "text_to_image"]

  init(_ catalog: ModelCatalog) {
    self.catalog = catalog
    providers = catalog.everyProvider
  }

  /// What a request costs at worst; nil for work whose price nobody knows, or whose provider or model.
  ///
  /// Polls, uploads, cancellations and pictures cost nothing. Input pictures, which nobody looks into, count as large as `unseen`; by default as the largest there are.
  func cost(
    of method: HTTPMethod,
    _ url: HTTPURL,
    body: [UInt8],
    unseen: PixelSize = .largest
  ) -> Money? {
    guard method == .post else { return .zero }
    guard let (facts, base) = service(at: url.authority) else { return nil }
    let head = facts.bases[base].flatMap { HTTPURL($0)?.target.path } ?? "/"
    let path = url.target.text
    let target = head == "/" || !path.hasPrefix(head) ? path : String(path.dropFirst(head.count))
    guard let call = facts.call(method.name, atBase: base, target) else {
      return PriceList.takesOrders(facts, base) ? nil : .zero
    }
    guard PriceList.orders.contains(call.name) else { return .zero }
    return price(of: call.values["endpoint"] ?? "", at: facts, body, unseen)
  }

  private func service(at authority: String) -> (facts: ProviderFacts, base: String)? {
    let host = String(authority.lowercased().prefix { $0 != ":" })
    for facts in providers {
      if let base = facts.base(ofHost: host) { return (facts, base) }
    }
    return nil
  }

  private static func takesOrders(_ facts: ProviderFacts, _ base: String) -> Bool {
    facts.calls.contains { $0.value.base == base && orders.contains($0.key) }
  }

  private func price(
    of endpoint: String,
    at facts: ProviderFacts,
    _ body: [UInt8],
    _ unseen: PixelSize
  ) -> Money? {
    let offers = catalog.operations(endpoint: endpoint).filter { $0.offer.provider == facts.name }
    guard let json = try? JSON(parsing: body),
      let input = json[facts.pointers["input"] ?? JSONPointer()]?.objectValue
    else { return nil }
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
