import CanonicalJSON
import Catalog
import Dialects
import HTTPMessages

/// Asks one endpoint, a source at a time, and draws what it sees.
struct Sampler {
  let subject: Subject
  let dialect: Dialect
  let courier: Courier

  init(_ subject: Subject, key: String?, courier: Courier) {
    self.subject = subject
    dialect = Dialect(subject.facts, key: key)
    self.courier = courier
  }

  private var reader: AnswerReader { AnswerReader(subject.facts) }
  /// How long work may take, and how often it is asked after.
  private static let patience = (polls: 120, pause: Duration.seconds(1))

  /// Nil where the provider does not describe itself.
  var schemaRequest: HTTPRequest? { dialect.request(.schema, endpoint: subject.endpoint) }

  /// The document in which the provider describes the endpoint.
  func schema() async throws -> Portrait {
    var portrait = Portrait()
    guard let request = schemaRequest else { return portrait }
    let reply = try await free(request, what: "the schema document")
    portrait.isThere = reply.status != 404
    guard reply.status != 404 else { return portrait }
    guard reply.status == 200, let document = try? JSON(parsing: reply.body),
      let facts = SchemaFacts(document: document, endpoint: subject.endpoint)
    else {
      throw Trouble.unreadable("\(request.url) is no schema document (\(reply.status))")
    }
    portrait.schema = facts
    return portrait
  }

  /// One request that can't be valid; where it is accepted all the same, it is called off and paid in full.
  func probe() async throws -> Portrait {
    let input = ProbeInput(subject).json
    let reply = try await submit(input, what: "a validation probe", cost: subject.worstCase)
    var portrait = Portrait()
    let body = try? JSON(parsing: reply.body)
    if 200...299 ~= reply.status {
      courier.budget.settleInFull(reply.reservation)
      await cancel(body)
      portrait.acceptsProbe = true
      return portrait
    }
    courier.budget.settle(reply.reservation, cost: .zero)
    portrait.isThere = reply.status != 404
    guard reply.status != 404 else { return portrait }
    guard let body else { throw unreadable("a refusal", reply) }
    portrait.acceptsProbe = false
    portrait.faults = FaultReader.faults(in: body)
    portrait.add(answer(.refused, reply, body: body))
    return portrait
  }

  private func cancel(_ body: JSON?) async {
    guard let id = body.flatMap(reader.id),
      let request = dialect.request(.cancel, endpoint: subject.endpoint, id: id)
    else { return }
    _ = try? await free(request, what: "calling off")
  }

  /// The answer about work that was never ordered; it costs nothing.
  func missing() async throws -> Portrait {
    var portrait = Portrait()
    guard let request = dialect.poll(Sampler.unknownID, at: subject.endpoint)?.request else {
      return portrait
    }
    let reply = try await free(request, what: "a free read")
    let body = try? JSON(parsing: reply.body)
    let kind = reader.kind(of: .status, status: reply.status, body: body)
    guard let kind else { return portrait }
    portrait.add(answer(kind == .status ? .missing : kind, reply, body: body))
    return portrait
  }

  /// An id that no provider gives out.
  static let unknownID = "00000000-0000-7000-8000-000000000000"

  /// The cheapest picture, from its order to its bytes; a picture that can't be read leaves the answers before it.
  func generation() async throws -> (portrait: Portrait, trouble: Trouble?) {
    let input = CheapestInput(subject).json
    let cost = subject.generationCost
    let reply = try await submit(input, what: "a generation", cost: cost)
    var portrait = Portrait()
    guard 200...299 ~= reply.status else {
      courier.budget.settle(reply.reservation, cost: .zero)
      portrait.isThere = reply.status == 404 ? false : nil
      // What gave a picture yesterday is refused: another status of the same answer.
      if reply.status != 404 { portrait.add(Answer(.result, status: reply.status)) }
      return (portrait, nil)
    }
    courier.budget.settleInFull(reply.reservation)
    portrait.isThere = true
    do {
      try await follow(reply, of: input, into: &portrait)
      return (portrait, nil)
    } catch let trouble as Trouble {
      return (portrait, trouble)
    }
  }

