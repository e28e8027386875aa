import CanonicalJSON
package import HTTPMessages

/// Fireworks' workflows: Kontext is followed by its id, FLUX.1 [dev] answers at once.
package struct FireworksDialect: ProviderDialect {
  private let access: ProviderAccess
  private let accept: String

  package let provider = "fireworks"

  /// `access` leads to `https://api.fireworks.ai/inference/v1`; `accept` is what dev models are asked for.
  package init(_ access: ProviderAccess, accept: String = "image/png") {
    self.access = access
    self.accept = accept
  }

  package func submission(of call: ProviderCall) throws(ProviderFailure) -> HTTPRequest {
    let isSynchronous = FireworksDialect.isSynchronous(call)
    var request = try request(
      .post,
      url(isSynchronous ? "text_to_image" : "submit", access, ["endpoint": call.endpoint]),
      authorization: authorization(access),
      json: JSON.object(call.input).bytes()
    )
    if isSynchronous { request.fields[.accept] = accept }
    return request
  }

  package func step(
    after answer: ProviderAnswer,
    to ticket: ProviderTicket?,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderStep {
    guard answer.isSuccess else { throw refusal(answer) }
    if FireworksDialect.isSynchronous(call) { return .done(try pictures(of: answer)) }
    guard let json = answer.json else { throw unreadable(answer, "the body is no JSON") }
    guard let ticket else {
      guard let id = json["request_id"]?.stringValue else {
        throw unreadable(answer, "the workflow gave no request_id")
      }
      return .wait(try self.ticket(id, of: call))
    }
    return try followed(ticket, json, answer)
  }

  private func followed(
    _ ticket: ProviderTicket,
    _ json: JSON,
    _ answer: ProviderAnswer
  ) throws(ProviderFailure) -> ProviderStep {
    switch json["status"]?.stringValue {
    case "Pending":
      return .wait(ticket)
    case "Ready", "Complete", "Finished":
      guard let sample = json["result"]?["sample"]?.stringValue else {
        throw unreadable(answer, "the result has no sample")
      }
      return .done(ProviderOutput(images: [try ProviderImage(sample, from: provider)]))
    case "Request Moderated", "Content Moderated":
      throw failure(.moderated, json["status"]?.stringValue ?? "")
    case .some(let status):
      throw failure(.ended, status)
    case nil:
      throw unreadable(answer, "the result has no status")
    }
  }

  private static func isSynchronous(_ call: ProviderCall) -> Bool {
    !call.endpoint.contains("kontext")
  }

  /// Work can't be called off here.
  private func ticket(_ id: String, of call: ProviderCall) throws(ProviderFailure)
    -> ProviderTicket
  {
    let body: JSON = ["id": .string(id)]
    return ProviderTicket(
      id: id,
      next: try request(
        .post,
        url("status", access, ["endpoint": call.endpoint]),
        authorization: authorization(access),
        json: body.bytes()
      )
    )
  }

  /// The picture itself, or JSON with base64 in it.
  private func pictures(of answer: ProviderAnswer) throws(ProviderFailure) -> ProviderOutput {
    let seed = answer.fields["Seed"].flatMap { Int($0) }
    guard answer.fields[.contentType]?.hasPrefix("application/json") == true else {
      if answer.fields["Finish-Reason"] == "CONTENT_FILTERED" {
        throw failure(.moderated, "CONTENT_FILTERED")
      }
      return ProviderOutput(images: [.bytes(answer.body)], seed: seed)
    }
    guard let json = answer.json else { throw unreadable(answer, "the body is no JSON") }
    if json["finishReason"] == "CONTENT_FILTERED" {
      throw failure(.moderated, "CONTENT_FILTERED")
    }
    var images: [ProviderImage] = []
    for text in (json["base64"]?.arrayValue ?? []).compactMap(\.stringValue) {
      let isURI = text.hasPrefix("data:")
      images.append(
        isURI
          ? try ProviderImage(text, from: provider)
          : try ProviderImage(base64: text[...], from: provider)
      )
    }
    guard !images.isEmpty else { throw unreadable(answer, "there are no pictures in it") }
    return ProviderOutput(images: images, seed: json["seed"]?.intValue ?? seed)
  }

  private func failure(_ kind: ProviderFailure.Kind, _ message: String) -> ProviderFailure {
    ProviderFailure(provider: provider, kind: kind, message: SafeText.shortened(message))
  }

  /// `error` is a text or an object with a message; some answers say `error_message`.
  private func refusal(_ answer: ProviderAnswer) -> ProviderFailure {
    let error = answer.json?["error"]
    let message =
      error?.stringValue ?? error?["message"]?.stringValue
      ?? answer.json?["error_message"]?.stringValue
    return .refusal(by: provider, answer: answer, message: message ?? "no reason given")
  }
}
