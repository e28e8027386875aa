import Contract
import Bytes
import CanonicalJSON
import Catalog
import Images

/// The cost of a request: in the estimate, in the answer, and by the published prices.
struct WireCostCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      WireCostCases.prices(place).flatMap { price in
        [estimate(place, price), charged(place, price), agreement(place, price)]
      } + WireCostCases.references(place).map { estimate(place, $0) }
    } + refusals(places)
  }

  /// The cost of a request, by hand from the pages; nil where no page says it.
  private struct Price {
    var name: String
    var fields: JSONObject
    var cost: Money?
    var picture: PixelSize?
    /// The cost if every megapixel that goes in were billed.
    var uncapped: Money?
  }

  /// A reference is rounded up apart from the picture that is made, and is made smaller beyond 4 megapixels.
  private static func references(_ place: OfferInMode) -> [Price] {
    guard place.model.id == "flux.2-max", place.offer.provider == "fal", place.mode == .edit else {
      return []
    }
    func price(_ name: String, _ picture: PixelSize, _ millionths: Int, uncapped: Int? = nil)
      -> Price
    {
      Price(
        name: name,
        fields: ["size": "1024x1024"],
        cost: Money(millionths: millionths),
        picture: picture,
        uncapped: uncapped.map(Money.init(millionths:))
      )
    }
    return [
      price("reference", PixelSize(1200, 900), 130_000),
      // 5.2 megapixels: six, or the four that are left of them.
      price("large-reference", PixelSize(2600, 2100), 190_000, uncapped: 250_000),
    ]
  }

  private static func prices(_ place: OfferInMode) -> [Price] {
    func prices(_ millionths: Int) -> [Price] {
      let each = Money(millionths: millionths)
      return [Price(name: "1", fields: [:], cost: each)]
        + [Price(name: "3", fields: ["n": 3], cost: each * 3)]
    }
    switch (place.model.id, place.offer.provider, place.mode) {
    case ("flux.1-kontext-max", _, _): return prices(80_000)
    case ("flux.1-dev", _, _): return prices(25_000)
    case ("flux1.1-pro", _, _): return prices(40_000)
    case ("flux.2-max", "fal", .textToImage):
      // 1183x887 has 1,049,321 pixels: more than one megapixel of 1,048,576, so two are billed.
      return prices(70_000)
        + [Price(name: "4x3", fields: ["size": "1183x887"], cost: Money(millionths: 100_000))]
        + [Price(name: "small", fields: ["size": "512x512"], cost: Money(millionths: 70_000))]
    case ("flux.2-max", "fal", .edit):
      // One megapixel out, and one for the picture that goes in.
      return [Price(name: "1", fields: ["size": "1024x1024"], cost: Money(millionths: 100_000))]
        + [
          Price(name: "2", fields: ["size": "1024x1024", "n": 2], cost: Money(millionths: 200_000))
        ]
    case ("flux.2-max", "replicate", _): return [Price(name: "1", fields: [:], cost: nil)]
    default: return []
    }
  }

  /// The cost of one picture at the provider that took over from fal; nil where no page says it.
  static func costAfterFailover(_ model: Model) -> Money? {
    ["flux.1-kontext-max": 80_000, "flux.1-dev": 25_000, "flux1.1-pro": 40_000][model.id]
      .map(Money.init(millionths:))
  }

  private func question(
    _ place: OfferInMode,
    _ price: Price,
    _ group: String,
    _ requirement: RequirementName
  ) -> Question {
    let sum =
      price.cost.map { "\($0.millionths) millionths of a dollar" } ?? "null, for nobody says"
    var question = Question(place, "", [requirement], price.fields, expectation: sum)
    question.id = "wire/\(group)/\(place.steps)/\(price.name)"
    if let size = price.picture {
      question.ask.pictures = [PictureWish(kind: .flat, size: size)]
    }
    return question
  }

  private func estimate(_ place: OfferInMode, _ price: Price) -> Case {
    var question = question(place, price, "dry-run", .dryRun)
    question.ask.path += "?dryRun=true"
    if let uncapped = price.uncapped {
      question = question.citing(.billedInputCap).telling([
        "uncapped": { seen in
          seen.compares(
            seen.answer?["total_cost_micros"],
            with: .integer(uncapped.millionths),
            at: "total_cost_micros"
          )
        }
      ])
    }
    let count = price.fields["n"] ?? 1
    return question.served { seen in
      let sum: JSON = price.cost.map { .integer($0.millionths) } ?? .null
      let component = seen.answer?["components"]?[0]
      return seen.calls(0)
        + seen.compares(seen.answer?["estimated"], with: true, at: "estimated")
        + seen.compares(seen.answer?["model"], with: .string(place.model.id), at: "model")
        + seen.compares(
          seen.answer?["provider"],
          with: .string(place.offer.provider),
          at: "provider"
        )
        + seen.compares(seen.answer?["total_cost_micros"], with: sum, at: "total_cost_micros")
        + seen.compares(seen.answer?["currency"], with: "USD", at: "currency")
        + seen.compares(component?["quantity"], with: count, at: "components", "0", "quantity")
        + seen.itemized(price.cost)
    }
  }

  private func charged(_ place: OfferInMode, _ price: Price) -> Case {
    question(place, price, "cost", .costNoMarkup).served { $0.costs(price.cost) }
  }

  /// The estimate and the answer say the same.
  private func agreement(_ place: OfferInMode, _ price: Price) -> Case {
    var question = question(place, price, "cost-as-estimated", .costNoMarkup)
    question.expectation = "metadata.cost as the dry run says"
    var estimate = question.ask
    estimate.path += "?dryRun=true"
    return question.asking { [estimate, question] witness, token in
      let said = try await witness.testimony(to: estimate, for: token)
      let seen = try await witness.testimony(to: question.ask, for: token)
      let found = said.refusal + seen.refusal
      let sum = said.answer?["total_cost_micros"]?.intValue.map(Money.init(millionths:))
      return [Judgement(.costNoMarkup, found.isEmpty ? seen.costs(sum) : found)]
    }
  }

  /// An estimate is refused for what the request would be refused for.
  private func refusals(_ places: [OfferInMode]) -> [Case] {
    places.map { place in
      var question = Question(
        place,
        "refused",
        [.dryRun],
        ["size": "banana"],
        expectation: "400, and nobody called"
      )
      question.ask.path += "?dryRun=true"
      return question.refused()
    }
  }
}