  private func submit(
    _ input: JSONObject,
    what: String,
    cost: Money?
  ) async throws -> Courier.Reply {
    guard let request = dialect.order(subject.order, input, at: subject.endpoint) else {
      throw Trouble.unreadable("nobody knows how to submit to \(subject.provider)")
    }
    return try await courier.send(request, what: what, cost: cost)
  }

  private func free(_ request: HTTPRequest, what: String) async throws -> Courier.Reply {
    let reply = try await courier.send(request, what: what, cost: .zero)
    courier.budget.settle(reply.reservation, cost: .zero)
    return reply
  }
}

extension Sampler {
  /// Asks after the work until it has a result, then fetches its first picture.
  private func follow(
    _ first: Courier.Reply,
    of input: JSONObject,
    into portrait: inout Portrait
  ) async throws {
    var (reply, call) = (first, subject.order)
    for _ in 0...Sampler.patience.polls {
      guard let body = try? JSON(parsing: reply.body) else { throw unreadable("an answer", reply) }
      let kind = reader.kind(of: call, status: reply.status, body: body)
      guard let kind else { throw unreadable("an answer", reply) }
      portrait.add(answer(kind, reply, body: body, asked: subject.asked(input), input: input))
      if kind == .result {
        return try await fetch(body, asked: subject.asked(input), into: &portrait)
      }
      if reader.hasFailed(body) {
        throw Trouble.unreachable("the generation failed: \(reader.failure(in: body))")
      }
      let order = try? JSON(parsing: first.body)
      guard let id = reader.id(in: body) ?? order.flatMap(reader.id),
        let request = dialect.poll(id, at: subject.endpoint, after: order)?.request
      else { throw unreadable("an answer without an id", reply) }
      if call == .status { try await courier.clock.wait(for: Sampler.patience.pause) }
      reply = try await free(request, what: "a poll")
      call = .status
    }
    throw Trouble.unreachable("the generation did not end in time")
  }

  private func fetch(
    _ body: JSON,
    asked: String,
    into portrait: inout Portrait
  ) async throws {
    if let inline = reader.inlinePictures(in: body).first {
      guard let picture = AnswerReader.bytes(ofInline: inline).flatMap(PictureFacts.init(of:))
      else { throw Trouble.unreadable("a picture in an answer is not sound") }
      portrait.add(Answer(.picture, status: 200, picture: picture, asked: asked))
      return
    }
    guard let address = reader.addresses(in: body).first,
      let request = HTTPRequest(.get, url: address)
    else { return }
    let reply = try await free(request, what: "a picture")
    guard reply.status == 200, let picture = PictureFacts(of: reply.body) else {
      // What stands behind the question mark may be a signature, which is nobody's business.
      let place = address.prefix { $0 != "?" }
      throw Trouble.unreadable("the picture at \(place) is not sound (\(reply.status))")
    }
    portrait.add(
      Answer(.picture, status: 200, fields: reply.fields, picture: picture, asked: asked)
    )
  }

  private func answer(
    _ kind: AnswerKind,
    _ reply: Courier.Reply,
    body: JSON?,
    asked: String? = nil,
    input: JSONObject = [:]
  ) -> Answer {
    Answer(
      kind,
      status: reply.status,
      fields: reply.fields,
      body: body,
      billed: reader.billed(kind, reply.fields, body: body),
      asked: asked,
      hidden: JSON.object(input).strings
    )
  }

  private func unreadable(_ what: String, _ reply: Courier.Reply) -> Trouble {
    let text = String(decoding: reply.body.prefix(80), as: UTF8.self)
    return .unreadable("\(what) with status \(reply.status) begins \"\(text)\"")
  }
}
