import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// Errors of the gateway's own: their codes, their types, and the parameter to blame.
struct WireErrorCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    guard let place = places.first(where: { $0.mode == .textToImage }) else { return [] }
    return WireErrorCases.refusals.flatMap { refused(place, $0) }
      + WireErrorCases.table.map { played(place, $0) } + keys(places)
  }

  /// A request that is refused for one reason, with what the table of errors says of it.
  struct Refusal {
    var name: String
    var fields: JSONObject
    var status: Int
    var code: String
    var type = "invalid_request_error"
    /// The name that `param` must say; nil where any will do.
    var parameter: String?
    /// The citation that it is refused by at all, where that is not the table itself.
    var citation: Citation?
    /// The quotation that says what is wrong with it.
    var beside: String?
  }

  static let refusals = [
    Refusal(
      name: "size",
      fields: ["size": "banana"],
      status: 400,
      code: "INVALID_REQUEST",
      parameter: "size",
      citation: .ruling("malformed-size")
    ),
    Refusal(
      name: "n",
      fields: ["n": 11],
      status: 400,
      code: "INVALID_REQUEST",
      parameter: "n",
      beside: "n-limit"
    ),
    Refusal(
      name: "response-format",
      fields: ["response_format": "png"],
      status: 400,
      code: "INVALID_REQUEST",
      parameter: "response_format",
      beside: "response-format-values"
    ),
    Refusal(
      name: "output-format",
      fields: ["output_format": "bmp"],
      status: 400,
      code: "INVALID_REQUEST",
      parameter: "output_format",
      citation: .ruling("unknown-format")
    ),
    Refusal(
      name: "prompt",
      fields: ["prompt": .null],
      status: 400,
      code: "INVALID_REQUEST",
      parameter: "prompt",
      beside: "prompt-required"
    ),
    Refusal(
      name: "model-missing",
      fields: ["model": .null],
      status: 400,
      code: "INVALID_REQUEST",
      parameter: "model",
      beside: "model-field"
    ),
    Refusal(
      name: "model",
      fields: ["model": "no-such-model"],
      status: 404,
      code: "MODEL_NOT_FOUND"
    ),
    Refusal(
      name: "config-key",
      fields: ["model": "fal/flux.1-kontext-max-edit"],
      status: 404,
      code: "MODEL_NOT_FOUND",
      citation: .configKey
    ),
    Refusal(
      name: "provider",
      fields: ["model": "nobody/flux.2-max"],
      status: 404,
      code: "MODEL_NOT_FOUND"
    ),
  ]

  func refused(_ place: OfferInMode, _ refusal: Refusal) -> [Case] {
    func question(_ requirement: RequirementName, _ expectation: String) -> Question {
      var question = Question(
        place,
        id: "wire/error/\(requirement.id.drop { $0 != "." }.dropFirst())/\(refusal.name)",
        [requirement],
        refusal.fields,
        expectation: expectation
      )
      if question.ask.fields["prompt"]?.isNull == true { question.phase = .alone }
      // Whoever serves another model's name is asked for no offer of this one.
      if refusal.fields["model"] != nil { question.provider = nil }
      return question
    }
    var coded = question(.errorCodes, refusal.code)
    if let citation = refusal.citation { coded = coded.citing(citation) }
    return [
      coded.refused(status: refusal.status, saying: refusal.beside) { $0.errs(refusal.code) },
      question(.errorTypes, refusal.type).telling(["own": { $0.typeOfItsOwn }]).refused(
        status: refusal.status
      ) {
        $0.errs(type: refusal.type)
      },
      question(.errorParam, "param").refused(status: refusal.status) {
        $0.blames(refusal.parameter)
      },
    ]
  }

  /// The rows of the table, for gateways that play each.
  private static let table = [
    Refusal(
      name: "AUTHENTICATION_FAILED",
      fields: [:],
      status: 401,
      code: "AUTHENTICATION_FAILED",
      type: "authentication_error"
    ),
    Refusal(
      name: "INSUFFICIENT_BALANCE",
      fields: [:],
      status: 402,
      code: "INSUFFICIENT_BALANCE",
      type: "insufficient_quota"
    ),
    Refusal(name: "MODEL_DISABLED", fields: [:], status: 404, code: "MODEL_DISABLED"),
    Refusal(
      name: "CONTENT_POLICY_VIOLATION",
      fields: [:],
      status: 400,
      code: "CONTENT_POLICY_VIOLATION"
    ),
    Refusal(
      name: "RATE_LIMITED",
      fields: [:],
      status: 429,
      code: "RATE_LIMITED",
      type: "rate_limit_error"
    ),
    Refusal(
      name: "ALL_PROVIDERS_EXHAUSTED",
      fields: [:],
      status: 502,
      code: "ALL_PROVIDERS_EXHAUSTED",
      type: "api_error"
    ),
    Refusal(
      name: "INTERNAL_ERROR",
      fields: [:],
      status: 500,
      code: "INTERNAL_ERROR",
      type: "api_error"
    ),
  ]

  private func played(_ place: OfferInMode, _ row: Refusal) -> Case {
    var question = Question(
      place,
      id: "wire/error/table/\(row.name)",
      [.errorTypes, .errorCodes],
      ["prompt": .string("a fox [fault: gateway=\(row.code)]")],
      expectation: "\(row.status) \(row.type)"
    ).telling(["own": { $0.typeOfItsOwn }])
    // No page says with which status a gateway tells of its own failure.
    if row.status == 500 { question = question.citing(.ruling("error-types"), for: .errorCodes) }
    guard claims.gatewayFaults else {
      return question.skipped("nothing from outside makes a gateway answer it")
    }
    return question.judged { seen in
      [
        Judgement(.errorTypes, seen.answers(row.status) + seen.errs(type: row.type)),
        Judgement(.errorCodes, seen.errs(row.code)),
      ]
    }
  }

  /// A refusal for want of a key has its type too.
  private func keys(_ places: [OfferInMode]) -> [Case] {
    places.map { place in
      var question = Question(
        place,
        "no-key",
        [.errorTypes],
        [:],
        expectation: "authentication_error"
      ).telling(["own": { $0.typeOfItsOwn }])
      question.ask.scheme = nil
      return question.refused(status: 401) { $0.errs(type: "authentication_error") }
    }
  }
}

extension Evidence {
  /// A mismatch where the error has another type.
  func errs(type: String) -> [Mismatch] {
    compares(answer?["error"]?["type"], with: .string(type), at: "error", "type")
  }

  /// A mismatch where an error has no type at all.
  var typeOfItsOwn: [Mismatch] {
    answer?["error"]?["type"]?.stringValue?.isEmpty == false ? [] : errs(type: "api_error")
  }

  /// A mismatch where `param` is not there, or blames another field.
  func blames(_ parameter: String?) -> [Mismatch] {
    let error = answer?["error"]?.objectValue
    guard error?.names.contains("param") == true else {
      return compares(nil, with: "a field's name or null", at: "error", "param")
    }
    guard let parameter else { return [] }
    return compares(error?["param"], with: .string(parameter), at: "error", "param")
  }
}

extension RequirementName {
  static let errorCodes = RequirementName("error.codes")
  static let errorParam = RequirementName("error.param")
  static let errorTypes = RequirementName("error.types")
}

extension Citation {
  static let configKey = Citation.ruling("config-key")
}
