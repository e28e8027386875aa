import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// An upstream that a provider's file declares, played from that file.
struct DeclaredStub: Sendable {
  let desk: StubDesk
  let facts: ProviderFacts

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    do {
      return try await route(request)
    } catch let refusal as StubRefusal {
      return DeclaredErrors(facts: facts).response(refusal)
    }
  }

  private func route(_ request: StubRequest) async throws -> HTTPResponse {
    let target = "/" + request.path.joined(separator: "/")
    let query = request.message.target.query.map { "?\($0)" } ?? ""
    let method = request.message.method.name
    guard let base = request.declaredBase,
      let (name, values) = facts.call(method, atBase: base, target + query)
    else { throw StubRefusal.unknownPath(request.message.target.path) }
    if facts.calls[name]?.isOpen != true { try authenticate(request) }
    switch name {
    case "submit": return try await submit(request, endpoint: values["endpoint"] ?? "")
    case "status": return status(of: values["id"] ?? "", request)
    case "cancel":
      _ = desk.cancel(values["id"] ?? "", in: facts.name)
      return answer(.done, [:])
    default: throw StubRefusal.unknownPath(request.message.target.path)
    }
  }

  private func authenticate(_ request: StubRequest) throws(StubRefusal) {
    guard let field = request.message.fields[HTTPFieldName(facts.keyField)], !field.isEmpty else {
      throw .unauthenticated(.missing)
    }
    guard facts.keyScheme.isEmpty || field.hasPrefix(facts.keyScheme + " ") else {
      throw .unauthenticated(.malformed)
    }
  }

  private func submit(_ request: StubRequest, endpoint: String) async throws -> HTTPResponse {
    let body = JSON.object(try desk.object(in: request))
    guard let input = body[facts.pointers["input"] ?? JSONPointer()]?.objectValue else {
      throw StubRefusal.malformedBody("the input should be an object")
    }
    guard desk.catalog.serves(endpoint, at: facts.name) else {
      throw StubRefusal.unknownModel(endpoint)
    }
    let hook = try hook(in: body)
    return try await desk.generate(
      request,
      endpoint: endpoint,
      input: whole(input, endpoint),
      takesNull: true,
      isDirect: !facts.isPolled
    ) { order in
      let made = try await made(order, request)
      return facts.isPolled ? take(made, order, request, telling: hook) : made
    }
  }

  /// What the work comes to: pictures, or an end without any.
  private func made(_ order: StubOrder, _ request: StubRequest) async throws -> HTTPResponse {
    if order.faults.isModerated {
      guard says(.moderated) else { throw StubRefusal.moderated }
      return answer(.moderated, [:])
    }
    if order.faults.hasFailed {
      guard says(.failed) else { throw StubRefusal.failed }
      return answer(.failed, [:])
    }
    return await done(order, request)
  }

  /// Whether an end is a state of the work rather than a refusal.
  private func says(_ state: ProviderSpeech.WorkState) -> Bool {
    facts.isPolled && facts.speech.word(for: state) != nil
  }

  /// Bare base64 with the head that everything here reads it by.
  private func whole(_ input: JSONObject, _ endpoint: String) -> JSONObject {
    guard facts.speech.picturesIn == .base64 else { return input }
    var input = input
    for operation in desk.catalog.operations(endpoint: endpoint).map(\.operation) {
      for field in operation.images?.fields ?? [] {
        if let value = input[field] { input[field] = DeclaredStub.whole(value) }
      }
    }
    return input
  }

  private static func whole(_ value: JSON) -> JSON {
    if let elements = value.arrayValue { return .array(elements.map(whole)) }
    guard let text = value.stringValue, !text.isEmpty, !text.contains(":") else { return value }
    return .string("data:image/png;base64,\(text)")
  }
}

