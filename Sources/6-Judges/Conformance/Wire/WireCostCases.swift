import Contract
import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images

/// The cost of a request: in the estimate, in the answer, and by the published prices.
struct WireCostCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      WireCostCases.bills(place).flatMap { bill in
        [estimate(place, bill), charged(place, bill), agreement(place, bill)]
      } + WireCostCases.references(place).map { estimate(place, $0) } + metered(place)
    } + refusals(places)
  }

  /// A request and what it costs by the catalog's terms; nothing where the catalog knows none.
  private struct Bill {
    var name: String
    var fields: JSONObject = [:]
    var price: Price?
    var pictures = 1
    /// Those of each picture that is made.
    var megapixels = 1
    /// Those of the pictures that go in.
    var references = 0
    /// The size of the picture that goes in, where it is not the usual one.
    var picture: PixelSize?
    /// The megapixels that would go in if nothing were made smaller.
    var uncapped: Int?

    var cost: Money? {
      price?.reckoned(megapixels: megapixels, references: references).map { $0 * pictures }
    }

    var reckoning: String? {
      price.map {
        $0.reckoning(pictures: pictures, megapixels: megapixels, references: references)
      }
    }
  }

  /// A reference is rounded up apart from the picture that is made, and is made smaller beyond 4 megapixels.
  private static func references(_ place: OfferInMode) -> [Bill] {
    guard let price = place.offer.price, price.isPerMegapixel, place.mode == .edit else {
      return []
    }
    var small = Bill(name: "reference", fields: ["size": "1024x1024"], price: price)
    small.picture = PixelSize(1200, 900)
    small.references = 2
    var large = small
    large.name = "large-reference"
    // 5.2 megapixels: six, or the four that are left of them.
    large.picture = PixelSize(2600, 2100)
    large.references = 4
    large.uncapped = 6
    return [small, large]
  }

  private static func bills(_ place: OfferInMode) -> [Bill] {
    // What tokens make is known only with the answer.
    let price = place.offer.price.flatMap { $0.isPerToken ? nil : $0 }
    var one = Bill(name: "1", price: price)
    guard let price else { return [one] }
    if price.isPerMegapixel, place.mode == .edit {
      // One megapixel out, and one for the picture that goes in.
      one.fields = ["size": "1024x1024"]
      one.references = 1
      return [one, several(one, 2)]
    }
    let plain = [one, several(one, 3)]
    guard price.isPerMegapixel, place.model.sizes.custom != nil,
      case .pixels = place.operation.sizing
    else { return plain }
    return plain + [
      // 1183x887 has 1,049,321 pixels: more than one megapixel of 1,048,576, so two are billed.
      Bill(name: "4x3", fields: ["size": "1183x887"], price: price, megapixels: 2),
      Bill(name: "small", fields: ["size": "512x512"], price: price),
      // 1365x768 has 1,048,320 pixels: just one megapixel, though one side is longer than 1024.
      Bill(name: "16x9", fields: ["size": "1365x768"], price: price),
    ]
  }

  private static func several(_ one: Bill, _ count: Int) -> Bill {
    var bill = one
    bill.name = "\(count)"
    bill.fields["n"] = .integer(count)
    bill.pictures = count
    return bill
  }

  private func question(
    _ place: OfferInMode,
    _ bill: Bill,
    _ group: String,
    _ requirement: RequirementName
  ) -> Question {
    let sum = bill.cost.map { "\($0): \(bill.reckoning ?? "")" } ?? "not looked at, for nobody says"
    var question = Question(
      place,
      id: "wire/\(group)/\(place.steps)/\(bill.name)",
      [requirement],
      bill.fields,
      expectation: sum
    )
    if let size = bill.picture {
      question.ask.pictures = [PictureWish(kind: .flat, size: size)]
    }
    return question
  }

  private func estimate(_ place: OfferInMode, _ bill: Bill) -> Case {
    var question = question(place, bill, "dry-run", .dryRun)
    question.ask.path += "?dryRun=true"
    question.requirements.append(.costNoMarkup)
    if let price = place.priceCitation { question = question.citing(price, for: .costNoMarkup) }
    if let uncapped = bill.uncapped {
      question = question.citing(.billedInputCap, for: .costNoMarkup).telling([
        "uncapped": { seen in
          let cost = bill.price?.reckoned(references: uncapped)
          return seen.compares(
            seen.answer?["total_cost_micros"],
            with: cost.map { .integer($0.millionths) } ?? .null,
            at: "total_cost_micros"
          )
        }
      ])
    }
    return question.judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(.dryRun, seen.refusal)] }
      let found = seen.calls(0) + seen.estimates(place, bill.fields["n"] ?? 1)
      // What is no estimate has no sum.
      return [Judgement(.dryRun, found)]
        + (found.isEmpty ? [seen.sums(to: bill.cost, bill.reckoning)] : [])
    }
  }

  /// Where tokens make the price, those that the provider counted.
  private func metered(_ place: OfferInMode) -> [Case] {
    guard let price = place.offer.price, price.isPerToken else { return [] }
    return [1, 3].map { count in
      let question = Question(
        place,
        id: "wire/cost/\(place.steps)/tokens-\(count)",
        [.costNoMarkup],
        ["n": .integer(count), "prompt": Ask.smallPicture],
        expectation: "the provider's tokens at its price"
      ).citing(.megapixelPrice)
      return question.judged { seen in
        let usages = seen.calls.compactMap(\.usage)
        guard usages.count == seen.calls.count, let first = usages.first else {
          return [seen.costs(nil)]
        }
        return [seen.costs(price.reckoned(usages.dropFirst().reduce(first, +)))]
      }
    }
  }

  private func charged(_ place: OfferInMode, _ bill: Bill) -> Case {
    let question = question(place, bill, "cost", .costNoMarkup)
    return (place.priceCitation.map { question.citing($0) } ?? question)
      .judged { [$0.costs(bill.cost, bill.reckoning)] }
  }

  /// What was delivered, at the catalog's price; nil where nobody knows it beforehand.
  func delivered(_ place: OfferInMode) -> Case? {
    guard let price = place.offer.price, !price.isPerToken else { return nil }
    // What a picture that goes in costs is told by its own pixels.
    guard !price.isPerMegapixel || place.mode == .textToImage else { return nil }
    let question = question(place, Bill(name: "asked", price: price), "cost", .costNoMarkup)
    return (place.priceCitation.map { question.citing($0) } ?? question).judged { seen in
      let sizes = seen.calls.map { call in
        place.operation.delivers(input: call.input.objectValue ?? [:], source: nil)
      }
      let areas = sizes.compactMap { $0.map { ($0.width * $0.height - 1) / (1024 * 1024) + 1 } }
      guard !price.isPerMegapixel || areas.count == sizes.count else { return [seen.costs(nil)] }
      let each = price.reckoned(megapixels: areas.max() ?? 1)
      return [seen.costs(each.map { $0 * seen.items.count })]
    }
  }

  /// The estimate and the answer say the same.
  private func agreement(_ place: OfferInMode, _ bill: Bill) -> Case {
    var question = question(place, bill, "cost-as-estimated", .costNoMarkup)
    question.expectation = "metadata.cost as the dry run says"
    question = question.citing(.estimateKept)
    var estimate = question.ask
    estimate.path += "?dryRun=true"
    return question.asking { [estimate, question] witness, token in
      let said = try await witness.testimony(to: estimate, for: token)
      let seen = try await witness.testimony(to: question.ask, for: token)
      let found = said.refusal + seen.refusal
      let sum = said.answer?["total_cost_micros"]?.intValue.map(Money.init(millionths:))
      let judged = found.isEmpty ? seen.costs(sum) : Judgement(.costNoMarkup, found)
      return await question.weighed([judged], by: seen)
    }
  }

  /// An estimate is refused for what the request would be refused for.
  private func refusals(_ places: [OfferInMode]) -> [Case] {
    places.map { place in
      var question = Question(
        place,
        "refused",
        [.dryRun],
        ["n": 11],
        expectation: "400, and nobody called: n is 1 to 10"
      )
      question.ask.path += "?dryRun=true"
      return question.citing(.dryRunChecks).refused(saying: "n-limit")
    }
  }
}

