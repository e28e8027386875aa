import CanonicalJSON
import Catalog
import Exchanges
import Findings

/// How many pictures, by how many calls, in which order, from which seeds.
struct WireCountCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      [1, 2, 3, 10].map { count(place, $0) } + [overlap(place)] + seeded(place)
        + [fallback(place), batches(place)].compactMap { $0 }
    }
  }

  private func fallback(_ place: OfferInMode) -> Case {
    let question = Question(
      place,
      "default",
      ["n.default"],
      ["prompt": Ask.smallPicture],
      expectation: "one picture"
    )
    return question.served { $0.counts(1) }
  }

  private func count(_ place: OfferInMode, _ count: Int) -> Case {
    let question = Question(
      place,
      "\(count)",
      ["n.count"],
      ["n": .integer(count), "prompt": Ask.smallPicture],
      expectation: "\(count) pictures"
    )
    return question.served { $0.counts(count) }
  }

  /// A provider's own batches are used as far as they go.
  private func batches(_ place: OfferInMode) -> Case? {
    guard let batch = place.operation.batch else { return nil }
    let sizes = stride(from: 10, to: 0, by: -batch.maximum).map { min($0, batch.maximum) }
    let question = Question(
      place,
      "batches",
      ["n.native"],
      ["n": 10, "prompt": Ask.smallPicture],
      expectation: "calls for \(sizes) pictures"
    )
    return question.served { seen in
      let asked = seen.calls.map { $0.input[batch.field]?.intValue ?? 1 }.sorted(by: >)
      return seen.compares(
        .array(asked.map(JSON.integer)),
        with: .array(sizes.map(JSON.integer)),
        at: "calls"
      )
    }
  }

  /// The stub holds the first call until the last has come: calls one after the other can't pass.
  private func overlap(_ place: OfferInMode) -> Case {
    let maximum = place.operation.batch?.maximum ?? 1
    let count = maximum + 2
    let calls = (count + maximum - 1) / maximum
    let question = Question(
      place,
      "overlap",
      ["n.emulated"],
      [
        "n": .integer(count),
        "prompt": .string("three stones [fault: barrier=\(calls) wrong-size=160x120]"),
      ],
      expectation: "\(calls) calls at one time"
    )
    return question.served { seen in
      guard seen.calls.count == calls, let first = seen.calls.first else {
        return seen.calls(calls)
      }
      let isApart = seen.calls.dropFirst().contains { !$0.exchange.overlaps(first.exchange) }
      return isApart
        ? [Mismatch(side: .upstream, why: "a call began only after another had ended")] : []
    }
  }

  /// Without a seed, calls can't be told apart.
  private func seeded(_ place: OfferInMode) -> [Case] {
    place.model.parameter("seed") == nil ? [] : [seeds(place), order(place)]
  }

  private func seeds(_ place: OfferInMode) -> Case {
    let maximum = place.operation.batch?.maximum ?? 1
    let expected = stride(from: 0, to: 6, by: maximum).map { 42 + $0 }
    let question = Question(
      place,
      "seeds",
      ["n.seed"],
      ["n": 6, "seed": 42, "prompt": Ask.smallPicture],
      expectation: "seeds \(expected)"
    )
    return question.served { seen in
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

  /// Each picture of the answer is the one that the call with its seed was given.
  private func order(_ place: OfferInMode) -> Case {
    let question = Question(
      place,
      "order",
      ["n.order"],
      ["n": 3, "seed": 7, "prompt": Ask.smallPicture],
      expectation: "pictures in the order of their calls"
    )
    return question.judged { seen in
      let urls = seen.callsBySeed.flatMap(\.pictures)
      guard urls.count == 3, seen.items.count == 3 else {
        return [Judgement("n.order", .skipped(why: "indistinguishable"))]
      }
      let pictures = try await seen.pictures()
      var found: [Mismatch] = []
      for (index, url) in urls.enumerated()
      where try await seen.delivered(at: url) != pictures[index].bytes {
        found.append(
          Mismatch(
            side: .response,
            pointer: JSONPointer(["data", String(index)]),
            why: "is not the picture that the call with seed \(7 + index) was answered"
          )
        )
      }
      return [Judgement("n.order", found)]
    }
  }
}

extension Evidence {
  /// The calls in the order of their pictures in the answer, as far as seeds tell.
  var callsBySeed: [UpstreamCall] {
    calls.sorted { ($0.input["seed"]?.intValue ?? 0) < ($1.input["seed"]?.intValue ?? 0) }
  }

  func counts(_ count: Int) -> [Mismatch] {
    compares(.integer(items.count), with: .integer(count), at: "data", "length")
  }

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
