import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What nobody has to say: keys, money and networks are not for strangers.
  static let ofSafety: [Law] = [
    secrets, discreet.beforeStubs, privateNet.beforeStubs, astray.beforeStubs, keyed,
  ]

  private static let secrets = each(
    "secrets",
    .safety,
    "No key of anybody's goes where it is not meant to."
  ) { _, sides, _ in
    sides.leaks.prefix(1).map { Mismatch(side: .response, why: $0) }
  }

  private static let discreet = each(
    "discreet",
    .policy,
    "A refusal shows neither where a provider is nor what it said word for word."
  ) { _, sides, _ in
    guard let status = sides.status, status >= 400 else { return [] }
    return sides.indiscretions.prefix(1).map { Mismatch(side: .response, why: $0) }
  }
  .prepared(failing(by: faults))

  /// The URLs are left open until the ask is put: the port is another each time.
  private static let privateNet = related(
    "private-net",
    .safety,
    "No URL that a client names leads a gateway to a port of its own machine, however it is spelled.",
    prepare: plainly
  ) { ask, subject in
    guard ask.fault == nil else { return nil }
    return Tripwire.Spelling.allCases.map {
      ask.naming("\($0.placeholder)/picture.png", isEdit: subject.mode == .edit)
    }
  } judge: { trial in
    Broken.astray(trial)
  }

  private static let astray = related(
    "astray",
    .safety,
    "No URL that a provider names leads a gateway to a port of its own machine.",
    prepare: plainly
  ) { ask, _ in
    ask.fault == nil ? ways.map(ask.ledAstray) : nil
  } judge: { trial in
    Broken.astray(trial)
  }

  private static let ways = [
    "media-at=", "polls-at= polls=1", "redirects-to= call=1", "redirects-to= at=status polls=1",
    "redirects-to= at=media",
  ].map { $0.replacing("=", with: "=\(Tripwire.Spelling.plain.placeholder)", maxReplacements: 1) }

  private static let keyed = related(
    "keyed",
    .openai,
    "Without a key, or with another's, nobody is served.",
    prepare: plainly
  ) { ask, subject in
    guard subject.isKeyed else { return nil }
    return [ask, ask.under(key: nil), ask.under(key: "sk-nobody-0000000000000000")]
  } judge: { trial in
    for (index, sides) in trial.sides.enumerated().dropFirst() {
      guard let status = sides.status, sides.isServed || !sides.calls.isEmpty else { continue }
      return Broken(asks: [index], [wrong(["status"], .integer(status), 401)])
    }
    return nil
  }
}

extension Broken {
  /// The first ask that led a gateway to the tripwire.
  fileprivate static func astray(_ trial: Trial) -> Broken? {
    guard let index = trial.sides.firstIndex(where: { !$0.visits.isEmpty }) else { return nil }
    let mismatch = Mismatch(
      side: .upstream,
      pointer: JSONPointer(["visits"]),
      actual: .string(trial.sides[index].visits[0]),
      why: "{tripwire-…} stands for a port of this machine that nobody has a reason to visit"
    )
    return Broken(asks: [index], [mismatch])
  }
}

extension Ask {
  /// The ask in which a provider's answers lead to a port of the gateway's machine.
  fileprivate func ledAstray(by way: String) -> Ask {
    // Who hands over bytes has fetched the picture.
    lacking(["n", "stream"]).saying([
      "prompt": .string("\(Subject.prompt) [fault: \(way)]"), "response_format": "b64_json",
    ])
  }

  /// The ask with a URL wherever a client may name a picture.
  fileprivate func naming(_ url: String, isEdit: Bool) -> Ask {
    var ask = self
    ask.encoding = .json
    ask.pictures = []
    ask.mask = nil
    ask.fields["image_url"] = .string(url)
    if isEdit { ask.fields["images"] = [["image_url": .string(url)]] }
    return ask
  }
}
