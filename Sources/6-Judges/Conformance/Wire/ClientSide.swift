package import Contract
import Bytes
import CanonicalJSON
package import Catalog

extension [Case] {
  /// The cases for a run where calls to the providers are not seen, and where every picture costs.
  ///
  /// They are taken in their order while the budget lasts; the others are skipped, and say why.
  package func onClientSide(
    within budget: Budget,
    _ catalog: ModelCatalog,
    _ requirements: RequirementList
  ) -> [Case] {
    @Sendable func isShown(_ id: String) -> Bool { requirements[id]?.isClientSide ?? false }
    return map { item in
      guard item.phase == .normal, item.requirements.contains(where: isShown) else {
        return item.skipped("only the client's side is seen with live providers")
      }
      do throws(Budget.Refusal) {
        _ = try budget.reserve(item.mostItCosts(catalog))
      } catch {
        switch error {
        case .unpriced: return item.skipped("its price is not known, so no budget covers it")
        case .beyondLimit: return item.skipped("the budget is spent")
        }
      }
      return item.judged { session, judge in
        await judge(session).map { $0.onClientSide(isShown($0.requirement.id)) }
      }
    }
  }
}

extension Case {
  fileprivate func skipped(_ why: String) -> Case { skipped { _ in why } }

  /// The cost of its pictures at worst, were all of them made; nil where the price is not known.
  fileprivate func mostItCosts(_ catalog: ModelCatalog) -> Money? {
    guard let mode = question.ask.mode else { return .zero }
    let offers = catalog.offers.filter { found, offer in
      offer.operations[mode] != nil && (model == nil || found.id == model)
        && (provider == nil || offer.provider == provider)
    }
    let prices = offers.map { _, offer in
      offer.price?.cost(
        pixels: .largest,
        inputs: mode == .edit ? [PixelSize(1024, 1024)] : []
      )
    }
    guard !prices.contains(nil) else { return nil }
    let count = min(10, max(1, question.ask.fields["n"]?.intValue ?? 1))
    return (prices.compactMap { $0 }.max() ?? .zero) * count
  }
}

extension Judgement {
  /// The judgement without what only the providers' side could have shown.
  fileprivate func onClientSide(_ isShown: Bool) -> Judgement {
    guard isShown else {
      let why = "only the client's side is seen with live providers"
      return Judgement(requirement, .skipped(why: why))
    }
    guard case .unmet(let mismatches) = outcome else { return self }
    return Judgement(requirement, mismatches.filter { $0.side != .upstream })
  }
}