extension Evidence {
  /// Mismatches where the estimate's components are not whole, or do not add up to it.
  fileprivate func itemized(_ cost: Money?) -> [Mismatch] {
    let components = answer?["components"]?.arrayValue ?? []
    let amounts = cost == nil ? [] : ["unit_price", "total_cost"]
    var found: [Mismatch] = []
    for (index, component) in components.enumerated() {
      let place = String(index)
      for name in ["type", "metric"] where component[name]?.stringValue == nil {
        found += compares(component[name], with: "a string", at: "components", place, name)
      }
      for name in ["billable_quantity"] + amounts where component[name]?.doubleValue == nil {
        found += compares(component[name], with: "a number", at: "components", place, name)
      }
    }
    guard found.isEmpty, let cost else { return found }
    let sum = components.reduce(0) { $0 + ($1["total_cost"]?.intValue ?? 0) }
    return compares(.integer(sum), with: .integer(cost.millionths), at: "components", "total_cost")
  }

  /// A mismatch where the answer does not state this cost.
  func costs(_ cost: Money?) -> [Mismatch] {
    let stated = answer?["metadata"]?["cost"]
    guard stated?.doubleValue.map(Money.init(dollars:)) != cost || stated == nil else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["metadata", "cost"]),
        actual: stated,
        expected: cost.map(\.json) ?? .null
      )
    ]
  }
}

extension Citation {
  static let billedInputCap = Citation.ruling("billed-input-cap")
}