extension DeclaredStub {
  /// The work, and the first answer about it.
  private func take(
    _ made: HTTPResponse,
    _ order: StubOrder,
    _ request: StubRequest,
    telling hook: Hook?
  ) -> HTTPResponse {
    let id = desk.ids.uuid()
    let result = DeclaredStub.naming(id, in: made, facts)
    desk.take(
      StubJob(
        id: id,
        scope: facts.name,
        pollsLeft: order.faults.pollsBeforeReady,
        result: result,
        end: desk.end(of: .results, at: facts.name, order.faults),
        owner: request.owner,
        webhooks: hook.map { [$0.webhook(of: id, result)] } ?? []
      )
    )
    var placed: [String: JSON] = ["id": .string(id)]
    if let cost = cost(of: order) { placed["cost"] = cost }
    if let hook {
      placed["webhook"] = .string(hook.url)
      return answer(.hooked, placed, state: .waiting, model: order.endpoint)
    }
    if facts.pointers["poll"] != nil, let url = pollingURL(of: id, for: request) {
      placed["poll"] = .string(url)
    }
    return answer(.submitted, placed, model: order.endpoint)
  }

  /// Where the work is followed: at the stubs, or at the provider's own host for who called it by that.
  private func pollingURL(of id: String, for request: StubRequest) -> String? {
    guard let call = facts.calls["status"], let path = facts.path("status", filling: ["id": id])
    else { return nil }
    let bases = request.isAtOwnHost ? facts.bases : facts.stubBases(at: request.origin)
    return bases[call.base].map { $0 + path }
  }

  /// Finished work with its id where the file says it stands.
  private static func naming(
    _ id: String,
    in response: HTTPResponse,
    _ facts: ProviderFacts
  ) -> HTTPResponse {
    guard case .bytes(let bytes) = response.body, let pointer = facts.pointers["id"],
      let json = try? JSON(parsing: bytes)
    else { return response }
    var response = response
    response.body = .bytes(json.placing(.string(id), at: pointer).bytes())
    return response
  }

  private func status(of id: String, _ request: StubRequest) -> HTTPResponse {
    guard let job = desk.poll(id, in: facts.name, by: request), !(job.isReady && desk.isGone(job))
    else {
      return answer(.missing, ["id": .string(id)], state: .missing)
    }
    return job.isReady ? job.result : answer(.waiting, ["id": .string(id)], state: .waiting)
  }

  private func done(_ order: StubOrder, _ request: StubRequest) async -> HTTPResponse {
    let form = facts.speech.picturesOut
    let pictures = await desk.pictures(of: order, for: request, asData: form != .url)
    let items = pictures.map { picture -> JSON in
      let text = form == .base64 ? Base64.encode(picture.bytes) : picture.url
      let place = facts.pointers["picture"] ?? JSONPointer()
      return JSON.object([:]).placing(.string(text), at: place)
    }
    let isList = facts.speech.isList || items.count > 1
    return answer(
      .done,
      [
        "output": isList ? .array(items) : items.first ?? .null,
        "prompt": order.input["prompt"] ?? "", "seed": .integer(order.seed),
      ],
      state: facts.isPolled ? .done : nil,
      model: order.endpoint
    )
  }

  /// The file's answer for an occasion, with what pointers name put in its place.
  private func answer(
    _ occasion: ProviderSpeech.Occasion,
    _ placed: [String: JSON],
    state: ProviderSpeech.WorkState? = nil,
    model: String = ""
  ) -> HTTPResponse {
    let answer = facts.speech.answer(occasion)
    let state = state ?? ProviderSpeech.WorkState(rawValue: occasion.rawValue)
    var placed = placed
    if facts.isPolled, let word = state.flatMap(facts.speech.word) {
      placed["status"] = .string(word)
    }
    let holes = placed.merging(["model": .string(model)]) { first, _ in first }
    var body = answer.filled(holes)
    for (name, value) in placed.sorted(by: { $0.key < $1.key }) {
      if let pointer = facts.pointers[name] { body = body.placing(value, at: pointer) }
    }
    return DeclaredErrors.json(answer.status, body)
  }
}

extension ModelCatalog {
  /// Whether a provider has an offer at this endpoint.
  fileprivate func serves(_ endpoint: String, at provider: String) -> Bool {
    operations(endpoint: endpoint).contains { $0.offer.provider == provider }
  }
}
