import CanonicalJSON
import Catalog
import Exchanges
import Findings
import HTTPMessages

/// Requests that nobody may serve: refused in the documented shape, and no provider is called.
struct WireRefusalCases {
  let cases: WireCases

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      WireRefusalCases.fields.map { refused(place, $0.name, $0.requirement, $0.fields) }
    } + (places.first.map { place in bodies(place) + [unauthorized(place)] } ?? [])
  }

  private static let fields: [(name: String, requirement: String, fields: JSONObject)] = [
    ("banana", "size.malformed", ["size": "banana"]),
    ("zero-side", "size.malformed", ["size": "16:0"]),
    ("sign", "size.malformed", ["size": "1024×1024"]),
    ("number", "size.malformed", ["size": 1024]),
    ("ratio", "size.malformed", ["aspect_ratio": "wide"]),
    ("tier", "size.malformed", ["resolution": "big"]),
    ("too-wide", "size.custom-range", ["size": "14143x100"]),
    ("zero", "n.range", ["n": 0]),
    ("eleven", "n.range", ["n": 11]),
    ("format", "format.invalid", ["response_format": "base64"]),
    ("prompt-null", "prompt.required", ["prompt": .null]),
    ("n-text", "body.malformed", ["n": "2"]),
    ("seed-text", "body.malformed", ["seed": "x"]),
    ("prompt-number", "body.malformed", ["prompt": 5]),
    ("model-null", "model.required", ["model": .null]),
  ]

  private func refused(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: String,
    _ fields: JSONObject
  ) -> Case {
    var question = WireCases.Question(
      place,
      name,
      [requirement, "error.shape"],
      fields,
      expectation: "400, and nobody called"
    )
    question.id = "wire/refusals/\(place.steps)/\(name)"
    let isUnmarked = fields["prompt"] != nil
    let (gateway, catalog) = (cases.gateway, cases.catalog)
    return cases.item(
      question,
      asking: { request in
        if !isUnmarked { return try await gateway.ask(request, catalog: catalog) }
        let body = JSON.object(request).bytes()
        let token = gateway.nextToken()
        return try await gateway.ask(body, type: "application/json", token, catalog)
      },
      judging: { seen in
        [Judgement(requirement, seen.admission), Judgement("error.shape", seen.errorShape)]
      }
    )
  }

  /// Bodies that are no request at all.
  private func bodies(_ place: OfferInMode) -> [Case] {
    let bodies: [(name: String, body: String)] = [
      ("no-body", ""), ("not-json", "prompt=a"), ("array", "[]"), ("text", "\"a\""),
      ("cut", #"{"model":"flux.2-max","prompt":"a"#),
      ("repeated", #"{"model":"flux.2-max","prompt":"a","prompt":"b"}"#),
    ]
    let (gateway, catalog) = (cases.gateway, cases.catalog)
    return bodies.map { name, body in
      var question = WireCases.Question(
        place,
        name,
        ["body.malformed", "error.shape"],
        [:],
        expectation: "400, and nobody called"
      )
      question.id = "wire/body/\(name)"
      return cases.item(
        question,
        asking: { _ in
          let token = gateway.nextToken()
          return try await gateway.ask(Array(body.utf8), type: "application/json", token, catalog)
        },
        judging: { seen in
          [
            Judgement("body.malformed", seen.admission),
            Judgement("error.shape", seen.errorShape),
          ]
        }
      )
    }
  }

  private func unauthorized(_ place: OfferInMode) -> Case {
    var question = WireCases.Question(
      place,
      "wrong-key",
      ["auth.bearer"],
      [:],
      expectation: "401 AUTHENTICATION_FAILED"
    )
    question.id = "wire/auth/wrong-key"
    let (gateway, catalog) = (cases.gateway, cases.catalog)
    return cases.item(
      question,
      asking: { request in
        let (response, body) = try await gateway.send(
          .post,
          "/images/generations",
          fields: ["Content-Type": "application/json", "Authorization": "Bearer wrong-key"],
          body: JSON.object(request).bytes()
        )
        return Observation(
          status: response.status.code,
          fields: response.fields,
          answer: try? JSON(parsing: body),
          calls: UpstreamCall.all(gateway.journal.strays, catalog),
          gateway: gateway
        )
      },
      judging: { seen in
        let found =
          seen.compares(.integer(seen.status), with: 401, at: "status")
          + seen.compares(
            seen.answer?["error"]?["code"],
            with: "AUTHENTICATION_FAILED",
            at: "error",
            "code"
          )
        return [Judgement("auth.bearer", found)]
      }
    )
  }
}

extension Observation {
  /// Mismatches where a refusal is not `{error: {message, type, code}}`.
  var errorShape: [Mismatch] {
    ["message", "type", "code"].flatMap { name -> [Mismatch] in
      guard answer?["error"]?[name]?.stringValue == nil else { return [] }
      return compares(answer?["error"]?[name], with: "a string", at: "error", name)
    }
  }
}
