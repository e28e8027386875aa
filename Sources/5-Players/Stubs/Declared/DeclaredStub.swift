import Bytes
import CanonicalJSON
import Catalog
import Dialects
import Exchanges
import HTTPMessages

/// An upstream that a provider's file declares, played from that file.
struct DeclaredStub: Sendable {
  let backend: StubBackend
  let data: Provider

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    do {
      return try await route(request)
    } catch let refusal as StubRefusal {
      return DeclaredErrors(data: data).response(refusal)
    }
  }

  private func route(_ request: StubRequest) async throws -> HTTPResponse {
    guard let (name, values) = request.call, let call = data.calls[name] else {
      throw StubRefusal.unknownPath(request.message.target.path)
    }
    guard !request.lacksQuery(of: call) else {
      throw StubRefusal.unknownPath(request.message.target.path)
    }
    if !call.isOpen { try request.authenticate() }
    switch name {
    case .submit, .enqueue, .direct, .edit:
      return try await submit(request, name, endpoint: values["endpoint"])
    case .status: return try status(of: call.id(values, in: request.body), request)
    case .result: return try result(of: call.id(values, in: request.body), request)
    case .cancel:
      _ = backend.cancel(call.id(values, in: request.body), in: data.name)
      return answer(.done, [:])
    case .upload, .schema: throw StubRefusal.unknownPath(request.message.target.path)
    }
  }

  private func submit(
    _ request: StubRequest,
    _ name: Provider.CallName,
    endpoint: String?
  ) async throws -> HTTPResponse {
    let isForm = request.message.fields[.contentType]?.lowercased().hasPrefix("multipart/") == true
    guard !isForm || data.calls[name]?.encoding == .multipart else {
      throw StubRefusal.malformedBody("the body should be JSON, not a form")
    }
    let order = try backend.order(
      in: request,
      to: data,
      unlessObject: "Input should be an object"
    )
    guard let input = order.input else {
      throw StubRefusal.malformedBody("the input should be an object")
    }
    let endpoint = order.model ?? endpoint ?? ""
    guard !backend.catalog.operations(endpoint: endpoint, at: data.name).isEmpty else {
      throw StubRefusal.unknownModel(endpoint)
    }
    let hook = try hook(in: order.body)
    let isFollowed = data.isFollowed(name)
    return try await backend.generate(
      request,
      endpoint: endpoint,
      input: input,
      takesNull: true,
      isDirect: !isFollowed,
      mode: name == .edit ? .edit : nil
    ) { order in
      let made = try await made(order, request, isFollowed: isFollowed)
      return isFollowed ? take(made, order, request: request, telling: hook) : made
    }
  }

  /// The outcome of the work: pictures, or an end without any.
  private func made(
    _ order: StubOrder,
    _ request: StubRequest,
    isFollowed: Bool
  ) async throws -> HTTPResponse {
    /// Whether an end is a state of the work rather than a refusal.
    func says(_ state: ProviderSpeech.WorkState) -> Bool {
      isFollowed && data.speech.word(for: state) != nil
    }
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
}

extension DeclaredStub {
  /// The work, and the first answer about it.
  private func take(
    _ made: HTTPResponse,
    _ order: StubOrder,
    request: StubRequest,
    telling hook: Hook?
  ) -> HTTPResponse {
    let id = backend.ids.uuid()
    let result = DeclaredStub.naming(id, in: made, data: data)
    backend.take(
      StubJob(
        id: id,
        scope: data.name,
        pollsLeft: order.faults.pollsBeforeReady,
        faults: order.faults,
        result: result,
        end: backend.end(of: .results, at: data.name, faults: order.faults),
        owner: request.owner,
        purchase: order.billed,
        webhooks: hook.map { [$0.webhook(of: id, result)] } ?? []
      )
    )
    var placed: [Provider.Place: JSON] = [.id: .string(id)]
    if let cost = cost(of: order) { placed[.cost] = cost }
    if let hook {
      placed[.webhook] = .string(hook.url)
      return answer(.hooked, placed, state: .waiting, model: order.endpoint)
    }
    if data.pointers[.poll] != nil, let url = pollingURL(of: id, order, request: request) {
      placed[.poll] = .string(url)
    }
    return answer(.submitted, placed, model: order.endpoint)
  }

