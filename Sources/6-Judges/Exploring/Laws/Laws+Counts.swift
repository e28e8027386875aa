import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What holds between counts, pictures and money.
  static let ofCounts: [Law] = [sum, sameBytes, order, balance, ended]

  private static let sum = related(
    "sum",
    .published,
    "So many pictures are asked for, delivered and charged as by two asks that share them."
  ) { ask, generator, dice in
    ask.saying(["n": generator.spelled(.integer(dice.number(in: 2...10)), in: ask)])
  } asks: { ask, _ in
    // A stream is of one picture.
    guard ask.fields["stream"] == nil else { return nil }
    // A call's seed counts on from the client's, and may pass what an integer holds.
    let seed = ask.fields["seed"].flatMap { $0.intValue ?? $0.stringValue.flatMap { Int($0) } } ?? 0
    guard let count = ask.count, count > 1, seed < 1 << 62 else { return nil }
    return [ask]
      + [count / 2, count - count / 2].map { part in
        ask.saying(["n": ask.isForm ? .string("\(part)") : .integer(part)])
      }
  } judge: { trial in
    let (whole, parts) = (trial.sides[0], trial.sides.dropFirst())
    guard parts.allSatisfy(\.isServed) else { return nil }
    guard whole.isServed else {
      return Broken(
        ifAny: whole.differs(from: trial.sides[1], without: []),
        asks: [0, 1, 2]
      )
    }
    let counts: [(String, Int, Int, Finding.Side)] = [
      ("data", whole.pictures.count, parts.map(\.pictures.count).reduce(0, +), .response),
      ("calls", whole.orderedCount, parts.map(\.orderedCount).reduce(0, +), .upstream),
    ]
    for (name, own, theirs, side) in counts where own != theirs {
      return Broken(
        asks: [0, 1, 2],
        [
          Mismatch(
            side: side,
            pointer: JSONPointer([name, "count"]),
            actual: .integer(own),
            expected: .integer(theirs)
          )
        ]
      )
    }
    return Broken.unequalCost(trial) ?? Broken.unequalCalls(trial)
  }

  private static let sameBytes: Law = {
    var law = related(
      "same-bytes",
      .published,
      "A picture has the same bytes behind a URL and as base64."
    ) { ask, generator, dice in
      ask.saying(["response_format": "url", "seed": generator.seed(ask, &dice)])
    } asks: { ask, subject in
      // Only a seed tells which of several pictures comes first.
      let isOrdered = ask.count == 1 || ask.fields["seed"] != nil && subject.isSeeded
      guard ask.text("response_format") == "url", isOrdered else { return nil }
      return [ask, ask.saying(["response_format": "b64_json"])]
    } judge: { trial in
      let (first, second) = (trial.sides[0], trial.sides[1])
      guard first.isServed, second.isServed else {
        return Broken(ifAny: second.differs(from: first, without: []), asks: [0, 1])
      }
      let (own, theirs) = (first.pictures.map(\.look?.digest), second.pictures.map(\.look?.digest))
      guard own != theirs, !own.contains(nil), !theirs.contains(nil),
        first.pictures.allSatisfy({ $0.look?.flaw == nil }),
        second.pictures.allSatisfy({ $0.look?.flaw == nil })
      else { return nil }
      return Broken(
        asks: [0, 1],
        [
          Mismatch(
            side: .response,
            pointer: JSONPointer(["data"]),
            actual: .array(theirs.map { .string(($0 ?? "").prefix(12) + "…") }),
            expected: .array(own.map { .string(($0 ?? "").prefix(12) + "…") }),
            why: "the digests of the bytes differ"
          )
        ]
      )
    }
    law.looks = true
    return law
  }()

  private static let order: Law = {
    var law = related(
      "order",
      .policy,
      "The first of two pictures with a seed is the picture that an ask for one has."
    ) { ask, generator, dice in
      ask.saying([
        "n": generator.spelled(2, in: ask), "seed": generator.seed(ask, &dice),
        "response_format": "b64_json",
      ])
    } asks: { ask, subject in
      !subject.isSeeded || ask.fields["seed"] == nil || ask.count != 2
        || ask.fields["stream"] != nil
        ? nil : [ask, ask.lacking(["n"])]
    } judge: { trial in
      guard trial.areAllServed, let own = trial.sides[0].pictures.first?.look,
        let other = trial.sides[1].pictures.first?.look, own.flaw ?? other.flaw == nil,
        own.digest != other.digest
      else { return nil }
      return Broken(
        asks: [0, 1],
        [wrong(["data", "0"], .string(own.digest), .string(other.digest))]
      )
    }
    law.looks = true
    return law
  }()

  private static let balance = each(
    "balance",
    .safety,
    "The ledger balances: what is asked for is bought once and delivered."
  ) { ask, sides, _ in
    guard ask.fault == nil, ask.text("stream") == nil, ask.fields["stream"] == nil else {
      return []
    }
    let ledger = sides.ledger
    if ledger.paid > max(ledger.asked, ask.count ?? 1) {
      return [bought(ledger.paid, atMost: ledger.asked, ledger)]
    }
    guard sides.isServed, let count = ask.count else { return [] }
    if sides.cost == 0, ledger.cost.millionths > 0 {
      return [wrong(["cost"], 0, .string("\(ledger.cost)"))]
    }
    guard sides.pictures.count != count else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["data", "count"]),
        actual: .integer(sides.pictures.count),
        expected: .integer(count),
        why: ledger.purchase
      )
    ]
  }

  private static let ended = each(
    "ended",
    .policy,
    "A provider that has given its pictures is not asked for them again."
  ) { _, sides, _ in
    guard sides.latePolls > 0 else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["polls"]),
        actual: .integer(sides.latePolls),
        expected: 0
      )
    ]
  }

  static func bought(_ paid: Int, atMost most: Int, _ ledger: Ledger) -> Mismatch {
    Mismatch(
      side: .upstream,
      pointer: JSONPointer(["ledger", "paid"]),
      actual: .integer(paid),
      expected: .integer(most),
      why: ledger.purchase
    )
  }
}

