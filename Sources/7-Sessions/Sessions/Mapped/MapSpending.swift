import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Mapping

/// The money that asks may cost: nothing before stubs, a budget before the providers themselves.
struct MapSpending: Sendable {
  private let budget: Budget?
  private let catalog: ModelCatalog

  init(_ plan: SessionPlan) {
    if case .live(let budget) = plan.upstream { self.budget = budget } else { budget = nil }
    catalog = plan.sources.catalog
  }

  /// The way to a gateway as far as the budget goes; what it does not cover, or has no known price, is not asked.
  func paying<Seen>(
    _ put: @escaping @Sendable (Ask) async throws -> Seen
  ) -> @Sendable (Ask) async throws -> Seen {
    guard let budget else { return put }
    return { ask in
      guard let reservation = try? budget.reserve(worst(ask)) else { throw MapLimit() }
      defer { budget.settleInFull(reservation) }
      return try await put(ask)
    }
  }

  /// What an ask costs at worst; nil where that is not known.
  private func worst(_ ask: Ask) -> Money? {
    let name = ask.fields["model"]?.stringValue ?? ""
    let mode = ask.mode ?? .textToImage
    let offers = catalog.offers.filter { model, offer in
      offer.operations[mode] != nil
        && ["\(offer.provider)/\(model.id)", model.id].contains(name)
    }
    let inputs = Array(repeating: PixelSize(1024, 1024) as PixelSize?, count: ask.pictures.count)
    let prices = offers.map { $0.offer.price?.cost(pixels: .largest, inputs: inputs) }
    guard !prices.isEmpty, !prices.contains(nil) else { return nil }
    let count = min(20, max(1, ask.fields["n"]?.intValue ?? 1))
    return (prices.compactMap(\.self).max() ?? .zero) * count
  }
}
