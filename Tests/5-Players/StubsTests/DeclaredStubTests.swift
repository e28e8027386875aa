import TestSupport
import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Stubs
import Testing

/// Upstreams that are declared as data, played from their files.
struct DeclaredStubTests {
  /// A plain upstream that answers at once, with base64 in a list of objects.
  static let acme = ModelCatalog.File(
    name: "acme.json",
    text: #"""
      {
        "name": "acme", "key_variable": "ACME_KEY", "key_scheme": "Bearer",
        "bases": {"api": "https://api.acme.example"},
        "calls": {"submit": {"method": "POST", "base": "api", "path": "/run/{endpoint}/draw"}},
        "pointers": {
          "input": "/request/parameters", "output": "/images", "picture": "/b64",
          "seed": "/meta/seed", "error": "/message"
        },
        "pictures": {"out": "base64", "list": true},
        "answers": {
          "done": {"body": {"model": "{model}", "note": "seed {seed}"}},
          "moderated": {"status": 451, "body": {"reason": "moderated"}},
          "invalid": {"status": 422, "body": {"field": "{field}"}}
        }
      }
      """#
  )

  static let model = ModelCatalog.File(
    name: "m.json",
    text: #"""
      {
        "id": "m", "modes": ["t2i"], "sizes": {"ratios": ["1:1", "2:1"], "tiers": ["1K"]},
        "parameters": ["prompt", "size", "n", "seed"],
        "offers": {"acme/m": {"operations": {"t2i": {
          "endpoint": "painter/v2",
          "size": {"form": "ratio", "field": "shape", "ratios": ["1:1", "2:1"]},
          "delivery": {"rule": "step", "step": 64},
          "fields": {
            "prompt": {"type": "string", "required": true}, "shape": {"type": "string"},
            "seed": {"type": "integer", "min": 0}
          }
        }}}}
      }
      """#
  )

  /// Fields without bounds, which only the program's own keep from being followed.
  private static let boundless = ModelCatalog.File(
    name: "boundless.json",
    text: #"""
      {
        "id": "boundless", "modes": ["t2i"], "sizes": {"ratios": ["1:1"], "tiers": ["1K"]},
        "parameters": ["prompt", "n"],
        "offers": {"acme/boundless": {"operations": {"t2i": {
          "endpoint": "boundless", "batch": {"field": "count", "max": 4},
          "size": {"form": "sides", "width": "wide", "height": "high"},
          "fields": {
            "prompt": {"type": "string", "required": true}, "count": {"type": "integer"},
            "wide": {"type": "integer", "step": 32}, "high": {"type": "integer"}
          }
        }}}}
      }
      """#
  )

  static let excesses: [(input: JSON, status: Int, pictures: Int)] = [
    (["prompt": "a", "count": -3], 200, 1),
    (["prompt": "a", "count": 9_223_372_036_854_775_807], 200, 4),
    (["prompt": "a", "wide": 9_223_372_036_854_775_807, "high": 64], 422, 0),
    (
      ["prompt": "a", "wide": 9_223_372_036_854_775_807, "high": 9_223_372_036_854_775_807], 422, 0
    ),
  ]

  @Test(arguments: excesses.indices)
  func `draws what can be drawn where no field has bounds`(index: Int) async throws {
    let (input, status, pictures) = DeclaredStubTests.excesses[index]
    let catalog = try ModelCatalog(files: [DeclaredStubTests.boundless])
      .declaring([DeclaredStubTests.acme])
    let request = HTTPRequest(
      .post,
      target: "/acme/run/boundless/draw",
      fields: ["Authorization": "Bearer k", "Content-Type": "application/json"],
      body: .bytes(JSON.object(["request": ["parameters": input]]).bytes())
    )
    let response = try await stub(catalog).respond(to: request)
    #expect(response.status.code == status)
    let json = try JSON(parsing: try await response.body.collected())
    #expect(json["images"]?.arrayValue?.count ?? 0 == pictures)
  }

  private static func bfl() throws -> ModelCatalog {
    try ExampleProvider("bfl").catalog()
  }

  private func stub(_ catalog: ModelCatalog) -> StubServer {
    StubServer(catalog, in: .fixed(TestClock()))
  }

  private func send(
    _ method: HTTPMethod,
    _ target: String,
    _ body: JSON? = nil,
    key: String? = "secret",
    to stub: StubServer,
    host: String = "127.0.0.1:4021"
  ) async throws -> StubAnswer {
    var fields: HTTPFields = [:]
    fields["x-key"] = key
    fields["Authorization"] = key.map { "Bearer \($0)" }
    let request = HTTPRequest(
      method,
      authority: host,
      target: HTTPTarget(target),
      fields: fields,
      body: .bytes(body?.bytes() ?? [])
    )
    return try await StubAnswer(stub.respond(to: request))
  }

  @Test func `Black Forest Labs' work is followed at the URL that it gives`() async throws {
    let stub = stub(try DeclaredStubTests.bfl())
    let prompt = "a fox [fault: polls=2]"
    let taken = try await send(
      .post,
      "/bfl/v1/flux-kontext-max",
      ["prompt": .string(prompt), "aspect_ratio": "4:3", "seed": 7],
      to: stub
    )
    #expect(taken.status == 200)
    #expect(taken.json?["cost"]?.doubleValue == 8)
    let url = try #require(taken.json?["polling_url"]?.stringValue)
    let id = try #require(taken.json?["id"]?.stringValue)
    #expect(url == "http://127.0.0.1:4021/bfl-poll/v1/get_result?id=\(id)")
    let target = try #require(HTTPURL(url)).target.text
    for _ in 0..<2 {
      let pending = try await send(.get, target, key: nil, to: stub)
      #expect(pending.json?["status"] == "Pending")
      #expect(pending.json?["result"] == .some(.null))
      #expect(pending.json?["progress"]?.doubleValue == 0.6)
    }
    let ready = try await send(.get, target, key: nil, to: stub)
    #expect(ready.json?["status"] == "Ready")
    #expect(ready.json?["id"] == .string(id))
    #expect(ready.json?["result"]?["prompt"] == .string(prompt))
    #expect(ready.json?["result"]?["seed"] == 7)
    let sample = try #require(ready.json?["result"]?["sample"]?.stringValue.flatMap(HTTPURL.init))
    let picture = try await send(.get, sample.target.text, key: nil, to: stub)
    #expect(picture.status == 200)
    #expect(picture.fields["Content-Type"] == "image/png")
  }

  @Test func `a poll where the answers do not point finds nothing`() async throws {
    let stub = stub(try DeclaredStubTests.bfl())
    let taken = try await send(.post, "/bfl/v1/flux-kontext-max", ["prompt": "x"], to: stub)
    let id = try #require(taken.json?["id"]?.stringValue)
    #expect(try await send(.get, "/bfl/v1/get_result?id=\(id)", to: stub).status == 404)
    let unknown = try await send(.get, "/bfl-poll/v1/get_result?id=none", to: stub)
    #expect(unknown.status == 404)
    #expect(unknown.json?["status"] == "Task not found")
  }

  @Test func `moderation is a status of the work`() async throws {
    let stub = stub(try DeclaredStubTests.bfl())
    let body: JSON = ["prompt": "x [fault: moderated]"]
    let taken = try await send(.post, "/bfl/v1/flux-kontext-max", body, to: stub)
    let url = try #require(taken.json?["polling_url"]?.stringValue.flatMap(HTTPURL.init))
    let ended = try await send(.get, url.target.text, to: stub)
    #expect(ended.status == 200)
    #expect(ended.json?["status"] == "Request Moderated")
    #expect(ended.json?["result"] == .some(.null))
  }

  static let refusals: [(body: JSON, key: String?, path: String, status: Int, answer: JSON)] = [
    (
      ["prompt": "x"], nil, "/bfl/v1/flux-kontext-max", 403,
      ["detail": "Not authenticated - Invalid Authentication"]
    ),
    (
      ["prompt": 5], "k", "/bfl/v1/flux-kontext-max", 422,
      [
        "detail": [
          [
            "loc": ["body", "prompt"], "msg": "Input should be a valid string",
            "type": "string_type",
          ]
        ]
      ]
    ),
    (
      ["prompt": "x [fault: status=429 retry-after=3]"], "k", "/bfl/v1/flux-kontext-max", 429,
      ["detail": "Too Many Requests"]
    ),
  ]

  @Test(arguments: refusals)
  func `refuses in the bodies that the file gives`(
    _ refusal: (body: JSON, key: String?, path: String, status: Int, answer: JSON)
  ) async throws {
    let stub = stub(try DeclaredStubTests.bfl())
    let answer = try await send(.post, refusal.path, refusal.body, key: refusal.key, to: stub)
    #expect(answer.status == refusal.status)
    #expect(answer.json == refusal.answer)
  }

  @Test func `answers under the provider's own host names`() async throws {
    let stub = stub(try DeclaredStubTests.bfl())
    let body: JSON = ["prompt": "x"]
    for host in ["api.bfl.ai", "api.eu.bfl.ai:443"] {
      let taken = try await send(.post, "/v1/flux-kontext-max", body, to: stub, host: host)
      #expect(taken.status == 200, "\(host)")
      let url = try #require(taken.json?["polling_url"]?.stringValue)
      #expect(url.hasPrefix("https://api.us1.bfl.ai/v1/get_result?id="))
      let target = try #require(HTTPURL(url)).target.text
      let ready = try await send(.get, target, to: stub, host: "api.us1.bfl.ai")
      #expect(ready.json?["status"] == "Ready")
      let sample = try #require(ready.json?["result"]?["sample"]?.stringValue.flatMap(HTTPURL.init))
      let picture = try await send(.get, sample.target.text, to: stub, host: sample.authority)
      #expect(picture.status == 200)
    }
  }

  @Test func `a plain upstream answers at once, with all that its pointers name`() async throws {
    let catalog = try ModelCatalog(files: [DeclaredStubTests.model]).declaring([
      DeclaredStubTests.acme
    ])
    let stub = stub(catalog)
    let parameters: JSON = ["prompt": "x", "shape": "2:1", "seed": 5]
    let made = try await send(
      .post,
      "/acme/run/painter/v2/draw",
      ["request": ["parameters": parameters]],
      to: stub
    )
    #expect(made.status == 200)
    #expect(made.json?["model"] == "painter/v2")
    #expect(made.json?["meta"]?["seed"] == 5)
    let text = try #require(made.json?["images"]?[0]?["b64"]?.stringValue)
    // Width and height of a PNG stand in its 17th to 24th byte: 1472 and 704 are multiples of 64.
    let head = try Base64.decode(text)[16..<24]
    #expect(Array(head) == [0, 0, 5, 192, 0, 0, 2, 192])

    let flat = try await send(.post, "/acme/run/painter/v2/draw", parameters, to: stub)
    #expect(flat.status == 422)
    let moderated = try await send(
      .post,
      "/acme/run/painter/v2/draw",
      ["request": ["parameters": ["prompt": "x [fault: moderated]"]]],
      to: stub
    )
    #expect(moderated.status == 451)
    #expect(moderated.json?["reason"] == "moderated")
  }

  @Test func `the journal shows no key, whatever field a provider has it in`() async throws {
    let text = DeclaredStubTests.acme.text.replacing(
      #""key_scheme": "Bearer""#,
      with: #""key_scheme": "", "key_field": "X-Acme-Door""#
    )
    let facts = ModelCatalog.File(name: "acme.json", text: text)
    let stub = stub(try ModelCatalog(files: [DeclaredStubTests.model]).declaring([facts]))
    let request = HTTPRequest(
      .post,
      authority: "127.0.0.1:4021",
      target: "/acme/run/painter/v2/draw?api_key=planted-key-4711",
      fields: ["X-Acme-Door": "planted-key-4711", "X-Plain": "shown"],
      body: .bytes(#"{"request": {"parameters": {"prompt": "p"}}}"#.utf8.map(\.self))
    )
    _ = try await stub.respond(to: request).body.collected()
    let journal = try await send(.get, "/__touchstone/journal", to: stub)
    let shown = String(decoding: journal.body, as: UTF8.self)
    #expect(!shown.contains("planted-key-4711"))
    #expect(shown.contains("X-Acme-Door") && shown.contains("shown"))
  }

  @Test func `every call is in the journal`() async throws {
    let stub = stub(try DeclaredStubTests.bfl())
    _ = try await send(.post, "/bfl/v1/flux-kontext-max", ["prompt": "x [ts:7f3a]"], to: stub)
    let token = try #require(CaseToken(id: "7f3a"))
    #expect(stub.journal.exchanges(of: token).count == 1)
  }
}