extension Sides {
  /// How many pictures its calls ask for.
  fileprivate var orderedCount: Int { calls.map(\.count).reduce(0, +) }

  /// The cost that the answer tells, in millionths.
  fileprivate var cost: Int? {
    let told = answer?["metadata"]?["cost"] ?? answer?["cost"]
    return told?.doubleValue.map { Int(($0 * 1_000_000).rounded()) }
  }
}

extension Broken {
  fileprivate static func unequalCost(_ trial: Trial) -> Broken? {
    let costs = trial.sides.compactMap(\.cost)
    guard costs.count == trial.sides.count, costs.count > 1,
      trial.sides.allSatisfy({ $0.calls.first?.place == trial.sides[0].calls.first?.place })
    else { return nil }
    // Tokens are counted, and rounded, a call at a time.
    let (parts, most) = (costs.dropFirst().reduce(0, +), costs.dropFirst().max() ?? 0)
    let slack = 2 + parts / 50
    let partCalls = trial.sides.dropFirst().map(\.calls.count).reduce(0, +)
    // What is billed a call, such as the words of a prompt, is billed less often where there are fewer calls.
    let isCheaper = trial.sides[0].calls.count < partCalls
    let least = isCheaper ? min(most + 1, parts - slack) : parts - slack
    guard !(least...parts + slack).contains(costs[0]) else { return nil }
    return Broken(
      asks: Array(costs.indices),
      [
        Mismatch(
          side: .response,
          pointer: JSONPointer(["metadata", "cost"]),
          actual: .number(JSONNumber(Double(costs[0]) / 1_000_000)),
          expected: .number(JSONNumber(Double(costs.dropFirst().reduce(0, +)) / 1_000_000))
        )
      ]
    )
  }

  /// Whether a call of the whole says something that no call of its parts says.
  fileprivate static func unequalCalls(_ trial: Trial) -> Broken? {
    guard let part = trial.sides.last?.calls.first else { return nil }
    let counted = [part.countField].compactMap(\.self) + ["seed", "num_images", "num_outputs", "n"]
    let left = trial.subject.varying.union(counted)
    for call in trial.sides[0].calls where call.place == part.place {
      let found = call.differs(from: part, without: left)
      if !found.isEmpty { return Broken(asks: [0, trial.sides.count - 1], found) }
    }
    return nil
  }
}
