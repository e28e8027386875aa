import Contract
import CanonicalJSON
import Catalog

/// How many pictures are asked for, in how many calls, with which seeds.
struct CountCases {
  let testimony: Testimony

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      [1, 2, 3, 4, 5, 10].map { count(place, $0) }
        + [none(place), nothingElse(place), consumed(place), overflow(place), seeds(place)]
        + batches(place) + outside(place)
    }.compactMap(\.self)
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: RequirementName,
    _ fields: JSONObject,
    _ expectation: String,
    depth: Case.Depth = .normal
  ) -> Question {
    var question = Question(
      place,
      id: "n/\(place.steps)/\(name)",
      [requirement],
      fields,
      expectation: expectation
    )
    question.looksAtPicture = false
    question.depth = depth
    return question
  }

  func count(_ place: OfferInMode, _ n: Int) -> Case? {
    let question = question(
      place,
      "\(n)",
      .nCount,
      ["n": .integer(n)],
      "\(n) pictures",
      depth: [4, 5].contains(n) ? .whole : .normal
    )
    return testimony.served(question) { $0.counts(n) }
  }

  /// As many as the provider takes in each call but the last: 10 with 4 is 4+4+2.
  private func batches(_ place: OfferInMode) -> [Case?] {
    [2, 5, 10].map { batched(place, $0) }
  }

  /// Nil where the provider has no field for several.
  func batched(_ place: OfferInMode, _ n: Int) -> Case? {
    guard let batch = place.operation.batch else { return nil }
    let sizes = stride(from: n, to: 0, by: -batch.maximum).map { min($0, batch.maximum) }
    var question = question(
      place,
      "batches-\(n)",
      .nNative,
      ["n": .integer(n)],
      "calls of \(sizes.map(String.init).joined(separator: "+")) pictures",
      depth: n == 10 ? .normal : .whole
    )
    // The page says that the provider's own parameter is used, not how calls share the pictures.
    if sizes.count > 1 { question = question.citing(.batchSplit) }
    return testimony.served(question) { seen in
      // Parallel calls come in any order.
      let asked = seen.calls.map { $0.count(of: batch) }.sorted(by: >)
      let expected = JSON.array(sizes.map(JSON.integer))
      return seen.compares(.array(asked.map(JSON.integer)), with: expected, at: "calls")
    }
  }

  func none(_ place: OfferInMode) -> Case? {
    // A provider that makes several by itself must be told that one is wanted.
    let batch = place.operation.usualCount == 1 ? place.operation.batch : nil
    let fields = ["n"] + (batch.map { [$0.field] } ?? [])
    let question = question(place, "default", .nDefault, [:], "one call, without a batch field")
    return testimony.served(question) { seen in
      seen.counts(1) + seen.calls(1) + seen.calls.flatMap { $0.holds(fields) }
    }
  }

  /// A request that says little must reach the provider as little; `more` are fields that may as well.
  func nothingElse(_ place: OfferInMode, beside more: [String] = []) -> Case? {
    let batch = place.operation.usualCount == 1 ? nil : place.operation.batch?.field
    let known =
      ["prompt"] + place.operation.sizing.fields + (place.operation.images?.fields ?? [])
      + [batch].compactMap(\.self) + more
    let question = question(
      place,
      "nothing-else",
      .normNothingElse,
      ["size": "1:1"],
      "nothing but \(known.joined(separator: ", "))",
      depth: .whole
    )
    return testimony.served(question) { seen in
      seen.calls.flatMap { $0.holds(otherThan: Set(known)) }
    }
  }

  /// The case whose fields are for the gateway alone and must stay there.
  func consumed(_ place: OfferInMode) -> Case? {
    let request: JSONObject = [
      "n": 1, "response_format": "url", "stream": false, "partial_images": 0, "user": "somebody",
    ]
    let names = (request.names + ["model"]).filter { name in
      place.operation.field(name) == nil && place.operation.batch?.field != name
    }
    let question = question(
      place,
      "consumed",
      .normConsumed,
      request,
      "none of \(names.joined(separator: ", ")) upstream",
      depth: .whole
    )
    return testimony.served(question) { seen in seen.calls.flatMap { $0.holds(names) } }
  }

  func overflow(_ place: OfferInMode) -> Case? {
    guard place.takesSeeds else { return nil }
    let request: JSONObject = ["n": 10, "seed": .integer(Int.max)]
    let expectation = "400: no seed past 2⁶³−1"
    return testimony.refused(
      question(place, "seed-overflow", .nSeed, request, expectation, depth: .whole)
        .citing(.seedOverflow)
    )
  }

  /// A call's seed is the client's with the number of pictures asked for before it.
  func seeds(_ place: OfferInMode, from first: Int = 42, of count: Int = 6) -> Case? {
    guard place.takesSeeds else { return nil }
    let expected = stride(from: 0, to: count, by: place.mostInOneCall).map { first + $0 }
    let question = question(
      place,
      "seeds",
      .nSeed,
      ["n": .integer(count), "seed": .integer(first)],
      "seeds \(expected)",
      depth: .whole
    )
    return testimony.served(question) { seen in
      let seeds = seen.calls.compactMap { $0.input["seed"]?.intValue }.sorted()
      guard seeds != expected else { return [] }
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input", "seed"]),
          actual: .array(seeds.map { .integer($0) }),
          expected: .array(expected.map { .integer($0) })
        )
      ]
    }
  }

  private func outside(_ place: OfferInMode) -> [Case?] {
    ([0, 11, -1, 1.5, "2", true] as [JSON]).enumerated().map { index, n in
      // In a form all is text, so that "2" is a number there.
      if case .wire = testimony, place.mode == .edit, n == "2" { return nil }
      return outside(place, n, number: index + 1)
    }
  }

  func outside(_ place: OfferInMode, _ n: JSON, number: Int) -> Case? {
    let question = question(
      place,
      "range-\(number)",
      .nRange,
      ["n": n],
      "400",
      depth: number <= 2 ? .normal : .whole
    )
    return testimony.refused(n.stringValue != nil ? question.citing(.mistyped) : question)
  }
}

extension UpstreamCall {
  /// How many pictures it asks for.
  func count(of batch: Operation.Batch?) -> Int { batch.flatMap { input[$0.field]?.intValue } ?? 1 }
}

extension Evidence {
  /// A mismatch where there are not so many pictures: in the answer, or asked for by a plan.
  func counts(_ count: Int) -> [Mismatch] {
    guard plan != nil else {
      return compares(.integer(items.count), with: .integer(count), at: "data", "length")
    }
    let asked = calls.map { $0.count(of: $0.operations.first?.batch) }.reduce(0, +)
    return compares(.integer(asked), with: .integer(count), at: "calls")
  }

  /// A mismatch where there are not so many calls.
  func calls(_ count: Int) -> [Mismatch] {
    guard calls.count != count else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["calls"]),
        actual: .integer(calls.count),
        expected: .integer(count),
        why: refusal.first?.why
      )
    ]
  }
}

extension RequirementName {
  static let nCount = RequirementName("n.count")
  static let nDefault = RequirementName("n.default")
  static let nNative = RequirementName("n.native")
  static let nRange = RequirementName("n.range")
  static let nSeed = RequirementName("n.seed")
  static let normConsumed = RequirementName("norm.consumed")
  static let normNothingElse = RequirementName("norm.nothing-else")
}

extension Citation {
  static let batchSplit = Citation.ruling("batch-split")
  static let seedOverflow = Citation.ruling("seed-overflow")
}
