import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// The parts of an answer beside its pictures: who served it, from which prompt, under which id.
struct WireAnswerCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      [headers(place), standardID(place), body(place), prompt(place), prefix(place), offer(place)]
        + [another(place), refused(place), keptSecret(place)]
    } + free(places)
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: RequirementName,
    _ expectation: String
  ) -> Question {
    Question(place, name, [requirement], [:], expectation: expectation)
  }

  func headers(_ place: OfferInMode) -> Case {
    let question = question(place, "headers", .metaHeaders, "who served it, and the request's id")
    return question.beside("request-id").served { seen in
      seen.field("X-Lumenfall-Provider", is: place.offer.provider)
        + seen.namesModel(place) + seen.requestID
    }
  }

  /// OpenAI's clients read the id in another field than the documented one.
  func standardID(_ place: OfferInMode) -> Case {
    let question = question(place, "x-request-id", .metaHeaders, "the same id in x-request-id")
      .citing(.requestID)
    return question.served {
      $0.field("x-request-id", is: $0.fields["X-Lumenfall-Request-Id"] ?? "an id")
    }
  }

  /// An id tells one request from another.
  private func another(_ place: OfferInMode) -> Case {
    var question = question(place, "ids", .metaHeaders, "another id for another request")
    question.ask.fields["prompt"] = Ask.smallPicture
    let request = question.ask
    return question.asking { witness, token in
      let one = try await witness.testimony(to: request, for: token)
      let two = try await witness.testimony(to: request, for: token)
      let id = one.fields["X-Lumenfall-Request-Id"]
      let isNew = id != nil && id != two.fields["X-Lumenfall-Request-Id"]
      let found = one.refusal + two.refusal
      return [
        Judgement(
          .metaHeaders,
          !found.isEmpty || isNew
            ? found
            : one.compares(
              id.map(JSON.string),
              with: "an id of its own",
              at: "headers",
              "X-Lumenfall-Request-Id"
            )
        )
      ]
    }
  }

  /// The case for the id of a refused request, which a user who asks for help needs.
  func refused(_ place: OfferInMode) -> Case {
    var question = question(place, "refused", .metaHeaders, "the id of a refused request")
      .citing(.requestID)
    question.ask.fields["n"] = 99
    return question.judged { seen in
      guard let id = seen.fields["X-Lumenfall-Request-Id"], !id.isEmpty else {
        let found = seen.compares(
          nil,
          with: "the request's id",
          at: "headers",
          "X-Lumenfall-Request-Id"
        )
        return [Judgement(.metaHeaders, found)]
      }
      return [Judgement(.metaHeaders, seen.field("x-request-id", is: id))]
    }
  }

  /// An answer that succeeds keeps the gateway's keys as well as one that fails.
  func keptSecret(_ place: OfferInMode) -> Case {
    var question = question(place, "downstream", .keysDownstream, "no key of the gateway's")
    question.ask.fields["prompt"] = Ask.smallPicture
    return question.judged { seen in [seen.keysDownstream] }
  }

  func body(_ place: OfferInMode) -> Case {
    let question = question(place, "body", .metaBody, "id, model, executed_model, provider, cost")
    return question.served { seen in
      let metadata = seen.answer?["metadata"]
      var found =
        seen.compares(metadata?["model"], with: .string(place.model.id), at: "metadata", "model")
        + seen.compares(
          metadata?["provider"],
          with: .string(place.offer.provider),
          at: "metadata",
          "provider"
        )
      if seen.answer?["id"]?.stringValue?.isEmpty != false {
        found += seen.compares(seen.answer?["id"], with: "the request's id", at: "id")
      }
      let executed = metadata?["executed_model"]?.stringValue ?? ""
      if !executed.hasPrefix("\(place.offer.provider)/") {
        found += seen.compares(
          metadata?["executed_model"],
          with: .string("\(place.offer.provider)/\(place.operation.endpoint)"),
          at: "metadata",
          "executed_model"
        )
      }
      if metadata?.objectValue?.names.contains("cost") != true {
        found += seen.compares(nil, with: "a number or null", at: "metadata", "cost")
      }
      return found
    }
  }

  /// The case for the prompt: the one that the provider says it used, else the client's.
  func prompt(_ place: OfferInMode) -> Case {
    var question = question(place, "prompt", .responsePrompt, "revised_prompt")
    question.ask.fields["prompt"] = "a red cube [fault: rewritten wrong-size=160x120]"
    return question.served { seen in
      let answered = seen.exchanges.lazy.compactMap { exchange in
        (try? JSON(parsing: exchange.responseBody))?["prompt"]?.stringValue
      }.first { !$0.isEmpty }
      let expected = JSON.string(answered ?? seen.sent.prompt)
      let revised = seen.items.first?["revised_prompt"]
      return seen.compares(revised, with: expected, at: "data", "0", "revised_prompt")
    }
  }

  /// The endpoint that the page names, and no other of the same provider.
  func offer(_ place: OfferInMode) -> Case {
    let endpoint = place.operation.endpoint
    var question = question(place, "offer", .routeOffer, "a call to \(endpoint)")
    question.ask.fields["prompt"] = Ask.smallPicture
    return question.served { $0.calls.flatMap { $0.goesElsewhere(than: endpoint) } }
  }

  private func prefix(_ place: OfferInMode) -> Case {
    let provider = place.offer.provider
    let question = question(place, "prefix", .routePrefix, "\(provider) and nobody else")
    return question.served { $0.stays(at: provider) }
  }

  /// Without a prefix, some offer of the model serves it, and the answer says which.
  private func free(_ places: [OfferInMode]) -> [Case] {
    var seen: Set<String> = []
    return places.filter { seen.insert("\($0.model.id)/\($0.mode)").inserted }.map { place in
      var question = question(place, "", .metaHeaders, "the provider that was called").unforced
      question.id = "wire/meta/\(place.model.id)/any/\(place.mode.rawValue)/headers"
      return question.served { seen in
        guard let call = seen.calls.last else { return seen.calls(1) }
        return seen.field("X-Lumenfall-Provider", is: call.provider)
      }
    }
  }
}

