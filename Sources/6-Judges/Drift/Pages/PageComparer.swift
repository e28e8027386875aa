import Bytes
import CanonicalJSON
package import Catalog

extension ModelPage {
  /// The changes from what is known of the model to this page, as far as both say anything.
  package func changes(from known: ModelPage, evidence: String) -> [Change] {
    var comparer = PageComparer(known: known, page: self)
    comparer.compare()
    return comparer.differences.map {
      $0.change(at: known.model, source: .page, evidence: evidence)
    }
  }

  /// The parts that this page can't show to be as they were known, because it breaks off or never says them.
  package func untold(of known: ModelPage) -> [String] {
    let silent = Part.allCases.filter { known.told.contains($0) && !told.contains($0) }
      .map(\.rawValue)
    return silent + parameters.filter { !$0.isWhole }.map { "the rest of parameter \($0.name)" }
  }
}

/// Walks what is known of a model and its page in step.
struct PageComparer {
  let known: ModelPage
  let page: ModelPage
  var differences: [Difference] = []

  init(known: ModelPage, page: ModelPage) {
    self.known = known
    self.page = page
  }

  mutating func compare() {
    compareRows()
    compareCustom()
    compareParameters()
    compareOffers()
    compareAliases()
    compareFacts()
  }

  mutating func note(_ rule: Rule, _ tokens: [String], before: JSON?, after: JSON?) {
    differences.append(Difference(rule, JSONPointer(tokens), before: before, after: after))
  }

  /// Whether both have a part whole.
  func both(_ part: ModelPage.Part) -> Bool {
    known.told.contains(part) && page.told.contains(part)
  }
}

extension PageComparer {
  private mutating func compareOffers() {
    for offer in page.offers {
      guard let old = known.offers.first(where: { $0.key == offer.key }) else {
        if known.told.contains(.offers) {
          note(
            .pageOfferAdded,
            ["offers", offer.key],
            before: nil,
            after: offer.endpoint.map(JSON.string)
          )
        }
        continue
      }
      compare(old, offer)
    }
    guard both(.offers) else { return }
    for offer in known.offers where !page.offers.contains(where: { $0.key == offer.key }) {
      note(
        .pageOfferRemoved,
        ["offers", offer.key],
        before: offer.endpoint.map(JSON.string),
        after: nil
      )
    }
  }

  private mutating func compare(_ before: ModelPage.Offer, _ after: ModelPage.Offer) {
    if let old = before.endpoint, let new = after.endpoint, old != new {
      note(
        .pageEndpointChanged,
        ["offers", after.key, "endpoint"],
        before: .string(old),
        after: .string(new)
      )
    }
    if let old = before.price, let new = after.price, old != new {
      note(
        new > old ? .pagePriceRaised : .pagePriceLowered,
        ["offers", after.key, "price"],
        before: .number(JSONNumber(old)),
        after: .number(JSONNumber(new))
      )
    }
  }

  private mutating func compareAliases() {
    guard page.told.contains(.aliases) || !page.aliases.isEmpty else { return }
    for alias in page.aliases where !known.aliases.contains(alias) {
      note(.pageAliasAdded, ["aliases", alias], before: nil, after: .string(alias))
    }
    guard both(.aliases) else { return }
    for alias in known.aliases where !page.aliases.contains(alias) {
      note(.pageAliasRemoved, ["aliases", alias], before: .string(alias), after: nil)
    }
  }

  /// Facts that only one of both states are no change: pages differ in how much they say.
  private mutating func compareFacts() {
    for (name, value) in page.facts.sorted(by: { $0.key < $1.key }) {
      guard let old = known.facts[name], old != value else { continue }
      let rule: Rule = name == "status" ? .pageStatusChanged : .pageFactChanged
      note(rule, ["facts", name], before: .string(old), after: .string(value))
    }
  }
}
