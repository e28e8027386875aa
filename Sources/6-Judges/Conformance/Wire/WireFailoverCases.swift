import Contract
import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages

/// The first provider fails and none is forced: another takes over, or none may.
struct WireFailoverCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    guard claims.failover else { return [] }
    var seen: Set<String> = []
    return places.filter { seen.insert("\($0.model.id)/\($0.mode)").inserted }
      .filter { $0.providers.count > 1 }
      .flatMap { place in
        takenOver(place) + kept(place) + limited(place) + [exhausted(place)] + missing(place)
      }
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: RequirementName,
    _ fault: String,
    _ expectation: String
  ) -> Question {
    var question = Question(
      place,
      id: "wire/failover/\(place.model.id)/any/\(place.mode.rawValue)/\(name)",
      [requirement],
      ["prompt": .string("a fox [fault: \(fault)]")],
      expectation: expectation
    ).unforced
    question.phase = .failover
    return question
  }

  /// The first call of the case fails, whichever provider it goes to.
  private func takenOver(_ place: OfferInMode) -> [Case] {
    let documented = ["status=429", "status=500", "status=502", "status=503"]
    let ruled = [
      "status=408", "status=404", "status=401", "status=403", "html-502",
    ]
    return (documented.map { ($0, .routeFailover) } + ruled.map { ($0, .routeFailoverMore) })
      .map { (fault: String, requirement: RequirementName) -> Case in
        let name = fault.replacing("status=", with: "")
        let expectation = "a picture by another provider"
        var question = question(place, name, requirement, "\(fault) call=1", expectation)
        if requirement == .routeFailover, name != "429" { question = question.citing(.failover5xx) }
        question.requirements += [.metaHeaders, .costNoMarkup]
        if let price = place.priceCitation {
          question = question.citing(price, for: .costNoMarkup)
        }
        return question.failing { seen in
          let found = seen.refusal.isEmpty ? seen.isTakenOver : seen.refusal
          let last = seen.calls.last?.provider ?? ""
          return [
            Judgement(requirement, found),
            Judgement(
              .metaHeaders,
              found.isEmpty ? seen.field("X-Lumenfall-Provider", is: last) : []
            ),
            found.isEmpty
              ? seen.costs(place.priceOfOne(at: last)) : Judgement(.costNoMarkup, []),
          ]
        }
      }
  }

  /// Failures that the client itself caused, which no other provider may mend.
  private func kept(_ place: OfferInMode) -> [Case] {
    let kept = [
      ("400", "status=400 call=1", 400, "UPSTREAM_ERROR"),
      ("422", "status=422 call=1", 422, "UPSTREAM_ERROR"),
      ("moderated", "moderated call=1", 400, "CONTENT_POLICY_VIOLATION"),
    ]
    return kept.map { name, fault, status, code in
      let requirement = RequirementName.routeFailoverMore
      let question = question(place, name, requirement, fault, "\(status) \(code), and one call")
        .citing(.failoverNever).telling(["elsewhere": { $0.refusal + $0.isTakenOver }])
      return question.failing { seen in
        let found = seen.answers(status) + seen.errs(code) + seen.calls(1)
        return [Judgement(requirement, found)]
      }
    }
  }

  private func exhausted(_ place: OfferInMode) -> Case {
    var question = question(
      place,
      "all-500",
      .errorExhausted,
      "status=500",
      "502 ALL_PROVIDERS_EXHAUSTED"
    )
    question.requirements += [.errorTypes, .errorNoLeak, .keysDownstream, .errorNoAmplification]
    let most = place.providers.count
    return question.failing { seen in
      [
        Judgement(
          .errorExhausted,
          seen.answers(502) + seen.errs("ALL_PROVIDERS_EXHAUSTED")
        ),
        Judgement(.errorTypes, seen.errs(type: "api_error")),
        Judgement(.errorNoAmplification, seen.asks(atMost: most)),
      ] + seen.discretion
    }
  }

  /// The longest pause counts, whether the first provider asks for it or the others do.
  private func limited(_ place: OfferInMode) -> [Case] {
    [("all-429", 9, 4), ("all-429-rising", 4, 9)].map { name, first, others in
      var question = question(
        place,
        name,
        .errorExhausted429,
        "status=429 retry-after=\(first) call=1] [fault: status=429 retry-after=\(others)",
        "429 RATE_LIMITED, Retry-After: 9"
      ).telling([
        "502": { $0.answers(502) + $0.errs("ALL_PROVIDERS_EXHAUSTED") },
        "silent": { seen in
          seen.answers(429) + seen.errs("RATE_LIMITED")
            + seen.compares(
              seen.fields["Retry-After"].map(JSON.string),
              with: .null,
              at: "headers",
              "Retry-After"
            )
        },
      ])
      question.requirements.append(.errorTypes)
      return question.failing { seen in
        [
          Judgement(
            .errorExhausted429,
            seen.answers(429) + seen.errs("RATE_LIMITED") + seen.field("Retry-After", is: "9")
          ),
          Judgement(.errorTypes, seen.errs(type: "rate_limit_error")),
        ]
      }
    }
  }

  /// Of three pictures one fails: only that one is asked of the next provider, from the same seed.
  private func missing(_ place: OfferInMode) -> [Case] {
    let count = place.mostInOneCall + 2
    guard count <= OfferInMode.mostPictures else { return [] }
    var question = question(
      place,
      "one-of-several",
      .nFailure,
      "status=503 call=2",
      "the missing pictures, and only those, from the next provider"
    ).citing(.missingPictures)
    question.ask.fields["n"] = .integer(count)
    if place.takesSeeds { question.ask.fields["seed"] = 42 }
    return [
      question.failing { seen in
        [Judgement(.nFailure, seen.refusal.isEmpty ? seen.isMended(count) : seen.refusal)]
      }
    ]
  }
}

