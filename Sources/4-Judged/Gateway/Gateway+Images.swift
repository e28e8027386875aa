import Catalog
import Exchanges
import HTTPMessages
import Normalization

extension Gateway {
  /// No edit is longer, pictures included.
  private static let largestEdit = 64 << 20

  /// Answers a generation or an edit, once there is room for its body.
  func makePictures(_ request: HTTPRequest, mode: Mode, id: String) async throws -> HTTPResponse {
    try ImageRequest.checkType(request.fields[.contentType], mode)
    let limit = mode == .edit ? Gateway.largestEdit : ImageRequest.largestJSON
    if let length = request.body.length, length > limit { throw HTTPBodyTooLong(limit: limit) }
    let room = admission.open(most: request.body.length ?? limit)
    defer { room.leave() }
    let body = try await room.collected(request.body, limit: limit)
    room.settle(body.count)
    let wanted = try await read(body, as: mode, type: request.fields[.contentType])
    guard wanted.urlCount > 0 else { return try await make(wanted, for: request, id: id) }
    // What must be refused is refused before anything is fetched.
    _ = try choice(of: wanted)
    let pictures = admission.open(most: InputDownloads.largest)
    defer { pictures.leave() }
    let whole = try await downloads(request).completing(wanted, in: pictures)
    return try await make(whole, for: request, id: id)
  }

  private func read(
    _ body: [UInt8],
    as mode: Mode,
    type: String?
  ) async throws -> ImageRequest {
    try await Aside.run(over: body.count) {
      mode == .edit
        ? try ImageRequest(edit: body, contentType: type)
        : try ImageRequest(generation: body)
    }
  }

  private func downloads(_ request: HTTPRequest) -> InputDownloads {
    InputDownloads(
      client: settings.environment.downloads ?? HTTPHandlerClosure { _ in throw NoDownloads() },
      hosted: hosted,
      clock: settings.environment.clock,
      origin: request.origin
    )
  }

  /// The plan of a request, by its model's contract or by the one for unknown models.
  private func choice(of wanted: ImageRequest) throws -> ModelChoice {
    try ModelChoice(wanted.planned, settings: settings)
  }

  private func make(
    _ wanted: ImageRequest,
    for request: HTTPRequest,
    id: String
  ) async throws -> HTTPResponse {
    let choice = try choice(of: wanted)
    let plan = choice.plan
    if request.target.queryValue("dryRun") == "true" { return CostEstimate(plan: plan).response }
    if wanted.isStreamed, plan.attempts.contains(where: { $0.count > 1 }) {
      throw GatewayError.invalid("Streaming is only supported with n=1.", "stream")
    }
    try playFault(in: wanted.prompt)
    let work = ImageWork(settings: settings, plan: plan, inputs: wanted.inputs)
    if wanted.isStreamed, plan.attempts.contains(where: \.asksForDrafts) {
      return try await DraftedAnswer(gateway: self, id: id, request: wanted, choice: choice)
        .response(of: work)
    }
    var summary = PlanSummary(request: wanted, plan: plan, purchases: work.purchases)
    defer { settings.notePlan?(id, summary.text) }
    let outcome = try await work.run()
    summary.outcome = outcome
    let answer = ImageAnswer(
      id: id,
      created: settings.environment.unixTime(),
      request: wanted,
      choice: choice,
      outcome: outcome,
      urls: try await urls(of: outcome, wanted, at: request.origin),
      catalog: settings.catalog
    )
    return try await Aside.run(over: answer.embeddedBytes) {
      wanted.isStreamed ? StreamedAnswer.response(answer) : answer.response
    }
  }

  private func urls(
    of outcome: ImageWork.Outcome,
    _ wanted: ImageRequest,
    at origin: String
  ) async throws -> [String] {
    guard !wanted.wantsBase64, !wanted.isStreamed else { return [] }
    var urls: [String] = []
    for made in outcome.pictures {
      urls.append(try await hosted.host(made.picture, at: origin))
    }
    return urls
  }

  /// `[fault: gateway=INSUFFICIENT_BALANCE]` shows an app each row of the error table.
  private func playFault(in prompt: String) throws(GatewayError) {
    let asked = try? Faults.all(in: prompt).first { $0.gatewayCode != nil }
    guard let faults = asked, let word = faults.gatewayCode else { return }
    guard let code = GatewayError.Code(rawValue: word) else {
      throw .invalid("gateway=\(word) is no error code of the gateway", "prompt")
    }
    guard faults.hits(call: playedFaults.number(of: prompt), provider: faults.provider ?? "") else {
      return
    }
    throw GatewayError(
      code,
      "asked for by a fault directive",
      retryAfter: faults.retryAfter
    )
  }
}
