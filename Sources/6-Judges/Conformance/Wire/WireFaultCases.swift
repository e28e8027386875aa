import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// A forced provider fails: what the client hears, how often it was asked, and what must not leak.
struct WireFaultCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      WireFault.all.filter { $0.provider ?? place.offer.provider == place.offer.provider }
        .map { forced(place, $0) } + [pause(place), slow(place)] + several(place) + mended(place)
    }
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
      id: "wire/faults/\(place.steps)/\(name)",
      requirements,
      fields,
      expectation: expectation
    )
    question.phase = .faults
    return question
  }

  private func forced(_ place: OfferInMode, _ fault: WireFault) -> Case {
    var question = question(
      place,
      fault.name,
      [
        fault.requirement, .routePrefix, .errorShape, .errorNoAmplification,
        .errorNoLeak, .keysDownstream,
      ],
      ["prompt": .string("a fox [fault: \(fault.directives)]")],
      "\(fault.status) \(fault.codes.joined(separator: " or "))"
    ).telling([
      "502": { $0.answers(502) },
      "passed": { seen in seen.answers(seen.calls.last?.exchange?.response?.status.code ?? 0) },
    ])
    question = question.beside(Question.errorTable)
    if let citation = fault.citation { question = question.citing(citation) }
    return question.failing { seen in
      [
        Judgement(
          fault.requirement,
          seen.answers(fault.status) + seen.errs(anyOf: fault.codes)
        ),
        Judgement(.routePrefix, seen.stays(at: place.offer.provider)),
        seen.shapeOfError,
        Judgement(.errorNoAmplification, seen.asks(atMost: 1)),
      ] + seen.discretion
    }
  }

  /// A provider says when to come again, and so does the gateway.
  private func pause(_ place: OfferInMode) -> Case {
    let question = question(
      place,
      "429-pause",
      [.errorForced],
      ["prompt": "a fox [fault: status=429 retry-after=7]"],
      "Retry-After: 7"
    ).citing(.retryAfter).telling([
      "silent": { seen in
        seen.compares(
          seen.fields["Retry-After"].map(JSON.string),
          with: .null,
          at: "headers",
          "Retry-After"
        )
      }
    ])
    return question.failing { [Judgement(.errorForced, $0.field("Retry-After", is: "7"))] }
  }

  /// A provider that takes its time is no failure.
  private func slow(_ place: OfferInMode) -> Case {
    let question = question(
      place,
      "slow",
      [.responseShape, .errorNoAmplification],
      ["prompt": "a fox [fault: slow=20ms polls=1 wrong-size=160x120]"],
      "a picture, after all"
    )
    return question.failing { seen in
      [
        Judgement(.responseShape, seen.refusal.isEmpty ? seen.counts(1) : seen.refusal),
        Judgement(.errorNoAmplification, seen.asks(atMost: 1)),
      ]
    }
  }

  /// Pictures that come otherwise than promised, which a gateway can put right.
  private func mended(_ place: OfferInMode) -> [Case] {
    let inline = question(
      place,
      "inline",
      [.formatUrl],
      ["prompt": "a fox [fault: base64-only wrong-size=160x120]"],
      "a URL, although the provider gives the picture itself"
    )
    let mislabelled = question(
      place,
      "mislabelled",
      [.outputTruthful],
      ["prompt": "a fox [fault: wrong-type wrong-size=160x120]"],
      "the picture's own type, whatever the provider called it"
    )
    return [inline, mislabelled].map { question in
      let requirement = question.requirements[0]
      return question.failing { seen in
        guard seen.refusal.isEmpty, let picture = try await seen.pictures().first else {
          return [Judgement(requirement, seen.refusal + seen.counts(1))]
        }
        let labels = requirement == .outputTruthful ? seen.typeMismatches(picture) : []
        return [Judgement(requirement, labels + seen.soundness(picture))]
      }
    }
  }

  /// Calls side by side, where a request can't be served by one alone.
  private func several(_ place: OfferInMode) -> [Case] {
    (place.mostInOneCall + 2 <= OfferInMode.mostPictures ? [failedCall(place)] : [])
      + (2 * place.mostInOneCall + 1 <= OfferInMode.mostPictures ? [siblings(place)] : [])
  }

  /// One of several calls fails where no other provider may take over: the request fails with its error.
  private func failedCall(_ place: OfferInMode) -> Case {
    let maximum = place.mostInOneCall
    let count = maximum + 2
    let most = (count + maximum - 1) / maximum
    let question = question(
      place,
      "one-of-several",
      [.nFailure, .errorNoAmplification],
      ["n": .integer(count), "prompt": "a fox [fault: status=503 call=2]"],
      "503 UPSTREAM_ERROR"
    ).telling(["fewer": { $0.refusal + $0.counts(count - maximum) }])
    return question.failing { seen in
      [
        Judgement(.nFailure, seen.answers(503) + seen.errs("UPSTREAM_ERROR")),
        Judgement(.errorNoAmplification, seen.asks(atMost: most)),
      ]
    }
  }

  /// The first of three calls fails for good while the others are never ready: they are not waited for.
  private func siblings(_ place: OfferInMode) -> Case {
    let count = 2 * place.mostInOneCall + 1
    // Whoever has asked about work knows its id, and can call it off.
    let isPolled = place.data?.calls[.cancel]?.base == place.data?.calls[.submit]?.base
    let scope = "call=1 barrier=3" + (isPolled ? " polled=2" : "")
    let faults = "[fault: status=503 \(scope)] [fault: never-ready]"
    let question = question(
      place,
      "siblings",
      [.nFailure],
      ["n": .integer(count), "prompt": .string("a fox \(faults)")],
      "503 UPSTREAM_ERROR at once, and the other calls called off"
    ).citing(.siblings)
    return question.failing(within: .seconds(10)) { seen in
      let found = seen.answers(503) + seen.errs("UPSTREAM_ERROR")
      return [Judgement(.nFailure, found.isEmpty ? await seen.leftRunning : found)]
    }
  }
}

extension Question {
  /// The case in which a provider fails; no answer within `patience`, where it is given, is the gateway's fault.
  ///
  /// A gateway may hold its circuit open from an earlier one: no call comes, and nothing can be said.
  func failing(
    within patience: Duration? = nil,
    judging judge: @escaping @Sendable (Evidence) async throws -> [Judgement]
  ) -> Case {
    asking { [self] witness, token in
      witness.excuse(token)
      let seen: Evidence
      do {
        seen = try await witness.testimony(to: ask, for: token, within: patience)
      } catch let error as WireError where patience != nil {
        let late = Mismatch(
          side: .response,
          expected: .string(expectation),
          why: "\(error)"
        )
        return requirements.map { Judgement($0, [late]) }
      }
      guard seen.calls.isEmpty, seen.status >= 500 || seen.status == 429 else {
        return await weighed(try await judge(seen), by: seen)
      }
      let why = "no call came: the gateway holds its circuit open"
      return requirements.map { Judgement($0, .skipped(why: why)) }
    }
  }
}

extension OfferInMode {
  /// How its provider is spoken to.
  fileprivate var data: Provider? { Provider.known[offer.provider] }

  /// Everybody who serves the model in this mode.
  var providers: [String] { model.offers(for: mode).map(\.provider) }
}

extension RequirementName {
  static let formatUrl = RequirementName("format.url")
  static let responseShape = RequirementName("response.shape")
}

extension Citation {
  static let retryAfter = Citation.ruling("retry-after")
  static let siblings = Citation.ruling("siblings")
}
