import Bytes
import CanonicalJSON
package import Catalog
package import HTTPMessages

/// Any upstream that a provider's file declares: sync, or submitted and polled.
package struct DeclaredDialect: ProviderDialect {
  private let declared: ProviderFacts
  private let bases: [String: String]
  private let key: String

  package var provider: String { declared.name }

  /// `bases` lead somewhere else than the file says, base by base.
  package init(_ declared: ProviderFacts, bases: [String: String] = [:], key: String) {
    self.declared = declared
    self.bases = declared.bases.merging(bases) { _, other in other }
    self.key = key
  }

  package func submission(of call: ProviderCall) throws(ProviderFailure) -> HTTPRequest {
    let input = JSON.object(handedIn(call.input))
    let body = declared.pointers["input"].map { JSON.object([:]).placing(input, at: $0) } ?? input
    return try request("submit", ["endpoint": call.endpoint], json: body.bytes())
  }

  package func step(
    after answer: ProviderAnswer,
    to ticket: ProviderTicket?,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderStep {
    guard answer.isSuccess else { throw refusal(answer) }
    guard declared.isPolled else { return .done(try output(answer)) }
    guard let json = answer.json else { throw unreadable(answer, "the body is no JSON") }
    guard let word = text("status", in: json) else {
      guard ticket == nil else { throw unreadable(answer, "the work has no status") }
      return .wait(try self.ticket(json, answer))
    }
    switch declared.speech.state(of: word) {
    case .waiting:
      if let ticket { return .wait(ticket) }
      return .wait(try self.ticket(json, answer))
    case .done: return .done(try output(answer))
    case .moderated: throw failure(.moderated, word)
    case .failed, .missing, nil: throw failure(.ended, text("error", in: json) ?? word)
    }
  }

  /// The polling URL as it was given, else the one that the file's path makes of the id.
  private func ticket(
    _ json: JSON,
    _ answer: ProviderAnswer
  ) throws(ProviderFailure) -> ProviderTicket {
    guard let id = text("id", in: json) else { throw unreadable(answer, "the work has no id") }
    let given = text("poll", in: json)
    let next: HTTPRequest
    if let given { next = try following(given) } else { next = try request("status", ["id": id]) }
    return ProviderTicket(
      id: id,
      next: next,
      cancellation: declared.calls["cancel"] == nil ? nil : try request("cancel", ["id": id])
    )
  }

  /// The key goes along only to where the provider is known to be.
  private func following(_ url: String) throws(ProviderFailure) -> HTTPRequest {
    guard var request = HTTPRequest(.get, url: url) else {
      throw failure(.unreadable, "the polling URL is none")
    }
    request.fields[.accept] = "application/json"
    let isKnown = bases.values.contains { url == $0 || url.hasPrefix($0 + "/") }
    if isKnown { authorize(&request, for: "status") }
    return request
  }

  private func request(
    _ name: String,
    _ values: [String: String],
    json: [UInt8]? = nil
  ) throws(ProviderFailure) -> HTTPRequest {
    guard let call = declared.calls[name], let base = bases[call.base],
      let path = declared.path(name, filling: values),
      var request = HTTPRequest(HTTPMethod(call.method), url: base + path)
    else { throw failure(.unreachable, "the declared base of \(name) is no URL") }
    authorize(&request, for: name)
    request.fields[.accept] = "application/json"
    if let json {
      request.fields[.contentType] = "application/json"
      request.body = .bytes(json)
    }
    return request
  }

  private func authorize(_ request: inout HTTPRequest, for call: String) {
    guard declared.calls[call]?.isOpen != true else { return }
    let scheme = declared.keyScheme
    request.fields[HTTPFieldName(declared.keyField)] = scheme.isEmpty ? key : "\(scheme) \(key)"
  }
}

extension DeclaredDialect {
  /// Data URIs without their heads, where bare base64 is wanted.
  private func handedIn(_ input: JSONObject) -> JSONObject {
    guard declared.speech.picturesIn == .base64 else { return input }
    return JSONObject(
      input.members.map { .init(name: $0.name, value: DeclaredDialect.bare($0.value)) }
    )
  }

  private static func bare(_ value: JSON) -> JSON {
    if let elements = value.arrayValue { return .array(elements.map(bare)) }
    guard let text = value.stringValue, text.hasPrefix("data:"),
      let comma = text.firstIndex(of: ","), text[..<comma].hasSuffix(";base64")
    else { return value }
    return .string(String(text[comma...].dropFirst()))
  }

  private func text(_ name: String, in json: JSON) -> String? {
    declared.pointers[name].flatMap { json[$0] }?.stringValue
  }

  private func output(_ answer: ProviderAnswer) throws(ProviderFailure) -> ProviderOutput {
    guard let json = answer.json else { throw unreadable(answer, "the body is no JSON") }
    let value = declared.pointers["output"].flatMap { json[$0] }
    var images: [ProviderImage] = []
    for item in value?.arrayValue ?? value.map({ [$0] }) ?? [] {
      let place = declared.pointers["picture"] ?? JSONPointer()
      guard let text = item[place]?.stringValue else { continue }
      images.append(try image(text))
    }
    guard !images.isEmpty else { throw unreadable(answer, "there are no pictures in it") }
    return ProviderOutput(
      images: images,
      prompt: text("prompt", in: json),
      seed: declared.pointers["seed"].flatMap { json[$0] }?.intValue
    )
  }

  private func image(_ text: String) throws(ProviderFailure) -> ProviderImage {
    guard declared.speech.picturesOut == .base64, !text.hasPrefix("data:") else {
      return try ProviderImage(text, from: provider)
    }
    return try ProviderImage(base64: text[...], from: provider)
  }

  private func failure(_ kind: ProviderFailure.Kind, _ message: String) -> ProviderFailure {
    ProviderFailure(provider: provider, kind: kind, message: SafeText.shortened(message))
  }

  /// The message where the file says it stands: a text, or a list of problems.
  private func refusal(_ answer: ProviderAnswer) -> ProviderFailure {
    let value = answer.json.flatMap { json in declared.pointers["error"].flatMap { json[$0] } }
    let problems = (value?.arrayValue ?? []).compactMap { $0["msg"]?.stringValue ?? $0.stringValue }
    let moderated = declared.speech.answer(.moderated)
    return .refusal(
      by: provider,
      answer: answer,
      message: value?.stringValue
        ?? (problems.isEmpty ? "no reason given" : problems.joined(separator: "; ")),
      isModerated: moderated.status >= 400 && moderated.matches(status: answer.status, answer.json)
        && moderated.body != [:]
    )
  }
}