extension Evidence {
  /// Mismatches where an estimate is not of the documented shape, or of another model.
  fileprivate func estimates(_ place: OfferInMode, _ count: JSON) -> [Mismatch] {
    let component = answer?["components"]?[0]
    // How many units there are is plain where a unit is a picture.
    let quantity =
      component?["metric"] == "image"
      ? compares(component?["quantity"], with: count, at: "components", "0", "quantity") : []
    let sum = answer?["total_cost_micros"]
    return compares(answer?["estimated"], with: true, at: "estimated")
      + compares(answer?["model"], with: .string(place.model.id), at: "model")
      + compares(answer?["provider"], with: .string(place.offer.provider), at: "provider")
      + (answer?.objectValue?.names.contains("total_cost_micros") == true
        ? [] : compares(sum, with: "a number or null", at: "total_cost_micros"))
      + compares(answer?["currency"], with: "USD", at: "currency") + quantity
      + components(priced: sum?.isNull == false)
  }

  /// Whether an estimate comes to this sum, and its components to the same; what nobody knows is not judged.
  fileprivate func sums(to cost: Money?, _ reckoning: String?) -> Judgement {
    guard let cost else {
      return Judgement(.costNoMarkup, .skipped(why: "the catalog has no price"))
    }
    let sum = (answer?["components"]?.arrayValue ?? [])
      .reduce(0) { $0 + ($1["total_cost"]?.intValue ?? 0) }
    let micros = JSON.integer(cost.millionths)
    let found =
      compares(answer?["total_cost_micros"], with: micros, at: "total_cost_micros")
      + compares(.integer(sum), with: micros, at: "components", "total_cost")
    return Judgement(.costNoMarkup, found.map { $0.because(reckoning) })
  }

