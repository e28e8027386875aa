import CanonicalJSON
import Catalog
import Contract
import Exchanges
import HTTPMessages

/// Cases of networks: URLs lead nowhere that only this machine is, and an answer comes in bounded time.
struct WireNetworkCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    var providers: Set<String> = []
    let one = places.filter { providers.insert("\($0.offer.provider)/\($0.mode)").inserted }
    // How a picture is fetched depends on neither model nor mode, and each takes as long as the gateway's patience.
    var fetched: Set<String> = []
    let each = one.filter { fetched.insert($0.offer.provider).inserted }
    return places.flatMap(provider) + one.flatMap(client) + each.flatMap(bounds)
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirements: [RequirementName],
    _ fields: JSONObject,
    _ expectation: String
  ) -> Question {
    var question = Question(
      place,
      id: "wire/net/\(place.steps)/\(name)",
      requirements,
      fields,
      expectation: expectation
    )
    question.phase = .faults
    return question
  }

  /// The URLs that a provider may name, and the faults that bring a gateway to go there.
  private static let ways: [(name: String, faults: String)] = [
    ("polls", "polls-at={tripwire} polls=1"),
    ("picture", "media-at={tripwire}"),
    ("redirected-order", "redirects-to={tripwire} call=1"),
    ("redirected-poll", "redirects-to={tripwire} at=status polls=1"),
    ("redirected-picture", "redirects-to={tripwire} at=media"),
  ]

  private func provider(_ place: OfferInMode) -> [Case] {
    WireNetworkCases.ways.map { name, faults in
      let question = question(
        place,
        name,
        [.netPrivate, .keysElsewhere],
        [
          "prompt": .string("a fox [fault: \(faults) wrong-size=160x120]"),
          "response_format": "b64_json",
        ],
        "nobody comes to that port"
      )
      return question.trapping()
    }
  }

  /// A client names a picture on the gateway's own machine, in every spelling.
  private func client(_ place: OfferInMode) -> [Case] {
    let url = JSON.string("\(Tripwire.placeholder)/picture.png")
    return Tripwire.Spelling.allCases.map { spelling in
      var question = question(
        place,
        "client-\(spelling.rawValue)",
        [.netPrivate, .keysElsewhere],
        ["prompt": Ask.smallPicture],
        "nobody comes to that port"
      )
      question.ask.pictures = []
      question.ask.encoding = .json
      question.ask.fields["image_url"] = url
      if place.mode == .edit { question.ask.fields["images"] = [["image_url": url]] }
      question.phase = .normal
      return question.trapping(spelling)
    }
  }

  /// Pictures without an end, or of more pixels than a gateway should decode.
  private func bounds(_ place: OfferInMode) -> [Case] {
    ["endless", "false-length", "drip", "bomb"].map { fault in
      let question = question(
        place,
        fault,
        [.netBounds],
        [
          "prompt": .string("a fox [fault: \(fault)]"), "response_format": "b64_json",
        ],
        "an answer in time, and pictures as before"
      )
      return question.asking { witness, token in
        witness.excuse(token)
        let ended = try await witness.ends(question.ask, for: token)
        guard ended.isEmpty else { return [Judgement(.netBounds, ended)] }
        var plain = question.ask
        plain.fields["prompt"] = Ask.smallPicture
        plain.fields["response_format"] = nil
        return [Judgement(.netBounds, try await witness.testimony(to: plain, for: token).refusal)]
      }
    }
  }
}

extension WireWitness {
  /// A mismatch where an ask gets no answer in bounded time.
  fileprivate func ends(_ ask: Ask, for token: CaseToken) async throws -> [Mismatch] {
    do {
      _ = try await testimony(to: ask, for: token, within: longestWait)
      return []
    } catch let error as WireError {
      return [Mismatch(side: .response, expected: "an answer, such as an error", why: "\(error)")]
    }
  }
}

extension Question {
  /// The case that looks who came to the tripwire, and with what.
  func trapping(_ spelling: Tripwire.Spelling = .plain) -> Case {
    asking { [self] witness, token in
      guard let tripwire = witness.tripwire else {
        let why = "there is no tripwire"
        return requirements.map { Judgement($0, .skipped(why: why)) }
      }
      witness.excuse(token)
      defer { tripwire.forget(token) }
      let ask = ask.led(to: tripwire.url(of: token, spelling))
      let seen = try await witness.testimony(to: ask, for: token)
      let visits = tripwire.visits(of: token)
      return [
        Judgement(.netPrivate, seen.stays(awayFrom: visits)),
        Judgement(.keysElsewhere, seen.tellsKeys(to: visits)),
      ]
    }
  }
}

extension RequirementName {
  static let netBounds = RequirementName("net.bounds")
  static let netPrivate = RequirementName("net.private")
}
