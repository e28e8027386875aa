import CanonicalJSON
package import HTTPMessages

/// fal, called directly or through its queue.
package struct FalDialect: ProviderDialect {
  private let access: ProviderAccess
  private let isQueued: Bool

  package let provider = "fal"

  /// `access` leads to `https://fal.run`, or to `https://queue.fal.run` where calls are queued.
  package init(_ access: ProviderAccess, isQueued: Bool = false) {
    self.access = access
    self.isQueued = isQueued
  }

  package func submission(of call: ProviderCall) throws(ProviderFailure) -> HTTPRequest {
    try request(
      .post,
      url(isQueued ? "enqueue" : "submit", access, ["endpoint": call.endpoint]),
      authorization: authorization(access),
      json: JSON.object(call.input).bytes()
    )
  }

  package func step(
    after answer: ProviderAnswer,
    to ticket: ProviderTicket?,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderStep {
    guard answer.isSuccess else { throw refusal(answer) }
    guard let json = answer.json else { throw unreadable(answer, "the body is no JSON") }
    guard isQueued, json["images"] == nil else { return .done(try output(json, of: answer)) }
    switch json["status"]?.stringValue {
    case "IN_QUEUE", "IN_PROGRESS":
      guard let id = ticket?.id ?? json["request_id"]?.stringValue else {
        throw unreadable(answer, "the queue gave no request_id")
      }
      return .wait(try self.ticket(id, of: call, asking: "status"))
    case "COMPLETED":
      guard let ticket else { throw unreadable(answer, "the queue gave no request_id") }
      return .collect(try self.ticket(ticket.id, of: call, asking: "result"))
    default:
      throw unreadable(answer, "neither pictures nor a status")
    }
  }

  /// Status, result and cancellation know only the owner and the app, not the rest of the id.
  private func ticket(
    _ id: String,
    of call: ProviderCall,
    asking next: String
  ) throws(ProviderFailure) -> ProviderTicket {
    let app = call.endpoint.split(separator: "/").prefix(2).joined(separator: "/")
    let work = ["app": app, "id": id]
    let authorization = authorization(access)
    return ProviderTicket(
      id: id,
      next: try request(.get, url(next, access, work), authorization: authorization),
      cancellation: try request(.put, url("cancel", access, work), authorization: authorization)
    )
  }

  private func output(_ json: JSON, of answer: ProviderAnswer) throws(ProviderFailure)
    -> ProviderOutput
  {
    var images: [ProviderImage] = []
    for image in json["images"]?.arrayValue ?? [] {
      guard let url = image["url"]?.stringValue else {
        throw unreadable(answer, "a picture has no URL")
      }
      images.append(try ProviderImage(url, from: provider))
    }
    guard !images.isEmpty else { throw unreadable(answer, "there are no pictures in it") }
    let prompt = json["prompt"]?.stringValue
    return ProviderOutput(
      images: images,
      prompt: prompt?.isEmpty == true ? nil : prompt,
      seed: json["seed"]?.intValue
    )
  }

  /// `detail` is a text or a list of what is wrong where.
  private func refusal(_ answer: ProviderAnswer) -> ProviderFailure {
    let detail = answer.json?["detail"]
    let problems = detail?.arrayValue ?? []
    let message =
      detail?.stringValue
      ?? problems.map { problem in
        let place = (problem["loc"]?.arrayValue ?? []).compactMap(\.stringValue)
        let message = problem["msg"]?.stringValue ?? "refused"
        return "\(place.filter { $0 != "body" }.joined(separator: ".")): \(message)"
      }.joined(separator: "; ")
    return .refusal(
      by: provider,
      answer: answer,
      message: message.isEmpty ? "no reason given" : message,
      isModerated: problems.contains { $0["type"]?.stringValue == "content_policy_violation" }
    )
  }
}
