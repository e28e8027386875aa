import Contract
import CanonicalJSON
import Catalog

/// Fields that the gateway does not know go on as they are, its own do not, and nothing is added.
struct WireNormalizationCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      unknown(place) + prompts(place) + [consumed(place)]
        + [nulls(place), pictureForNobody(place)].compactMap(\.self)
    }
  }

  /// The last ones are lost or changed by gateways that ask for truth instead of presence, or guess types.
  private static let unknown: [(name: String, value: JSON)] = [
    ("nested", ["b": [1, true, .null], "a": ["deep": "yes"]]),
    ("long-integer", .number(JSONNumber("123456789012345678901234567890") ?? JSONNumber(0))),
    ("float-text", .number(JSONNumber("1.50") ?? JSONNumber(0))),
    ("whole-float", .number(JSONNumber("7.0") ?? JSONNumber(0))),
    ("exponent", .number(JSONNumber("1e3") ?? JSONNumber(0))),
    ("null", .null),
    ("unicode", "Größe 😀"),
    ("false", false), ("zero", 0), ("no-text", ""), ("no-elements", []),
    ("numeral", "1.50"), ("word", "true"),
  ]

  /// A form knows only text, so that edits say in JSON what is none.
  private func unknown(_ place: OfferInMode) -> [Case] {
    WireNormalizationCases.unknown.compactMap { name, value in
      passed(place, "unknown-\(name)", "vendor_option", value)
    }
  }

  /// The case of a field that nobody knows; nil where it can't be said there.
  func passed(_ place: OfferInMode, _ name: String, _ field: String, _ value: JSON) -> Case? {
    var question = Question(
      place,
      name,
      [.normUnknown],
      [field: value, "prompt": Ask.smallPicture],
      expectation: "\(field) upstream as it came"
    )
    if let citation = WireNormalizationCases.citation(of: value) {
      question = question.citing(citation).telling([
        "absent": { $0.calls.first?.holds([field]) ?? $0.calls(1) },
        "value": { seen in
          seen.compares(
            seen.calls.first?.input[field]?.doubleValue.map { .number(JSONNumber($0)) },
            with: value.doubleValue.map { .number(JSONNumber($0)) } ?? .null,
            at: "input",
            field
          )
        },
      ])
    }
    if place.mode == .edit, value.stringValue == nil {
      guard claims.jsonEdits, !place.isForm else { return nil }
      question.ask.encoding = .json
    }
    let asked = question
    return asked.judged { seen in
      let refusal = seen.refusal(at: place, of: .normUnknown)
      let found = seen.calls.first?.lacks([field: value]) ?? seen.calls(1)
      return [Judgement(asked.requirements[0], refusal.isEmpty ? found : refusal)]
    }
  }

  /// The ruling behind what many libraries can't keep.
  private static func citation(of value: JSON) -> Citation? {
    if value.isNull { return .null }
    return value.numberValue.map { $0.text.count > 1 } == true ? .numberText : nil
  }

  /// A composed and a decomposed letter, several planes and directions, marks that text formats escape.
  private static let words =
    "caf\u{E9} cafe\u{301}  \u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{6F22}\u{5B57} \u{1F469}\u{200D}\u{1F680}\n\"a\" \\ <b> & 100 % + {c}\t/"

  /// The pages' example of a renamed parameter: its value stays the same, to the byte, blanks around it included.
  private func prompts(_ place: OfferInMode) -> [Case] {
    let small = "[fault: wrong-size=160x120]"
    return [
      prompt(place, "prompt-bytes", "\(WireNormalizationCases.words) \(small)"),
      prompt(place, "prompt-blanks", " \n\ta fox \(small) over a fence\u{A0} \n "),
    ]
  }

  func prompt(_ place: OfferInMode, _ name: String, _ words: String) -> Case {
    var question = Question(
      place,
      name,
      [.normRenamed],
      ["prompt": .string(words)],
      expectation: "the prompt upstream, byte for byte"
    )
    question.ask.isMarkedWithin = true
    return question.served { seen in
      let received = seen.calls.first?.input["prompt"]
      // Texts that look alike are equal to Swift; their bytes are not.
      guard received?.stringValue.map({ Array($0.utf8) }) != Array(words.utf8) else { return [] }
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input", "prompt"]),
          actual: received,
          expected: .string(words),
          why: "not the same bytes"
        )
      ]
    }
  }

  /// Fields that are for the gateway alone.
  private func consumed(_ place: OfferInMode) -> Case {
    let fields: JSONObject = [
      "user": "somebody", "stream": false, "partial_images": 0, "response_format": "url", "n": 1,
      "prompt": Ask.smallPicture,
    ]
    let question = Question(
      place,
      "consumed",
      [.normConsumed],
      fields,
      expectation: "none of them upstream"
    )
    let names = (fields.names + ["model"]).filter { name in
      name != "prompt" && place.operation.field(name) == nil
        && place.operation.batch?.field != name
    }
    return question.served { seen in
      guard let call = seen.calls.first else { return seen.calls(1) }
      return names.filter { call.input[$0] != nil }.map { name in
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input", name]),
          actual: call.input[name],
          why: "it is the gateway's own business"
        )
      }
    }
  }

  /// Every field that the page lists as null at once: the same as the request without them.
  private func nulls(_ place: OfferInMode) -> Case? {
    guard place.mode == .textToImage || claims.jsonEdits else { return nil }
    var question = Question(
      place,
      "null-all",
      [.normNull],
      ["prompt": Ask.smallPicture],
      expectation: "the same upstream as without any of them"
    )
    question.ask.encoding = .json
    let bare = question.ask
    let names = place.model.parameters.map(\.name) + ["stream", "partial_images", "user"]
    for name in names where name != "prompt" && name != "image" {
      question.ask.fields[name] = .null
    }
    return WireNormalizationCases.same(question, as: bare)
  }

  /// The case whose request, of one picture, comes to the same as another.
  static func same(_ question: Question, as bare: Ask) -> Case {
    let asked = question.ask
    return question.asking { witness, token in
      let without = try await witness.testimony(to: bare, for: token)
      let with = try await witness.testimony(to: asked, for: token)
      guard without.refusal.isEmpty, with.refusal.isEmpty, with.calls.count == 2 else {
        return [
          Judgement(.normNull, without.refusal + with.refusal + with.calls(2))
        ]
      }
      let found = with.calls[1].input.differences(from: with.calls[0].input).map {
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input"] + $0.pointer.tokens),
          actual: $0.actual,
          expected: $0.expected
        )
      }
      return [Judgement(.normNull, found)]
    }
  }

  /// `image` is for edits alone: on a generation it is dropped, and the answer says so.
  func pictureForNobody(_ place: OfferInMode) -> Case? {
    guard place.mode == .textToImage, place.model.parameter("image")?.modes == [.edit] else {
      return nil
    }
    var question = Question(
      place,
      "image-on-generation",
      [.normOnlyAt],
      ["prompt": Ask.smallPicture],
      expectation: "image dropped and named"
    )
    question.ask.fields["image"] = "https://example.com/a.png"
    let field = place.model.offers.compactMap { $0.operations[.edit]?.images?.field } + ["image"]
    question = question.telling([
      "dropped": { $0.refusal + $0.calls.flatMap { $0.holds(field) } },
      "passed": {
        $0.refusal + ($0.calls.first?.lacks(["image": "https://example.com/a.png"]) ?? [])
      },
    ])
    return question.served { seen in
      (seen.calls.first?.holds(field) ?? seen.calls(1)) + seen.names(dropped: ["image"])
    }
  }
}

extension Evidence {
  /// A mismatch where the gateway did not serve the request; a provider that refuses what it does not know was asked
  /// all the same, and its refusal is not the gateway's.
  func refusal(at place: OfferInMode, of requirement: RequirementName) -> [Mismatch] {
    let isProviders = calls.last?.isRefused == true
    return place.refusesUnknown && requirement == .normUnknown && isProviders ? [] : refusal
  }
}

extension RequirementName {
  static let normNull = RequirementName("norm.null")
  static let normOnlyAt = RequirementName("norm.only-at")
  static let normUnknown = RequirementName("norm.unknown")
}

extension Citation {
  static let null = Citation.ruling("null")
  static let numberText = Citation.ruling("number-text")
}
