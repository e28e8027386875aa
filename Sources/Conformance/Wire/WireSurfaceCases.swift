import CanonicalJSON
import Catalog
import Findings
import HTTPMessages

/// Paths, methods, types, keys and lengths: what a gateway says before it reads what is wanted.
struct WireSurfaceCases {
  let cases: WireCases

  func all(_ places: [OfferInMode]) -> [Case] {
    guard let place = places.first(where: { $0.mode == .textToImage }) else { return [] }
    let edit = places.first { $0.mode == .edit }
    return bases(place) + keys(place, edit) + refusals(place) + lengths(place)
  }

  private func question(
    _ place: OfferInMode,
    _ id: String,
    _ requirement: String,
    _ expectation: String
  ) -> WireQuestion {
    var question = WireQuestion(place, "", [requirement], [:], expectation: expectation)
    question.id = "wire/\(id)"
    return question
  }

  /// The whole surface under both paths, where the gateway stands under the longer one.
  private func bases(_ place: OfferInMode) -> [Case] {
    let base = cases.gateway.base
    return ["/openai/v1", "/v1"].flatMap { path -> [Case] in
      let name = path.dropFirst().replacing("/", with: "-")
      var image = question(place, "base-path/\(name)/generations", "base-path", "served")
      var models = question(place, "base-path/\(name)/models", "base-path", "served")
      guard base.hasSuffix("/openai/v1") else {
        return [image, models].map { question in
          let why = "the gateway was given under another path"
          return cases.item(question, asking: { _ in [Judgement("base-path", .skipped(why: why))] })
        }
      }
      let root = base.dropLast("/openai/v1".count)
      image.request.path = "\(root)\(path)/images/generations"
      models.request = ClientRequest(method: .get, path: "\(root)\(path)/models")
      return [cases.served(image) { $0.counts(1) }, cases.served(models) { _ in [] }]
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
          "auth.bearer",
          "401 AUTHENTICATION_FAILED"
        )
        if path == "models" { question.request = ClientRequest(method: .get, path: "/models") }
        if path == "model" {
          question.request = ClientRequest(method: .get, path: "/models/\(place.model.id)")
        }
        question.request.isAuthorized = false
        question.request.extra[.authorization] = value
        return cases.refused(question, status: 401) { $0.errs("AUTHENTICATION_FAILED") }
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
      var question = question(place, "http/\(name)", "http.refusals", "\(status) in error shape")
      question.request = ClientRequest(method: method, path: path)
      return cases.refused(question, status: status)
    }
      + types.map { name, path, type in
        var question = question(place, "http/\(name)", "http.refusals", "415 in error shape")
        question.request = ClientRequest(path: path)
        question.request.encoding = .raw({ Array("{}".utf8) }, type: type)
        return cases.refused(question, status: 415)
      }
  }

  /// Up to 32,000 characters, and a body of up to 8 MiB.
  private func lengths(_ place: OfferInMode) -> [Case] {
    let longest = String(repeating: "a red cube ", count: 2907)
    var long = question(place, "prompt/long", "prompt.length", "32,000 characters go upstream")
    long.request.fields["prompt"] = .string(String(longest.prefix(31_975)))
    var huge = question(place, "prompt/huge", "prompt.length", "413, and nobody called")
    huge.request.encoding = .raw(
      {
        let beginning = "{\"model\":\"\(place.forcedModel)\",\"prompt\":\""
        return Array(beginning.utf8) + [UInt8](repeating: 0x61, count: 8 << 20) + Array("\"}".utf8)
      },
      type: "application/json"
    )
    let wanted = long.request.fields["prompt"] ?? .null
    return [
      cases.served(long) { seen in
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
      cases.refused(huge, status: 413),
    ]
  }
}
