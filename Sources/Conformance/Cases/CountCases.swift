import CanonicalJSON
import Catalog

/// How many pictures a plan asks for, in how many calls, with which seeds.
struct CountCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      [1, 2, 3, 4, 5, 10].map { count(place, $0) }
        + [none(place), nothingElse(place), consumed(place), overflow(place)] + greedy(place)
        + outside(place)
    }
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: String,
    _ request: JSONObject,
    _ expectation: String
  ) -> Question {
    Question(
      place,
      id: "n/\(place.steps)/\(name)",
      [requirement],
      request,
      expectation: expectation,
      source: "ruling on n and response_format"
    )
  }

  /// The pictures that a call asks for.
  private static func pictures(_ input: JSON, _ batch: Operation.Batch?) -> Int {
    batch.flatMap { input[$0.field]?.intValue } ?? 1
  }

  private func count(_ place: OfferInMode, _ n: Int) -> Case {
    let batch = place.operation.batch
    let question = question(place, "count-\(n)", "n.count", ["n": .integer(n)], "\(n) pictures")
    return question.planned { plan in
      let asked = plan.inputs.map { CountCases.pictures($0, batch) }.reduce(0, +)
      let mismatches = plan.compares(.integer(asked), with: .integer(n), at: "calls")
      return [Judgement("n.count", plan.refusal + mismatches)]
    }
  }

  /// As many as the provider takes in each call but the last: 10 with 4 is 4+4+2.
  private func greedy(_ place: OfferInMode) -> [Case] {
    guard let batch = place.operation.batch else { return [] }
    return [2, 5, 10].map { n in
      let whole = Array(repeating: batch.maximum, count: n / batch.maximum)
      let sizes = whole + (n % batch.maximum > 0 ? [n % batch.maximum] : [])
      let question = question(
        place,
        "batches-\(n)",
        "n.native",
        ["n": .integer(n)],
        "calls of \(sizes.map(String.init).joined(separator: "+")) pictures"
      )
      return question.planned { plan in
        let asked = plan.inputs.map { JSON.integer(CountCases.pictures($0, batch)) }
        let expected = JSON.array(sizes.map(JSON.integer))
        let mismatches = plan.compares(.array(asked), with: expected, at: "calls")
        return [Judgement("n.native", plan.refusal + mismatches)]
      }
    }
  }

  private func none(_ place: OfferInMode) -> Case {
    let field = place.operation.batch?.field
    let question = question(place, "default", "n.default", [:], "one call, without a batch field")
    return question.planned { plan in
      let count = plan.compares(.integer(plan.inputs.count), with: 1, at: "calls")
      let batch = plan.holds(anyOf: ["n"] + (field.map { [$0] } ?? []))
      return [Judgement("n.default", plan.refusal + count + batch)]
    }
  }

  /// A request that says little must reach the provider as little.
  private func nothingElse(_ place: OfferInMode) -> Case {
    let known = ["prompt"] + place.oracle.sizeFields + [place.operation.images?.field ?? "prompt"]
    let question = question(
      place,
      "nothing-else",
      "norm.nothing-else",
      ["size": "1:1"],
      "nothing but \(known.joined(separator: ", "))"
    )
    return question.planned { plan in
      let names = Set(plan.inputs.flatMap { $0.objectValue?.names ?? [] }).subtracting(known)
      return [
        Judgement("norm.nothing-else", plan.refusal + plan.holds(anyOf: names.sorted()))
      ]
    }
  }

  /// What is for the gateway alone stays there.
  private func consumed(_ place: OfferInMode) -> Case {
    let request: JSONObject = [
      "n": 1, "response_format": "url", "stream": false, "partial_images": 0, "user": "somebody",
    ]
    let names = (request.names + ["model"]).filter { name in
      place.operation.field(name) == nil && place.operation.batch?.field != name
    }
    let question = question(
      place,
      "consumed",
      "norm.consumed",
      request,
      "none of \(names.joined(separator: ", ")) upstream"
    )
    return question.planned { plan in
      [Judgement("norm.consumed", plan.refusal + plan.holds(anyOf: names))]
    }
  }

  private func overflow(_ place: OfferInMode) -> Case {
    let request: JSONObject = ["n": 10, "seed": .integer(Int.max)]
    let question = question(place, "seed-overflow", "n.seed", request, "400: no seed past 2⁶³−1")
    return question.planned { [Judgement("n.seed", $0.admission)] }
  }

  private func outside(_ place: OfferInMode) -> [Case] {
    ([0, 11, -1, 1.5, "2", true] as [JSON]).enumerated().map { index, n in
      let question = question(place, "range-\(index + 1)", "n.range", ["n": n], "400")
      return question.planned { [Judgement("n.range", $0.admission)] }
    }
  }
}
