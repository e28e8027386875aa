import CanonicalJSON
package import Catalog
import Findings

/// The requirements that an answer alone can show.
private enum ClientSide {
  static let requirements: Set<String> = [
    "auth.bearer", "base-path", "body.malformed", "edit.formats", "edit.max-images",
    "edit.required", "error.param", "error.shape", "format.default", "format.exclusive",
    "format.invalid", "format.url", "http.refusals", "meta.body", "meta.headers", "model.required",
    "models.alias", "models.case", "models.get", "models.list", "models.schema", "n.count",
    "n.default", "n.range", "output.invalid", "output.truthful", "prompt.required",
    "response.prompt", "response.shape", "size.custom-range", "size.malformed", "size.reported",
  ]

  static func shows(_ requirement: String) -> Bool { requirements.contains(requirement) }
}

extension [Case] {
  /// The cases where nobody sees what reaches the providers, and where every picture costs.
  ///
  /// They are taken in their order while the budget lasts; the others are skipped, and say why.
  package func onClientSide(within budget: Budget, _ catalog: ModelCatalog) -> [Case] {
    map { item in
      guard item.phase == .normal, item.requirements.contains(where: ClientSide.shows) else {
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
      return item.judged { session, judge in await judge(session).map(\.ofClientSide) }
    }
  }
}

extension Case {
  fileprivate func skipped(_ why: String) -> Case { skipped { _ in why } }

  /// What its pictures cost at worst, were all of them made; nil where the price is not known.
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
  fileprivate var ofClientSide: Judgement {
    guard ClientSide.shows(requirement) else {
      return Judgement(
        requirement,
        .skipped(why: "only the client's side is seen with live providers")
      )
    }
    guard case .unmet(let mismatches) = outcome else { return self }
    return Judgement(requirement, mismatches.filter { $0.side != .upstream })
  }
}
