import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
import Normalization
import Providers

/// The answer to a request that succeeded, put together from what was made.
struct ImageAnswer {
  let id: String
  let created: Int
  let request: ImageRequest
  let choice: ModelChoice
  let outcome: ImageWork.Outcome
  /// A URL for each picture; empty where they go into the answer.
  let urls: [String]
  /// Knows providers by name.
  let catalog: ModelCatalog

  var plan: Plan { choice.plan }

  /// How many bytes of pictures go into the answer itself.
  var embeddedBytes: Int {
    urls.isEmpty ? outcome.pictures.reduce(0) { $0 + $1.picture.bytes.count } : 0
  }

  var response: HTTPResponse {
    var fields: HTTPFields = [.contentType: "application/json"]
    if let attempt = served.last { fields["X-Lumenfall-Provider"] = attempt.offer.provider }
    fields["X-Lumenfall-Model"] = plan.model.id
    if choice.isGeneric { fields["X-Touchstone-Contract"] = "generic" }
    return HTTPResponse(200, fields: fields, body: .bytes(json.bytes()))
  }

  private var served: [Attempt] { outcome.served(of: plan) }

  var json: JSON {
    var members: JSONObject = ["id": .string(id), "created": .integer(created)]
    if let size = outcome.pictures.first?.picture.size {
      members["size"] = .string(size.description)
    }
    if let format = outcome.pictures.first?.picture.format {
      members["output_format"] = .string(format.rawValue)
    }
    members["data"] = .array(outcome.pictures.indices.map(picture))
    members["usage"] = outcome.usage()?.json
    members["metadata"] = metadata
    return .object(members)
  }

  private func picture(_ index: Int) -> JSON {
    let made = outcome.pictures[index]
    let prompt = JSON.string(made.prompt ?? request.prompt)
    return urls.isEmpty
      ? ["b64_json": .string(Base64.encode(made.picture.bytes)), "revised_prompt": prompt]
      : ["url": .string(urls[index]), "revised_prompt": prompt]
  }

  private var metadata: JSON {
    guard let attempt = served.last else { return .object([:]) }
    var members: JSONObject = [
      "model": .string(plan.model.id),
      "executed_model": .string("\(attempt.offer.provider)/\(attempt.operation.endpoint)"),
      "provider": .string(attempt.offer.provider),
      "provider_name": .string(title(of: attempt.offer.provider)),
      "cost": cost.map(\.json) ?? .null,
      "cost_currency": "USD",
    ]
    if !attempt.dropped.isEmpty {
      members["dropped"] = .array(
        attempt.dropped.map {
          ["parameter": .string($0.parameter), "reason": .string($0.reason ?? "")]
        }
      )
    }
    if !outcome.failures.isEmpty { members["attempts"] = attempts }
    if choice.isGeneric { members["generic"] = true }
    return .object(members)
  }

  /// A provider's name in prose.
  private func title(of provider: String) -> String {
    catalog.provider(provider)?.title ?? provider
  }

  private var attempts: JSON {
    let failed = outcome.failures.map { attempt, failure -> JSON in
      [
        "provider": .string(plan.attempts[attempt].offer.provider), "status": "failed",
        "error": .string(failure.kind.rawValue),
      ]
    }
    let succeeded = served.map { attempt -> JSON in
      ["provider": .string(attempt.offer.provider), "status": "succeeded"]
    }
    return .array(failed + succeeded)
  }

  /// The provider's price for the pixels that were delivered, or the tokens that were counted; nil where one is not
  /// known.
  private var cost: Money? {
    let attempts = Set(outcome.usages.map(\.attempt)).sorted()
    let parts =
      outcome.pictures.map(price) + attempts.map { price(of: $0, outcome.usage(of: $0)) }
    return parts.reduce(Optional(Money.zero)) { sum, part in
      sum.flatMap { sum in part.map { sum + $0 } }
    }
  }

  private func price(of made: ImageWork.Made) -> Money? {
    let attempt = plan.attempts[made.attempt]
    if case .perToken = attempt.offer.price { return .zero }
    let inputs = attempt.operation.images == nil ? [] : request.planned.sources
    return attempt.offer.price?.cost(pixels: made.picture.size, inputs: inputs)
  }

  private func price(of attempt: Int, _ usage: TokenUsage?) -> Money? {
    guard let price = plan.attempts[attempt].offer.price, case .perToken = price else {
      return .zero
    }
    return usage.flatMap(price.cost)
  }
}

extension ImageWork.Outcome {
  /// The tokens of all calls, or of one attempt's; nil where one of them counted none.
  func usage(of attempt: Int? = nil) -> TokenUsage? {
    let calls = usages.filter { $0.attempt == attempt ?? $0.attempt }
    guard let first = calls.first?.usage else { return nil }
    return calls.dropFirst().reduce(Optional(first)) { sum, call in
      sum.flatMap { sum in call.usage.map { sum + $0 } }
    }
  }
}

extension TokenUsage {
  /// As OpenAI's answers have it, every member that readers ask for.
  var json: JSON {
    [
      "total_tokens": .integer(input + output), "input_tokens": .integer(input),
      "output_tokens": .integer(output),
      "input_tokens_details": [
        "text_tokens": .integer(input - images), "image_tokens": .integer(images),
      ],
    ]
  }
}
