import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What holds where a provider fails, or where what it says is lost.
  static let ofFailures: [Law] = [failure, lost, ownedUp].map(\.beforeStubs)

  private static let failure = each(
    "failure",
    .safety,
    "A provider that fails costs no more than was asked for, and the client is told."
  ) { ask, sides, subject in
    guard let fault = ask.fault, faults.contains(fault), let status = sides.status else {
      return []
    }
    let found = boughtTwice(ask, sides, subject)
    guard found.isEmpty else { return found }
    if sides.isServed, isForced(subject) {
      return [wrong(["status"], 200, "an error, for the provider gave no picture")]
    }
    // A request that is refused before anybody is called has met no failure.
    guard !sides.calls.isEmpty else { return [] }
    // The gateway's own account is no fault of the client's.
    let isAccount = ["status=401", "status=402", "status=403"].contains(fault)
    if isAccount, 400...499 ~= status { return [wrong(["status"], .integer(status), "5xx")] }
    if fault.hasPrefix("status=429"), isForced(subject), status != 429 {
      return [wrong(["status"], .integer(status), 429)]
    }
    return []
  }
  .prepared(failing(by: faults))

  private static let lost = related(
    "lost",
    .safety,
    "What a provider may have made already is not ordered again because its answer was lost."
  ) { ask, generator, dice in
    let ask = generator.plainer(ask, &dice)
    return dice.comes(75) ? ask.lacking(["n"]) : ask.saying(["n": generator.count(ask, &dice)])
  } asks: { ask, subject in
    ask.fault == nil && isForced(subject) ? losses.map(ask.failing) : nil
  } judge: { trial in
    for (index, ask) in trial.asks.enumerated() {
      let found = boughtTwice(ask, trial.sides[index], trial.subject)
      if !found.isEmpty { return Broken(asks: [index], found) }
    }
    return nil
  }

  private static let ownedUp = each(
    "owned-up",
    .policy,
    "What a provider has against the ask itself the client is told as 4xx, and when to come again."
  ) { ask, sides, subject in
    guard let fault = ask.fault, isForced(subject), !sides.calls.isEmpty, !sides.isServed,
      let status = sides.status
    else { return [] }
    if objections.contains(fault), !(400...499 ~= status) {
      return [wrong(["status"], .integer(status), "4xx")]
    }
    guard fault.contains("retry-after"), sides.retryAfter == nil else { return [] }
    return [wrong(["headers", "retry-after"], nil, "1")]
  }
  .prepared(failing(by: objections + ["status=429 retry-after=1"]))

  /// More calls than pictures; where the gateway may choose, another provider is asked in turn.
  private static func boughtTwice(_ ask: Ask, _ sides: Sides, _ subject: Subject) -> [Mismatch] {
    guard let count = ask.count, isForced(subject) else { return [] }
    let most = max(count, sides.pictures.count)
    guard sides.calls.count > most else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["calls"]),
        actual: .integer(sides.calls.count),
        expected: .integer(most),
        why: sides.ledger.purchase
      )
    ]
  }

  private static func isForced(_ subject: Subject) -> Bool {
    subject.operation != nil || subject.model == nil
  }

  static let faults =
    objections + [
      "status=500", "status=503", "status=429 retry-after=1", "status=401", "status=402",
      "status=403", "bad-json", "html-502", "reset", "failed",
    ]

  /// What a provider says of an ask that it will never serve.
  private static let objections = ["status=400", "status=422", "moderated"]

  /// The moments at which an answer is lost although the order was taken.
  private static let losses = [
    "lost-after-accept polls=1", "lost-after-accept by=fin", "lost-after-accept at=status polls=1",
    "lost-after-accept at=result polls=1", "lost-after-accept at=media polls=1",
  ]
}

extension Ask {
  /// The ask in whose course a provider fails.
  func failing(by fault: String) -> Ask {
    lacking(["stream"]).saying(["prompt": .string("\(Subject.prompt) [fault: \(fault)]")])
  }
}