extension Evidence {
  /// Mismatches unless one other provider, and only one, made the picture.
  fileprivate var isTakenOver: [Mismatch] {
    guard calls.count == 2, calls[0].provider != calls[1].provider else {
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["calls"]),
          actual: .array(calls.map { .string($0.provider) }),
          expected: "one call to each of two providers"
        )
      ]
    }
    return counts(1)
  }

  /// Mismatches unless other providers were asked for exactly the pictures that the first did not give.
  fileprivate func isMended(_ count: Int) -> [Mismatch] {
    let found = counts(count)
    guard found.isEmpty, let first = calls.first?.provider else { return found + calls(2) }
    guard calls.allSatisfy({ $0.input["seed"] != nil }) else { return [] }
    let given = calls.filter { $0.provider == first && $0.isTaken }.flatMap(\.seeds)
    let anew = calls.filter { $0.provider != first && $0.isTaken }.flatMap(\.seeds)
    let missing = (42..<42 + count).filter { !given.contains($0) }
    guard anew.sorted() != missing || missing.isEmpty else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["input", "seed"]),
        actual: .array(anew.sorted().map(JSON.integer)),
        expected: .array(missing.map(JSON.integer))
      )
    ]
  }
}

extension OfferInMode {
  /// What one picture of this model costs at a provider; nil where nobody says, or where its pixels decide.
  fileprivate func priceOfOne(at provider: String) -> Money? {
    let offer = model.offers(for: mode).first { $0.provider == provider }
    return offer?.price.flatMap { $0.isPerMegapixel ? nil : $0.reckoned() }
  }
}

extension UpstreamCall {
  /// The seed of each picture that it asks for.
  fileprivate var seeds: [Int] {
    guard let seed = input["seed"]?.intValue else { return [] }
    let batch = operations.lazy.compactMap(\.batch).first
    let count = batch.flatMap { input[$0.field]?.intValue } ?? 1
    return (0..<count).map { seed + $0 }
  }
}

extension RequirementName {
  static let errorExhausted = RequirementName("error.exhausted")
  static let errorExhausted429 = RequirementName("error.exhausted-429")
  static let nFailure = RequirementName("n.failure")
  static let routeFailover = RequirementName("route.failover")
  static let routeFailoverMore = RequirementName("route.failover-more")
}

extension Citation {
  static let failover5xx = Citation.ruling("failover-5xx")
  static let failoverNever = Citation.ruling("failover-never")
  static let missingPictures = Citation.ruling("missing-pictures")
}
