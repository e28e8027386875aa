import Contract
import CanonicalJSON
import Catalog
import HTTPMessages

/// The models that the gateway lists, by name, by alias, and as schemas.
struct WireModelCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    let byModel = Dictionary(grouping: places, by: \.model.id)
    let models = byModel.keys.sorted().compactMap { byModel[$0]?.first }
    return [list(Set(places.map(\.listedName)).sorted())] + models.flatMap(cases(of:))
  }

  private func cases(of place: OfferInMode) -> [Case] {
    [get(place), unknown(place), schema(place), facts(place)] + aliases(place) + otherCase(place)
  }

  private func question(
    _ name: String,
    _ requirement: RequirementName,
    _ path: String,
    _ expectation: String
  ) -> Question {
    Question(
      id: "wire/models/\(name)",
      [requirement],
      Ask(method: .get, path: path),
      expectation: expectation
    )
  }

  private func list(_ names: [String]) -> Case {
    let question = question("list", .modelsList, "/models", "every model, as a list")
    return question.served { seen in
      let ids = (seen.answer?["data"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
      let missing = names.filter { !ids.contains($0) }
      let found = seen.compares(seen.answer?["object"], with: "list", at: "object")
      return found
        + missing.map { name in
          Mismatch(
            side: .response,
            pointer: JSONPointer(["data"]),
            actual: .array(ids.map(JSON.string)),
            expected: .string(name)
          )
        }
        + (seen.answer?["data"]?.arrayValue ?? []).flatMap { seen.misses(model: $0) }
    }
  }

  private func get(_ place: OfferInMode) -> Case {
    let name = place.listedName
    let id = "\(place.model.id)/get"
    let question = question(id, .modelsGet, "/models/\(name)", "the model's own object")
    return question.served { seen in
      seen.compares(seen.answer?["id"], with: .string(name), at: "id")
        + seen.misses(model: seen.answer ?? .null)
    }
  }

  /// The last letter wrong: near enough for a hint.
  private func unknown(_ place: OfferInMode) -> Case {
    let name = place.listedName
    let id = "\(place.model.id)/unknown"
    let path = "/models/\(name.dropLast())z"
    let question = question(id, .modelsGet, path, "404 with \"Did you mean\"")
    return question.citing(.modelNotFound).beside(Question.errorTable).judged { seen in
      let message = seen.answer?["error"]?["message"]
      let isHelpful = message?.stringValue.map {
        $0.contains("Did you mean") && $0.contains(name)
      }
      let hint = JSON.string("…Did you mean '\(name)'?")
      return [
        Judgement(
          .modelsGet,
          seen.answers(404) + seen.errs("MODEL_NOT_FOUND")
            + (isHelpful == true ? [] : seen.compares(message, with: hint, at: "error", "message"))
        )
      ]
    }
  }

  private func aliases(_ place: OfferInMode) -> [Case] {
    place.model.aliases.flatMap { alias -> [Case] in
      let isListed = WireModelCases.listsAlias(place)
      let elsewhere: Citation = isListed ? .aliasPaths : .headingAlias
      let page = question("\(alias)/get", .modelsAlias, "/models/\(alias)", "the model's object")
        .citing(elsewhere)
      let schema = question(
        "\(alias)/schema",
        .modelsAlias,
        "/models/\(alias)?schema=true",
        "the model's schema"
      ).citing(elsewhere)
      let names = place.model.parameters.map(\.name)
      var request = Question(
        place,
        id: "wire/models/\(alias)/served",
        [.modelsAlias],
        [:],
        expectation: "served by \(place.model.id)"
      ).unforced
      request.ask.fields["model"] = .string(alias)
      if !isListed { request = request.citing(elsewhere) }
      let endpoints = place.model.offers.compactMap { $0.operations[place.mode]?.endpoint }
      return [
        schema.served { seen in
          let text = String(decoding: seen.body, as: UTF8.self)
          return seen.holds(names, among: names.filter { text.contains(JSON.string($0).text()) })
        },
        page.served {
          $0.compares($0.answer?["id"], with: .string(place.model.id), at: "id")
        },
        request.served { seen in
          guard let call = seen.calls.first else { return seen.calls(1) }
          return endpoints.flatMap { call.goesElsewhere(than: $0) }.count < endpoints.count
            ? [] : call.goesElsewhere(than: place.operation.endpoint)
        },
        forced(place, alias),
      ]
    }
  }

  /// One page lists its alias; the others only have it in their headings.
  private static func listsAlias(_ place: OfferInMode) -> Bool {
    place.model.id == "flux.1-kontext-max"
  }

  func forced(_ place: OfferInMode, _ alias: String) -> Case {
    var question = Question(
      place,
      id: "wire/models/\(alias)/forced",
      [.modelsAlias],
      [:],
      expectation: "served by \(place.model.id)"
    )
    question.provider = nil
    question.ask.fields["model"] = .string("\(place.offer.provider)/\(alias)")
    return question.citing(WireModelCases.listsAlias(place) ? .aliasPaths : .headingAlias)
      .served { seen in
        seen.calls.first?.goesElsewhere(than: place.operation.endpoint) ?? seen.calls(1)
      }
  }

  private func otherCase(_ place: OfferInMode) -> [Case] {
    let listed = place.listedName
    let name = listed == listed.uppercased() ? listed.lowercased() : listed.uppercased()
    let page = question("\(place.model.id)/case", .modelsCase, "/models/\(name)", "404")
    var request = Question(
      place,
      id: "wire/models/\(place.model.id)/case-request",
      [.modelsCase],
      [:],
      expectation: "404"
    ).unforced
    request.ask.fields["model"] = .string(name)
    return [page, request].map { $0.refused(status: 404) }
  }

  private func schema(_ place: OfferInMode) -> Case {
    let model = place.model
    let path = "/models/\(place.listedName)?schema=true"
    var question = question("\(model.id)/schema", .modelsSchema, path, "parameters and sizes")
    question.model = model.id
    let names = model.parameters.map(\.name)
    let rows = model.sizes.rows.map { "\($0.pixels)" }
    var shape = question.telling([
      "own": { seen in
        let text = String(decoding: seen.body, as: UTF8.self)
        return seen.refusal + seen.holds(names, among: names.filter { text.contains($0) })
      }
    ])
    shape.requirements.append(.modelsSchemaShape)
    return shape.judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(.modelsSchema, seen.refusal)] }
      // The page says that there is a schema of these parameters, but not what it looks like.
      let text = String(decoding: seen.body, as: UTF8.self)
      let named = names.filter { text.contains(JSON.string($0).text()) }
      let parameters = seen.answer?["parameters"]?.arrayValue ?? []
      let shown = parameters.compactMap { $0["name"]?.stringValue }
      let sizes = (seen.answer?["sizes"]?["rows"]?.arrayValue ?? []).map { row in
        "\(row["width"]?.intValue ?? 0)x\(row["height"]?.intValue ?? 0)"
      }
      return [
        Judgement(.modelsSchema, seen.holds(names, among: named)),
        Judgement(
          .modelsSchemaShape,
          seen.compares(seen.answer?["id"], with: .string(place.listedName), at: "id")
            + seen.compares(seen.answer?["object"], with: "model.schema", at: "object")
            + seen.holds(names, among: shown, at: "parameters")
            + seen.holds(rows, among: sizes, at: "sizes", "rows")
            + model.parameters.flatMap { seen.describes($0, among: parameters) }
        ),
      ]
    }
  }

  /// Everything that the page says of a model beside its parameters.
  private func facts(_ place: OfferInMode) -> Case {
    let model = place.model
    let path = "/models/\(place.listedName)"
    let question = question("\(model.id)/facts", .modelsFacts, path, "what the page says of it")
    let facts: JSONObject = [
      "name": .string(model.name), "creator_organization": .string(model.creator),
      "family": .string(model.family), "model_status": .string(model.status),
      "aliases": .array(model.aliases.map { .string($0) }),
      "tags": .array(model.tags.map { .string($0) }),
      "capabilities": .array(model.modes.map { .string($0.title) }),
      "input_modalities": .array(model.inputModalities.map { .string($0) }),
      "output_modalities": .array(model.outputModalities.map { .string($0) }),
      "max_input_images": .integer(model.maxInputImages),
      "max_output_images": model.maxOutputImages.map { .integer($0) } ?? .null,
      "max_resolution": model.maxResolution.map { .string("\($0)") } ?? .null,
    ]
    return question.served { seen in
      let offers = seen.answer?["providers"]?.arrayValue ?? []
      return facts.members.flatMap { fact in
        seen.compares(seen.answer?[fact.name], with: fact.value, at: fact.name)
      } + model.offers.flatMap { seen.describes($0, among: offers) }
    }
  }
}