  /// Where the work is followed: at the stubs, or at the provider's own host for who called it by that;
  /// a fault leads astray.
  private func pollingURL(
    of id: String,
    _ order: StubOrder,
    request: StubRequest
  ) -> String? {
    guard let call = data.calls[.status], let path = data.path(.status, filling: ["id": id])
    else { return nil }
    let origin = order.faults.pollOrigin ?? request.origin
    let isAtHome = request.isAtOwnHost && order.faults.pollOrigin == nil
    let bases = isAtHome ? data.bases : data.stubBases(at: origin)
    return bases[call.base].map { $0 + path }
  }

  /// Finished work with its id where the file says it stands.
  private static func naming(
    _ id: String,
    in response: HTTPResponse,
    data: Provider
  ) -> HTTPResponse {
    guard case .bytes(let bytes) = response.body, let pointer = data.pointers[.id]?.first,
      let json = try? JSON(parsing: bytes)
    else { return response }
    var response = response
    response.body = .bytes(json.placing(.string(id), at: pointer).bytes())
    return response
  }

  /// Tells no more than that there is a result, where results have a call of their own.
  private func status(of id: String, _ request: StubRequest) throws -> HTTPResponse {
    guard let job = backend.poll(id, in: data.name, by: request) else { return shown(nil, id) }
    guard data.calls[.result] != nil else {
      return try backend.answer(shown(job, id), about: job, to: request)
    }
    let isDone = job.isReady && !backend.isGone(job)
    let said = isDone ? answer(.waiting, [.id: .string(id)], state: .done) : shown(job, id)
    return try backend.answer(said, about: job, at: [.status], to: request)
  }

  private func result(of id: String, _ request: StubRequest) throws -> HTTPResponse {
    guard let job = backend.jobs.job(id, in: data.name) else { return shown(nil, id) }
    return try backend.answer(shown(job, id), about: job, at: [.result], to: request)
  }

  private func shown(_ job: StubJob?, _ id: String) -> HTTPResponse {
    guard let job, !(job.isReady && backend.isGone(job)) else {
      return answer(.missing, [.id: .string(id)], state: .missing)
    }
    return job.isReady ? job.result : answer(.waiting, [.id: .string(id)], state: .waiting)
  }

  private func done(_ order: StubOrder, _ request: StubRequest) async -> HTTPResponse {
    let way = data.speech.pictures(for: order.input)
    let pictures = await backend.pictures(of: order, for: request, asData: way.form != .url)
    let place = way.place ?? data.pointers[.picture]?.first ?? JSONPointer()
    let items = pictures.enumerated().map { index, picture -> JSON in
      let text = way.form == .base64 ? Base64.encode(picture.bytes) : picture.url
      let beside = way.beside.filling([
        "index": .integer(index), "media_type": .string(picture.mediaType),
      ])
      return beside.placing(.string(text), at: place)
    }
    let isList = data.speech.isList || items.count > 1
    var placed: [Provider.Place: JSON] = [
      .output: isList ? .array(items) : items.first ?? .null,
      .prompt: order.input["prompt"] ?? "", .seed: .integer(order.seed),
    ]
    // Followed work has its id from the answer to its order.
    if !data.isPolled, data.pointers[.id] != nil { placed[.id] = .string(backend.ids.uuid()) }
    return answer(
      .done,
      placed,
      state: data.isPolled ? .done : nil,
      model: order.endpoint
    )
  }

  /// The file's answer for an occasion, with what pointers name put in its place.
  private func answer(
    _ occasion: ProviderSpeech.Occasion,
    _ placed: [Provider.Place: JSON],
    state: ProviderSpeech.WorkState? = nil,
    model: String = ""
  ) -> HTTPResponse {
    let answer = data.speech.answer(occasion)
    let state = state ?? ProviderSpeech.WorkState(rawValue: occasion.rawValue)
    var placed = placed
    if data.isPolled, let word = state.flatMap(data.speech.word) {
      placed[.status] = .string(word)
    }
    var holes = ["model": JSON.string(model), "created": .integer(backend.unixTime())]
    for (place, value) in placed { holes[place.rawValue] = value }
    var body = answer.filled(holes)
    for (place, value) in placed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if let pointer = data.pointers[place]?.first { body = body.placing(value, at: pointer) }
    }
    return DeclaredErrors.json(answer.status, body)
  }
}
