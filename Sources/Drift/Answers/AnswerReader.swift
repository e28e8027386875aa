package import CanonicalJSON
package import Catalog
package import HTTPMessages

/// Tells what an answer answers, and what in it leads on, by the provider's facts.
package struct AnswerReader: Sendable {
  private let facts: ProviderFacts

  package init(_ facts: ProviderFacts) { self.facts = facts }

  /// The kind of an answer to `call`; nil for weather, such as a limit or a failure of the day.
  package func kind(of call: String, status: Int, body: JSON?) -> AnswerKind? {
    switch status {
    case 200...299: return success(call, body)
    case 400, 422: return ["submit", "enqueue", "result"].contains(call) ? .refused : nil
    case 404, 405: return ["status", "result"].contains(call) ? .missing : nil
    default: return nil
    }
  }

  private func success(_ call: String, _ body: JSON?) -> AnswerKind? {
    guard let body else { return call == "result" || call == "submit" ? .result : nil }
    switch call {
    case "cancel": return .cancelled
    case "result": return .result
    case "submit", "status", "enqueue":
      if output(in: body) != nil || isDone(body) { return .result }
      if call == "status" { return isUnknown(body) ? .missing : .status }
      return id(in: body) == nil ? .result : .queued
    default: return nil
    }
  }

  /// Where results have no call of their own, the status says that the work is done.
  private func isDone(_ body: JSON) -> Bool {
    guard facts.calls["result"] == nil, let word = word(body) else { return false }
    return state(of: body) == .done
      || ["succeeded", "ready", "complete", "completed", "finished"].contains(word)
  }

  /// Fireworks answers 200 for work that it does not know.
  private func isUnknown(_ body: JSON) -> Bool {
    state(of: body) == .missing || word(body) == "task not found"
  }

  /// What a declared provider's file says of the status word.
  private func state(of body: JSON) -> ProviderSpeech.WorkState? {
    facts.pointers["status"].flatMap { body[$0] }?.stringValue.flatMap(facts.speech.state)
  }

  /// Whether the work has ended without a picture.
  package func hasFailed(_ body: JSON) -> Bool {
    guard let word = word(body) else { return false }
    let state = state(of: body)
    return state == .failed || state == .moderated
      || ["failed", "canceled", "aborted", "error", "content moderated", "request moderated"]
        .contains(word)
  }

  /// What an answer says of work that ended without a picture, in a few words.
  func failure(in body: JSON) -> String {
    let said = facts.pointers["error"].flatMap { body[$0] }.flatMap { $0.isNull ? nil : $0 }
    return String(
      (said?.stringValue ?? said?.text() ?? word(body) ?? "no reason given").prefix(200)
    )
  }

  /// What an answer says that the work costs: fal in a field of the result, others where their file says.
  ///
  /// Replicate's `predict_time` is none: its official models are billed by the picture.
  package func billed(_ kind: AnswerKind, _ fields: HTTPFields, _ body: JSON?) -> String? {
    if kind == .result, let units = fields["x-fal-billable-units"] { return units }
    guard kind == .result || kind == .queued else { return nil }
    return facts.pointers["cost"].flatMap { body?[$0]?.numberValue?.text }
  }

  private func word(_ body: JSON) -> String? {
    facts.pointers["status"].flatMap { body[$0] }?.stringValue?.lowercased()
  }

  package func id(in body: JSON) -> String? {
    facts.pointers["id"].flatMap { body[$0] }?.stringValue
  }

  /// Where pictures stand in a finished answer.
  private func output(in body: JSON) -> JSON? {
    // `image` stands inside each of `images` where a provider has both.
    let names = ["images", "output", "image"]
    guard let name = names.first(where: { facts.pointers[$0] != nil }) else { return nil }
    return facts.pointers[name].flatMap { body[$0] }.flatMap { $0.isNull ? nil : $0 }
  }

  /// The addresses of the pictures in a finished answer, in order.
  package func pictures(in body: JSON) -> [String] {
    output(in: body).map(addresses) ?? []
  }

  private func addresses(in value: JSON) -> [String] {
    switch value {
    case .string(let text):
      let isAddress = [.url, .dataURI].contains(StringKind(of: text))
      return isAddress ? [text] : []
    case .array(let values): return values.flatMap(addresses)
    case .object(let object): return object.members.flatMap { addresses(in: $0.value) }
    default: return []
    }
  }
}