extension Evidence {
  /// Mismatches where a model's object lacks what OpenAI's has.
  func misses(model: JSON) -> [Mismatch] {
    var found = compares(model["object"], with: "model", at: "object")
    if model["created"]?.intValue == nil {
      found += compares(model["created"], with: "a whole number", at: "created")
    }
    if model["owned_by"]?.stringValue == nil {
      found += compares(model["owned_by"], with: "a string", at: "owned_by")
    }
    return found
  }

  /// Mismatches where a parameter is not described as the page has it.
  fileprivate func describes(_ parameter: Parameter, among shown: [JSON]) -> [Mismatch] {
    let index = shown.firstIndex { $0["name"]?.stringValue == parameter.name }
    guard let index else { return [] }
    let wanted: JSONObject = [
      "type": .string(parameter.kind.rawValue), "required": .bool(parameter.isRequired),
      "default": parameter.defaultValue ?? .null,
      "values": parameter.values.map { .array($0) } ?? .null,
      "min": parameter.minimum.map { .number(JSONNumber($0)) } ?? .null,
      "max": parameter.maximum.map { .number(JSONNumber($0)) } ?? .null,
      "modes": .array(parameter.modes.map { .string($0.rawValue) }),
      "only_at": parameter.onlyAt.map { .string($0) } ?? .null,
    ]
    return wanted.members.flatMap { member in
      compares(
        shown[index][member.name],
        with: member.value,
        at: "parameters",
        String(index),
        member.name
      )
    }
  }

