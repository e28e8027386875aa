import CanonicalJSON
package import Catalog
import Findings

/// What may be spent on real providers, in millionths of a dollar.
package struct LiveBudget: Sendable {
  package var micros: Int

  package init(micros: Int) { self.micros = micros }
}

extension LiveBudget {
  /// What an answer alone can show.
  private static let clientSide: Set<String> = [
    "auth.bearer", "base-path", "body.malformed", "edit.formats", "edit.max-images",
    "edit.required", "error.param", "error.shape", "format.default", "format.exclusive",
    "format.invalid", "format.url", "http.refusals", "meta.body", "meta.headers", "model.required",
    "models.alias", "models.case", "models.get", "models.list", "models.schema", "n.count",
    "n.default", "n.range", "output.invalid", "output.truthful", "prompt.required",
    "response.prompt", "response.shape", "size.custom-range", "size.malformed", "size.reported",
  ]

  /// The cases where nobody sees what reaches the providers, and where every picture costs.
  ///
  /// They are taken in their order while the budget lasts; the others are skipped, and say why.
  package func clientSide(of cases: [Case], _ catalog: ModelCatalog) -> [Case] {
    var left = micros
    return cases.map { item in
      guard item.phase == .normal, !LiveBudget.clientSide.isDisjoint(with: item.requirements)
      else {
        return item.judged { _ in item.skip("only the client's side is seen with live providers")
        }
      }
      guard let cost = item.mostItCosts(catalog) else {
        return item.judged { _ in item.skip("its price is not known, so no budget covers it") }
      }
      guard cost <= left else { return item.judged { _ in item.skip("the budget is spent") } }
      left -= cost
      return item.judged { judge in await judge().map(\.ofClientSide) }
    }
  }

  fileprivate static func isClientSide(_ requirement: String) -> Bool {
    clientSide.contains(requirement)
  }
}

extension Case {
  /// The case, judged in another way.
  fileprivate func judged(
    _ judge: @escaping @Sendable (@Sendable () async -> [Judgement]) async -> [Judgement]
  ) -> Case {
    let ask = self.judge
    var item = Case(
      id: id,
      requirements: requirements,
      model: model,
      provider: provider,
      place: place,
      text: text
    ) { await judge(ask) }
    item.phase = phase
    return item
  }

  fileprivate func skip(_ why: String) -> [Judgement] {
    requirements.map { Judgement($0, .skipped(why: why)) }
  }

  /// What its pictures cost at worst, were all of them made; nil where the price is not known.
  fileprivate func mostItCosts(_ catalog: ModelCatalog) -> Int? {
    guard text.path.contains("/images/") else { return 0 }
    let isEdit = text.path.hasSuffix("/edits")
    let mode = isEdit ? Mode.edit : .textToImage
    let offers = catalog.offers.filter { found, offer in
      offer.operations[mode] != nil && (model == nil || found.id == model)
        && (provider == nil || offer.provider == provider)
    }
    let prices = offers.map { _, offer in
      offer.price?.micros(
        pixels: PixelSize(2048, 2048),
        inputs: isEdit ? [PixelSize(1024, 1024)] : []
      )
    }
    guard !prices.contains(nil) else { return nil }
    let count = min(10, max(1, text.request["n"]?.intValue ?? 1))
    return count * (prices.compactMap { $0 }.max() ?? 0)
  }
}

extension Judgement {
  /// The judgement without what only the providers' side could have shown.
  fileprivate var ofClientSide: Judgement {
    guard LiveBudget.isClientSide(requirement) else {
      return Judgement(
        requirement,
        .skipped(why: "only the client's side is seen with live providers")
      )
    }
    guard case .unmet(let mismatches) = outcome else { return self }
    return Judgement(requirement, mismatches.filter { $0.side != .upstream })
  }
}
