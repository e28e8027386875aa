import CanonicalJSON
import Catalog
import Contract
import Exchanges

/// Cases of money: no more is bought than was asked for, whatever becomes of the answers.
struct WireMoneyCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      [served(place, 1), served(place, 3), refused(place), slow(place)] + lost(place)
    } + unforced(places)
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: RequirementName,
    _ fields: JSONObject,
    _ expectation: String
  ) -> Question {
    var question = Question(
      place,
      id: "wire/money/\(place.steps)/\(name)",
      [requirement],
      fields,
      expectation: expectation
    )
    question.phase = .faults
    return question
  }

  /// All goes well: what is delivered was bought once.
  func served(_ place: OfferInMode, _ count: Int) -> Case {
    let expectation = count == 1 ? "1 picture bought" : "\(count) pictures bought"
    var question = question(
      place,
      count == 1 ? "one" : "three",
      .moneyPaid,
      ["n": .integer(count), "prompt": Ask.smallPicture],
      expectation
    )
    question.phase = .normal
    return question.failing { seen in
      [Judgement(.moneyPaid, seen.refusal + seen.buys(atMost: count, "and nothing went wrong"))]
    }
  }

  /// A refusal is an answer: asking the same again asks for a bill.
  private func refused(_ place: OfferInMode) -> Case {
    let question = question(
      place,
      "refused",
      .moneyPaid,
      ["prompt": "a fox [fault: status=400 call=1] [fault: wrong-size=160x120]"],
      "nothing bought after a refusal"
    )
    return question.failing { [Judgement(.moneyPaid, $0.buys(atMost: 0, "after a refusal"))] }
  }

  /// An answer that takes its time is waited for, or given up; in neither case is another picture bought.
  private func slow(_ place: OfferInMode) -> Case {
    let question = question(
      place,
      "slow",
      .moneyUnknown,
      ["prompt": "a fox [fault: slow-after-accept=400ms wrong-size=160x120]"],
      "1 picture bought"
    )
    return question.failing { seen in
      [Judgement(.moneyUnknown, seen.buys(atMost: 1, "while the first was being made") + seen.owns)]
    }
  }

  /// Where an answer may be lost, how the connection ends, and how many pictures are asked for.
  private static let losses: [(name: String, faults: String, count: Int)] =
    Interference.Moment.allCases.map { moment in
      ("lost-\(moment)", "lost-after-accept at=\(moment) polls=1", 1)
    } + [
      ("lost-submit-closed", "lost-after-accept by=fin", 1),
      ("lost-submit-three", "lost-after-accept call=1", 3),
      ("lost-media-three", "lost-after-accept at=media polls=1", 3),
      ("lost-before", "lost-before-accept call=1", 1),
    ]

  private func lost(_ place: OfferInMode) -> [Case] {
    WireMoneyCases.losses.map { name, faults, count in
      let question = question(
        place,
        name,
        .moneyUnknown,
        ["n": .integer(count), "prompt": .string("a fox [fault: \(faults) wrong-size=160x120]")],
        count == 1 ? "1 picture bought, and no second" : "\(count) pictures bought, and no more"
      )
      return question.failing { seen in
        let found = seen.buys(atMost: count, "after the answer to the first was lost")
        return [Judgement(.moneyUnknown, found + seen.owns)]
      }
    }
  }

  /// Where an order's outcome can't be found out, the client hears so; some gateways ask elsewhere instead.
  private func unforced(_ places: [OfferInMode]) -> [Case] {
    guard claims.failover else { return [] }
    var seen: Set<String> = []
    return places.filter { seen.insert("\($0.model.id)/\($0.mode)").inserted }
      .filter { $0.providers.count > 1 }
      .map { place in
        var question = question(
          place,
          "",
          .moneyUnknown,
          ["prompt": "a fox [fault: lost-after-accept call=1] [fault: wrong-size=160x120]"],
          "502, which says that the picture may have been bought"
        ).unforced
          .citing(.unknownOutcome)
          .telling(["elsewhere": { $0.refusal + $0.asks(atMost: 2) + $0.buys(atMost: 2, "") }])
        question.id = "wire/money/\(place.model.id)/any/\(place.mode.rawValue)/lost-submit"
        question.phase = .failover
        return question.failing { seen in
          let found = seen.buys(atMost: 1, "after the answer to the first was lost")
          return [Judgement(.moneyUnknown, seen.answers(502) + found)]
        }
      }
  }
}

extension RequirementName {
  static let moneyPaid = RequirementName("money.paid")
  static let moneyUnknown = RequirementName("money.unknown")
}

extension Citation {
  static let unknownOutcome = Citation.ruling("unknown-outcome")
}
