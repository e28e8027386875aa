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
      } + WireCostCases.references(place).map { estimate(place, $0) }
    } + refusals(places)
  }

  /// A request and its cost, reckoned by the catalog's terms; nil where the catalog knows none.
  private struct Bill {
    var name: String
    var fields: JSONObject
    var cost: Money?
    var picture: PixelSize?
    /// What it would cost if every megapixel that goes in were billed.
    var uncapped: Money?
  }

  /// A reference is rounded up apart from the picture that is made, and is made smaller beyond 4 megapixels.
  private static func references(_ place: OfferInMode) -> [Bill] {
    guard let price = place.offer.price, price.isPerMegapixel, place.mode == .edit else {
      return []
    }
    func bill(_ name: String, _ picture: PixelSize, _ megapixels: Int, uncapped: Int?) -> Bill {
      Bill(
        name: name,
        fields: ["size": "1024x1024"],
        cost: price.reckoned(references: megapixels),
        picture: picture,
        uncapped: uncapped.map { price.reckoned(references: $0) }
      )
    }
    return [
      bill("reference", PixelSize(1200, 900), 2, uncapped: nil),
      // 5.2 megapixels: six, or the four that are left of them.
      bill("large-reference", PixelSize(2600, 2100), 4, uncapped: 6),
    ]
  }

  private static func bills(_ place: OfferInMode) -> [Bill] {
    guard let price = place.offer.price else { return [Bill(name: "1", fields: [:])] }
    guard price.isPerMegapixel else {
      let each = price.reckoned()
      return [
        Bill(name: "1", fields: [:], cost: each), Bill(name: "3", fields: ["n": 3], cost: each * 3),
      ]
    }
    if place.mode == .edit {
      // One megapixel out, and one for the picture that goes in.
      let each = price.reckoned(references: 1)
      return [
        Bill(name: "1", fields: ["size": "1024x1024"], cost: each),
        Bill(name: "2", fields: ["size": "1024x1024", "n": 2], cost: each * 2),
      ]
    }
    let each = price.reckoned()
    let plain = [
      Bill(name: "1", fields: [:], cost: each), Bill(name: "3", fields: ["n": 3], cost: each * 3),
    ]
    guard place.model.sizes.custom != nil, case .pixels = place.operation.sizing else {
      return plain
    }
    return plain + [
      // 1183x887 has 1,049,321 pixels: more than one megapixel of 1,048,576, so two are billed.
      Bill(name: "4x3", fields: ["size": "1183x887"], cost: price.reckoned(megapixels: 2)),
      Bill(name: "small", fields: ["size": "512x512"], cost: each),
    ]
  }

  private func question(
    _ place: OfferInMode,
    _ bill: Bill,
    _ group: String,
    _ requirement: RequirementName
  ) -> Question {
    let sum =
      bill.cost.map { "\($0.millionths) millionths of a dollar" }
      ?? "not looked at, for nobody says"
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
          seen.compares(
            seen.answer?["total_cost_micros"],
            with: .integer(uncapped.millionths),
            at: "total_cost_micros"
          )
        }
      ])
    }
    return question.judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(.dryRun, seen.refusal)] }
      let found = seen.calls(0) + seen.estimates(place, bill.fields["n"] ?? 1)
      // What is no estimate has no sum.
      return [Judgement(.dryRun, found)] + (found.isEmpty ? [seen.sums(to: bill.cost)] : [])
    }
  }

  private func charged(_ place: OfferInMode, _ bill: Bill) -> Case {
    let question = question(place, bill, "cost", .costNoMarkup)
    return (place.priceCitation.map { question.citing($0) } ?? question)
      .judged { [$0.costs(bill.cost)] }
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
  fileprivate func sums(to cost: Money?) -> Judgement {
    guard let cost else {
      return Judgement(.costNoMarkup, .skipped(why: "the catalog has no price"))
    }
    let sum = (answer?["components"]?.arrayValue ?? [])
      .reduce(0) { $0 + ($1["total_cost"]?.intValue ?? 0) }
    let micros = JSON.integer(cost.millionths)
    return Judgement(
      .costNoMarkup,
      compares(answer?["total_cost_micros"], with: micros, at: "total_cost_micros")
        + compares(.integer(sum), with: micros, at: "components", "total_cost")
    )
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
  func costs(_ cost: Money?) -> Judgement {
    guard refusal.isEmpty else { return Judgement(.costNoMarkup, refusal) }
    guard let cost else {
      return Judgement(.costNoMarkup, .skipped(why: "the catalog has no price"))
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
    return Judgement(.costNoMarkup, [mismatch])
  }
}

extension Citation {
  static let dryRunChecks = Citation.quotation("dry-run-checks")
  static let estimateKept = Citation.ruling("estimate-kept")
  static let billedInputCap = Citation.ruling("billed-input-cap")
}