  /// Mismatches where an offer is not listed as the page has it.
  fileprivate func describes(_ offer: Offer, among shown: [JSON]) -> [Mismatch] {
    guard let index = shown.firstIndex(where: { $0["config_key"]?.stringValue == offer.key }) else {
      return holds([offer.key], among: [], at: "providers")
    }
    let endpoints = Set(offer.operations.values.map(\.endpoint)).sorted()
    let ids = shown[index]["provider_model_ids"]?.arrayValue?.compactMap(\.stringValue) ?? []
    return compares(
      .array(ids.sorted().map { .string($0) }),
      with: .array(endpoints.map { .string($0) }),
      at: "providers",
      String(index),
      "provider_model_ids"
    )
      + compares(
        shown[index]["source"],
        with: .string(offer.source),
        at: "providers",
        String(index),
        "source"
      )
  }

  /// Mismatches where one of `wanted` is not among the answer's words.
  func holds(_ wanted: [String], among words: [String], at pointer: String...) -> [Mismatch] {
    wanted.filter { !words.contains($0) }.map { word in
      Mismatch(
        side: .response,
        pointer: JSONPointer(pointer),
        actual: .array(words.map(JSON.string)),
        expected: .string(word)
      )
    }
  }
}

extension RequirementName {
  static let modelsAlias = RequirementName("models.alias")
  static let modelsCase = RequirementName("models.case")
  static let modelsFacts = RequirementName("models.facts")
  static let modelsGet = RequirementName("models.get")
  static let modelsList = RequirementName("models.list")
  static let modelsSchema = RequirementName("models.schema")
  static let modelsSchemaShape = RequirementName("models.schema-shape")
}

extension Citation {
  static let aliasPaths = Citation.ruling("alias-paths")
  static let headingAlias = Citation.ruling("heading-alias")
  static let modelNotFound = Citation.quotation("model-not-found")
}
