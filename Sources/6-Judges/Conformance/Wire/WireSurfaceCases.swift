import Contract
import CanonicalJSON
import Catalog
import HTTPMessages

/// Paths, methods, types, keys and lengths: what a gateway says before it reads what is wanted.
struct WireSurfaceCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    guard let place = places.first(where: { $0.mode == .textToImage }) else { return [] }
    let edit = places.first { $0.mode == .edit }
    return bases(place) + keys(place, edit) + refusals(place) + lengths(place)
  }

  private func question(
    _ place: OfferInMode,
    _ id: String,
    _ requirement: RequirementName,
    _ expectation: String
  ) -> Question {
    Question(place, id: "wire/\(id)", [requirement], [:], expectation: expectation)
  }

  /// The whole surface under both paths, where the gateway stands under the longer one.
  private func bases(_ place: OfferInMode) -> [Case] {
    ["/openai/v1", "/v1"].flatMap { path -> [Case] in
      let name = path.dropFirst().replacing("/", with: "-")
      let image = question(place, "base-path/\(name)/generations", .basePath, "served")
      var models = question(place, "base-path/\(name)/models", .basePath, "served")
      models.ask = Ask(method: .get, path: "/models")
      let isStated = path == "/openai/v1"
      return [
        (isStated ? image : image.citing(.shortBase)).under(path) { $0.counts(1) },
        models.citing(isStated ? .modelList : .shortBase).under(path) { _ in [] },
      ]
    }
  }

  private func keys(_ place: OfferInMode, _ edit: OfferInMode?) -> [Case] {
    let credentials: [(name: String, value: String?)] = [
      ("wrong-key", "Bearer wrong-key"), ("no-key", nil), ("basic", "Basic dGVzdDp0ZXN0"),
      ("empty", "Bearer "),
    ]
    return credentials.flatMap { name, value in
      ["generations", "edits", "models", "model"].compactMap { path in
        guard let asked = path == "edits" ? edit : place else { return nil }
        var question = question(
          asked,
          "auth/\(path)/\(name)",
          .authBearer,
          "401 AUTHENTICATION_FAILED"
        )
        if path == "models" { question.ask = Ask(method: .get, path: "/models") }
        if path == "model" {
          question.ask = Ask(method: .get, path: "/models/\(place.model.id)")
        }
        question.ask.scheme = nil
        question.ask.extra[.authorization] = value
        let isOpen = path == "models" || path == "model"
        return question.citing(isOpen ? .modelsKeys : .errorTable)
          .refused(status: 401) { $0.errs("AUTHENTICATION_FAILED") }
      }
    }
  }

  private func refusals(_ place: OfferInMode) -> [Case] {
    let wrong: [(name: String, method: HTTPMethod, path: String, status: Int)] = [
      ("unknown-path", .get, "/images/nowhere", 404),
      ("unknown-post", .post, "/images/variations", 404),
      ("get-generations", .get, "/images/generations", 405),
      ("put-generations", .put, "/images/generations", 405),
      ("get-edits", .get, "/images/edits", 405), ("delete-edits", .delete, "/images/edits", 405),
      ("post-models", .post, "/models", 405),
    ]
    let types = [
      ("text-generation", "/images/generations", "text/plain"),
      ("form-generation", "/images/generations", "application/x-www-form-urlencoded"),
      ("xml-generation", "/images/generations", "application/xml"),
      ("text-edit", "/images/edits", "text/plain"),
    ]
    return wrong.map { name, method, path, status in
      var question = question(place, "http/\(name)", .httpRefusals, "\(status) in error shape")
      question.ask = Ask(method: method, path: path)
      return (status == 405 ? question.citing(.wrongMethod) : question).refused(status: status)
    }
      + types.map { name, path, type in
        var question = question(place, "http/\(name)", .httpRefusals, "415 in error shape")
        question.ask = Ask(path: path)
        question.ask.encoding = .raw({ Array("{}".utf8) }, type: type)
        return question.citing(.wrongType).telling(["400": { $0.answers(400) }])
          .refused(status: 415)
      }
  }

  /// Up to 32,000 characters, and a body of up to 8 MiB.
  private func lengths(_ place: OfferInMode) -> [Case] {
    let longest = String(repeating: "a red cube ", count: 2907)
    var long = question(place, "prompt/long", .promptLength, "32,000 characters go upstream")
    long.ask.fields["prompt"] = .string(String(longest.prefix(31_975)))
    var huge = question(place, "prompt/huge", .promptLength, "413, and nobody called")
      .citing(.largeBody)
    // No mark stands in it, so that whoever serves it can be told only alone.
    huge.phase = .alone
    huge.ask.encoding = .raw(
      {
        let beginning = "{\"model\":\"\(place.forcedModel)\",\"prompt\":\""
        return Array(beginning.utf8) + [UInt8](repeating: 0x61, count: 8 << 20) + Array("\"}".utf8)
      },
      type: "application/json"
    )
    let wanted = long.ask.fields["prompt"] ?? .null
    return [
      long.served { seen in
        guard let call = seen.calls.first else { return seen.calls(1) }
        let count = call.input["prompt"]?.stringValue?.count ?? 0
        guard call.input["prompt"] != wanted else { return [] }
        return [
          Mismatch(
            side: .upstream,
            pointer: JSONPointer(["input", "prompt"]),
            actual: .string("\(count) characters"),
            expected: "31975 characters"
          )
        ]
      },
      huge.refused(status: 413),
    ]
  }
}

extension Question {
  /// The case whose request must be served under another base, where the gateway stands under the longer one.
  fileprivate func under(
    _ base: String,
    judging judge: @escaping @Sendable (Evidence) -> [Mismatch]
  ) -> Case {
    asking { [self] witness, token in
      let longer = "/openai/v1"
      guard witness.base.hasSuffix(longer) else {
        let why = "the gateway was given under another path"
        return requirements.map { Judgement($0, .skipped(why: why)) }
      }
      var ask = ask
      ask.path = witness.base.dropLast(longer.count) + base + ask.path
      let seen = try await witness.testimony(to: ask, for: token)
      let found = seen.refusal.isEmpty ? judge(seen) : seen.refusal
      return await weighed([Judgement(requirements[0], found)], by: seen)
    }
  }
}

extension RequirementName {
  static let authBearer = RequirementName("auth.bearer")
  static let httpRefusals = RequirementName("http.refusals")
  static let promptLength = RequirementName("prompt.length")
}

extension Citation {
  static let errorTable = Citation.quotation("error-table")
  static let modelList = Citation.quotation("model-list")
  static let modelsKeys = Citation.ruling("models-keys")
  static let shortBase = Citation.ruling("short-base")
  static let largeBody = Citation.ruling("large-body")
  static let wrongMethod = Citation.ruling("wrong-method")
  static let wrongType = Citation.ruling("415-or-400")
}