extension Evidence {
  func field(_ name: HTTPFieldName, is expected: String) -> [Mismatch] {
    let value = fields[name].map(JSON.string)
    return compares(value, with: .string(expected), at: "headers", name.raw)
  }

  /// A mismatch where the model's name is no name of this one, with or without its provider's before it.
  fileprivate func namesModel(_ place: OfferInMode) -> [Mismatch] {
    let name = fields["X-Lumenfall-Model"] ?? ""
    guard name != place.forcedModel, name != place.freeModel else { return [] }
    return field("X-Lumenfall-Model", is: place.model.id)
  }

  /// The request's id stands in a field and in the body, and is the same there.
  var requestID: [Mismatch] {
    guard let id = fields["X-Lumenfall-Request-Id"], !id.isEmpty else {
      return compares(nil, with: "the request's id", at: "headers", "X-Lumenfall-Request-Id")
    }
    return compares(answer?["id"], with: .string(id), at: "id")
  }

  /// Mismatches where another provider than `provider` was asked for pictures.
  func stays(at provider: String) -> [Mismatch] {
    calls.filter { $0.provider != provider }.map { call in
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["provider"]),
        actual: .string(call.provider),
        expected: .string(provider)
      )
    }
  }
}

extension RequirementName {
  static let errorNoLeak = RequirementName("error.no-leak")
  static let keysDownstream = RequirementName("keys.downstream")
  static let metaBody = RequirementName("meta.body")
  static let metaHeaders = RequirementName("meta.headers")
  static let responsePrompt = RequirementName("response.prompt")
  static let routePrefix = RequirementName("route.prefix")
}

extension Citation {
  static let requestID = Citation.ruling("request-id")
}
