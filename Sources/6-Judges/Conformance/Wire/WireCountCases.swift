import Contract
import CanonicalJSON
import Catalog
import Exchanges

/// Behaviour of `n` that only both sides together show: overlapping calls, and the pictures' order.
struct WireCountCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      // Without a seed, calls can't be told apart.
      (place.mostInOneCall + 2 <= OfferInMode.mostPictures ? [overlap(place)] : [])
        + (place.takesSeeds ? [order(place)] : [])
    }
  }

  /// The stub holds the first call until the last has come: calls one after the other can't pass.
  private func overlap(_ place: OfferInMode) -> Case {
    let maximum = place.mostInOneCall
    let count = maximum + 2
    let calls = (count + maximum - 1) / maximum
    let question = Question(
      place,
      "overlap",
      [.nEmulated],
      [
        "n": .integer(count),
        "prompt": .string("three stones [fault: barrier=\(calls) wrong-size=160x120]"),
      ],
      expectation: "\(calls) calls at one time"
    )
    return question.served { seen in
      // How many there are is another requirement's.
      let made = seen.calls.compactMap(\.exchange)
      guard made.count > 1, let first = made.first else { return seen.calls(calls) }
      return made.allSatisfy { $0.number == first.number || $0.overlaps(first) }
        ? [] : [Mismatch(side: .upstream, why: "a call began only after another had ended")]
    }
  }

  /// Each picture of the answer is the one that the call with its seed was given.
  func order(_ place: OfferInMode, of count: Int = 3, from first: Int = 7) -> Case {
    let question = Question(
      place,
      "order",
      [.nOrder],
      ["n": .integer(count), "seed": .integer(first), "prompt": Ask.smallPicture],
      expectation: "pictures in the order of their calls"
    )
    return question.judged { seen in
      let urls = seen.callsBySeed.flatMap(\.pictures)
      guard urls.count == count, seen.items.count == count else {
        return [Judgement(.nOrder, .skipped(why: "indistinguishable"))]
      }
      let pictures = try await seen.pictures()
      var found: [Mismatch] = []
      for (index, url) in urls.enumerated()
      where try await seen.delivered(at: url) != pictures[index].bytes {
        found.append(
          Mismatch(
            side: .response,
            pointer: JSONPointer(["data", String(index)]),
            why: "is not the picture that the call with seed \(first + index) was answered"
          )
        )
      }
      return [Judgement(.nOrder, found)]
    }
  }
}

extension Evidence {
  /// The calls in the order of their pictures in the answer, as far as seeds tell.
  var callsBySeed: [UpstreamCall] {
    calls.sorted { ($0.input["seed"]?.intValue ?? 0) < ($1.input["seed"]?.intValue ?? 0) }
  }
}

extension RequirementName {
  static let nEmulated = RequirementName("n.emulated")
  static let nOrder = RequirementName("n.order")
}
