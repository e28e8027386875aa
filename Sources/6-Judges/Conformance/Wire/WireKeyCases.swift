import CanonicalJSON
import Catalog
import Contract
import Exchanges
import HTTPMessages

/// Cases of keys: the client's goes to the gateway, a provider's to that provider, and neither any farther.
struct WireKeyCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    places.map(upstream) + shared(places)
  }

  /// One of those that documents may show and nobody has.
  private static let address = "203.0.113.77"

  /// The client's own key and cookie stay with the gateway.
  func upstream(_ place: OfferInMode) -> Case {
    var question = Question(
      place,
      "upstream",
      [.keysUpstream, .keysForwarded],
      ["prompt": Ask.smallPicture],
      expectation: "no provider sees the client's key, cookie or address"
    ).telling(["passed": { $0.keeps(WireKeyCases.address) }])
    question.ask.extra["X-Forwarded-For"] = WireKeyCases.address
    question.ask.extra["Forwarded"] = "for=\(WireKeyCases.address)"
    question.ask.extra["Cookie"] = "session=\(Ask.cookie)"
    let bringsKeys = claims.byok
    return question.judged { seen in
      let key = bringsKeys ? [] : seen.carries(seen.witness?.key ?? "", called: "the client's key")
      let cookie = seen.carries(Ask.cookie, called: "the client's cookie")
      let address = seen.carries(WireKeyCases.address, called: "the client's address")
      return [Judgement(.keysUpstream, key + cookie), Judgement(.keysForwarded, address)]
    }
  }

  /// A provider that takes over is called with its own key, and not with that of the one that failed.
  private func shared(_ places: [OfferInMode]) -> [Case] {
    guard claims.failover else { return [] }
    let models = Dictionary(grouping: places) { "\($0.model.id)/any/\($0.mode.rawValue)" }
    return models.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { steps, places in
      var question = Question(
        places[0],
        "",
        [.keysUpstream],
        [
          "prompt": "a fox [fault: status=503 call=\(places.count + 1)] [fault: wrong-size=160x120]"
        ],
        expectation: "each provider gets its own key"
      ).unforced
      question.id = "wire/keys/\(steps)/own"
      question.phase = .failover
      let free = question.ask
      return question.asking { witness, token in
        witness.excuse(token)
        let forced = places.map { $0.ask(["prompt": Ask.smallPicture]) }
        let seen = try await witness.testimonies(to: forced + [free], for: token)
        var own: [String: Set<String>] = [:]
        for evidence in seen.dropLast() { own.merge(evidence.credentials) { $0.union($1) } }
        let shared = seen[places.count].credentials.filter { provider, keys in
          !keys.isSubset(of: own[provider] ?? keys)
        }
        let found = shared.keys.sorted().map { provider in
          Mismatch(
            side: .upstream,
            pointer: JSONPointer(["headers"]),
            actual: .string("another provider's key, at \(provider)"),
            why: "whoever took over was called with a key that is not its own"
          )
        }
        return [Judgement(.keysUpstream, found)]
      }
    }
  }
}

extension Evidence {
  /// A mismatch where what was planted reached no provider.
  fileprivate func keeps(_ planted: String) -> [Mismatch] {
    carries(planted, called: planted).isEmpty
      ? [Mismatch(side: .upstream, why: "\(planted) reached no provider")] : []
  }
}

extension Ask {
  /// The value of a cookie that is planted to see whether it goes along.
  static let cookie = "touchstone-planted-cookie-5d1c"
}

extension RequirementName {
  static let keysForwarded = RequirementName("keys.forwarded")
  static let keysElsewhere = RequirementName("keys.elsewhere")
  static let keysUpstream = RequirementName("keys.upstream")
}