  /// Mismatches where the estimate's components are not whole.
  private func components(priced isPriced: Bool) -> [Mismatch] {
    let components = answer?["components"]?.arrayValue ?? []
    let amounts = isPriced ? ["unit_price", "total_cost"] : []
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
    return found
  }

  /// The cost that the answer tells, in its body or in the field that a profile names.
  private var statedCost: JSON? {
    if let cost = answer?["metadata"]?["cost"], !cost.isNull { return cost }
    return witness?.costField.flatMap { fields[$0] }.flatMap { JSONNumber($0) }.map { .number($0) }
  }

  /// Whether the answer states this cost; what it does not tell, or nobody knows, is not judged.
  func costs(_ cost: Money?, _ reckoning: String? = nil) -> Judgement {
    guard refusal.isEmpty else { return Judgement(.costNoMarkup, refusal) }
    guard let cost else {
      return Judgement(.costNoMarkup, .skipped(why: "nobody knows the price"))
    }
    guard let stated = statedCost else {
      return Judgement(.costNoMarkup, .skipped(why: "the answer tells no cost"))
    }
    guard stated.doubleValue.map(Money.init(dollars:)) != cost else {
      return Judgement(.costNoMarkup, .met)
    }
    let mismatch = Mismatch(
      side: .response,
      pointer: JSONPointer(["metadata", "cost"]),
      actual: stated,
      expected: cost.json
    )
    return Judgement(.costNoMarkup, [mismatch.because(reckoning)])
  }
}

extension Citation {
  static let dryRunChecks = Citation.quotation("dry-run-checks")
  static let estimateKept = Citation.ruling("estimate-kept")
  static let billedInputCap = Citation.ruling("billed-input-cap")
}
