import CanonicalJSON
import Catalog
import HTTPMessages
import Testing

@testable import Providers

/// What is sent to a declared upstream, and what its answers mean.
struct DeclaredDialectTests {
  private let dialect: ProviderDialect
  private let call = ProviderCall(
    endpoint: "flux-kontext-max",
    input: ["prompt": "x", "input_image": "data:image/png;base64,aGk="]
  )

  init() throws {
    let catalog = try ExampleProvider("bfl").catalog()
    dialect = ProviderDialect(try #require(catalog.provider("bfl")), key: "secret")
  }

  private func answer(_ status: Int = 200, _ json: JSON) -> ProviderAnswer {
    ProviderAnswer(status: status, fields: [:], body: json.bytes())
  }

  private func ticket(_ url: String) throws -> ProviderTicket {
    let taken = answer(200, ["id": "7", "polling_url": .string(url)])
    guard case .wait(let ticket) = try dialect.step(after: taken, to: nil, of: call) else {
      throw DeclaredDialectTests.Unexpected()
    }
    return ticket
  }

  private struct Unexpected: Error {}

  @Test func `submits the bare input with the key in its own field`() async throws {
    let request = try dialect.submission(of: call)
    #expect(request.method == .post)
    #expect(request.url == "https://api.bfl.ai/v1/flux-kontext-max")
    #expect(request.fields["x-key"] == "secret")
    #expect(request.fields["Authorization"] == nil)
    let body = try JSON(parsing: await request.body.collected())
    #expect(body == ["prompt": "x", "input_image": "aGk="])
  }

  @Test func `whoever leads a provider elsewhere means no host of its own any more`() throws {
    let catalog = try ExampleProvider("bfl").catalog()
    let access = ProviderAccess(base: "http://127.0.0.1:9", key: "secret")
    let led = ProviderDialect(try #require(catalog.provider("bfl")), at: access)
    for (url, isOwn) in [
      ("https://api.bfl.ai/v1/get_result?id=7", false),
      ("http://127.0.0.1:9/v1/get_result?id=7", true), ("http://127.0.0.1:99/v1/x", false),
    ] {
      let taken = answer(200, ["id": "7", "polling_url": .string(url)])
      guard case .wait(let ticket) = try led.step(after: taken, to: nil, of: call) else {
        throw Unexpected()
      }
      #expect(ticket.isElsewhere == !isOwn)
      #expect(isOwn || ticket.next.fields["x-key"] == nil)
    }
  }

  @Test func `polls the URL just as it was given, and keeps the key from strangers`() throws {
    let cluster = "https://api.eu2.bfl.ai/v1/get_result?id=7"
    let stranger = try ticket(cluster)
    #expect(stranger.next.url == cluster)
    #expect(stranger.next.fields["x-key"] == nil)
    #expect(stranger.id == "7")
  }

  static let states: [(word: String, kind: ProviderFailure.Kind)] = [
    ("Request Moderated", .moderated), ("Content Moderated", .moderated), ("Error", .ended),
    ("Task not found", .ended), ("Nonsense", .ended),
  ]

  @Test(arguments: states)
  func `knows how work ends`(_ state: (word: String, kind: ProviderFailure.Kind)) throws {
    let ticket = try ticket("https://api.us1.bfl.ai/v1/get_result?id=7")
    let error = #expect(throws: ProviderFailure.self) {
      try dialect.step(after: answer(200, ["status": .string(state.word)]), to: ticket, of: call)
    }
    #expect(error?.kind == state.kind)
  }

  @Test func `waits, and takes the picture with its prompt and seed`() throws {
    let ticket = try ticket("https://api.us1.bfl.ai/v1/get_result?id=7")
    let pending = answer(200, ["status": "Pending", "result": .null])
    guard case .wait = try dialect.step(after: pending, to: ticket, of: call) else {
      Issue.record("it should wait")
      return
    }
    let ready = answer(
      200,
      [
        "status": "Ready",
        "result": ["sample": "https://delivery.example/a.jpeg", "prompt": "y", "seed": 9],
      ]
    )
    guard case .done(let output) = try dialect.step(after: ready, to: ticket, of: call) else {
      Issue.record("it should be done")
      return
    }
    #expect(output.images == [.url("https://delivery.example/a.jpeg")])
    #expect(output.prompt == "y")
    #expect(output.seed == 9)
  }

  static let refusals: [(status: Int, body: JSON, kind: ProviderFailure.Kind, message: String)] = [
    (
      422, ["detail": [["loc": ["body", "width"], "msg": "too small", "type": "x"]]],
      .invalidInput, "too small"
    ),
    (403, ["detail": "Not authenticated"], .account, "Not authenticated"),
    (402, [:], .account, "no reason given"),
    (429, ["detail": "slow down"], .rateLimited, "slow down"),
    (503, ["detail": 5], .unavailable, "no reason given"),
  ]

  @Test(arguments: refusals)
  func `reads refusals where the file says that they stand`(
    _ row: (status: Int, body: JSON, kind: ProviderFailure.Kind, message: String)
  ) throws {
    let error = #expect(throws: ProviderFailure.self) {
      try dialect.step(after: answer(row.status, row.body), to: nil, of: call)
    }
    #expect(error?.kind == row.kind)
    #expect(error?.message == row.message)
  }

  static let broken: [JSON] = [
    [], "x", ["id": 7], ["status": "Ready"], ["status": "Ready", "result": .null],
    ["status": "Ready", "result": ["sample": 7]], ["polling_url": "https://x.example/"],
    ["id": "7", "polling_url": "nowhere"],
  ]

  @Test(arguments: broken)
  func `an answer that means nothing is unreadable`(_ body: JSON) throws {
    let error = #expect(throws: ProviderFailure.self) {
      try dialect.step(after: answer(200, body), to: nil, of: call)
    }
    #expect(error?.kind == .unreadable)
  }
}
