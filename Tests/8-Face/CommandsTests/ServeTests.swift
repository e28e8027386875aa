import CanonicalJSON
import Catalog
import Exchanges
import Foundation
import HTTPMessages
import HTTPTransport
import Reports
import Stubs
import Synchronization
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct ServeTests {
  @Test func `says what to paste for each client`() async {
    let run = await touchstone(["serve", "--port", "0"])
    #expect(run.code == .success)
    for text in [
      "export OPENAI_BASE_URL=http://127.0.0.1:", "export OPENAI_API_KEY=any",
      "OpenAI(base_url=\"http://127.0.0.1:", "new OpenAI({ baseURL: \"http://127.0.0.1:",
      "curl http://127.0.0.1:", "Pictures are drawn here",
    ] {
      #expect(run.output.contains(text))
    }
  }

  @Test func `listens for an interruption before it says how to interrupt`() async {
    let order = Mutex<[String]>([])
    let console = Console(
      write: { text in order.withLock { $0.append(text) } },
      writeError: { _ in },
      workingDirectory: "/",
      interruption: {
        order.withLock { $0.append("listens") }
        return {}
      }
    )
    #expect(await Touchstone.run(["serve", "--port", "0"], console: console) == .success)
    let told = order.withLock { $0 }
    #expect(told.first == "listens")
    #expect(told.count > 1 && told[1].contains("Ctrl-C"))
  }

  @Test func `says what is unusual about a run, and no key`() async {
    let run = await touchstone(
      [
        "serve", "--port", "0", "--key", "planted-key", "--any-model", "--latency", "x0.1",
      ]
    )
    #expect(run.output.contains("generic contract"))
    #expect(run.output.contains("about 0.1 times as long as real ones"))
    #expect(!run.output.contains("planted-key"))
    let upstream = await touchstone(
      ["serve", "--port", "0", "--upstream-for", "replicate=https://api.replicate.com"],
      environment: ["REPLICATE_API_TOKEN": "r8_planted"]
    )
    #expect(upstream.output.contains("Calls for replicate leave this process"))
    #expect(!upstream.output.contains("r8_planted"))
  }

  private static let fakeKey = "r8_FakeFakeFakeFakeFakeFakeFakeFakeFakeFake"

  static let refusals: [(arguments: [String], message: String)] = [
    (["--latency", "slow"], "'--latency' must be realistic, none or xN with N from 0 to 100"),
    (["--latency", "x-1"], "'--latency' must be realistic, none or xN with N from 0 to 100"),
    (["--latency", "x101"], "'--latency' must be realistic, none or xN with N from 0 to 100"),
    (["--fal", "maybe"], "'--fal' must be one of sync, queue, not 'maybe'"),
    (
      ["--upstream-for", "fal"],
      "'--upstream-for' must be PROVIDER=URL with PROVIDER one of fal, fireworks, "
    ),
    (["--upstream-for", "acme=https://a.test"], "'--upstream-for' must be PROVIDER=URL"),
    (["--upstream-for", "fal=ftp://a.test"], "'--upstream-for' must be PROVIDER=URL"),
    (
      ["--upstream-for", "fal=https://fal.run"],
      "'--upstream-for fal=…' needs a key: set FAL_KEY"
    ),
    (
      ["--upstream-for", "replicate=https://api.replicate.com"],
      "'--upstream-for replicate=…' needs a key: set REPLICATE_API_TOKEN"
    ),
    (
      ["--upstream-for", "fireworks=https://api.fireworks.ai"],
      "'--upstream-for fireworks=…' needs a key: set FIREWORKS_API_KEY"
    ),
    (
      ["--upstream-for", "fal=http://127.0.0.1:1", "--upstream-for", "fal=http://127.0.0.1:2"],
      "'--upstream-for' names fal twice; name it once"
    ),
    (
      ["--upstream-for", "fal=http://127.0.0.1:1", "--any-model"],
      "'--any-model' needs fal's stub, which '--upstream-for fal=…' replaces"
    ),
    (
      ["--store", "/dev/null/pictures"],
      "'--store' can't keep pictures in /dev/null/pictures: a part of its path is a file"
    ),
    (["--host", "not-an-address"], "not-an-address"),
    (["--key"], "missing value for '--key': --key KEY"),
  ]

  @Test(arguments: refusals.indices)
  func `a wrong option is refused with what to do`(index: Int) async {
    let row = ServeTests.refusals[index]
    let run = await touchstone(["serve", "--port", "0"] + row.arguments)
    #expect(run.code == .usage)
    #expect(run.errors.contains(row.message))
  }

  @Test func `a key is made where a real provider is paid, and nobody is served without it`()
    async throws
  {
    let options = ["serve", "--upstream-for", "replicate=https://api.replicate.com"]
    let keys = ["REPLICATE_API_TOKEN": "r8_planted"]
    try await whileRunning(options, environment: keys) { server in
      let line = server.banner.split(separator: "\n").first { $0.contains("OPENAI_API_KEY=") }
      let made = try #require(line?.split(separator: "=").last)
      #expect(made.hasPrefix("ts-"))
      for (key, status) in [("any", 401), (String(made), 200)] {
        let models = try #require(
          HTTPRequest(
            .get,
            url: server.base + "/openai/v1/models",
            fields: ["Authorization": "Bearer \(key)"]
          )
        )
        #expect(try await server.client.respond(to: models).status.code == status)
      }
    }
  }

  @Test func `logs a line a request with what the plan did`() async throws {
    let log = try await serving([]) { base, client in
      let response = try await client.respond(
        to: request(base, ["model": "fal/flux.2-max", "prompt": "p", "size": "16:9", "n": 3])
      )
      #expect(response.status == 200)
      let missing = try await client.respond(
        to: request(base, ["model": "nobody", "prompt": "a [ts:1]"])
      )
      #expect(missing.status == 404)
      let lost = try #require(HTTPRequest(.get, url: "\(base)/v1/models/\(ServeTests.fakeKey)"))
      _ = try await client.respond(to: lost)
    }
    #expect(!log.contains(ServeTests.fakeKey))
    #expect(
      log.contains(
        "POST /openai/v1/images/generations → 200 · size 16:9 → image_size 1365x768"
          + " · n 3 → 3 calls · fal · "
      )
    )
    #expect(
      log.contains("POST /openai/v1/images/generations → 404 · MODEL_NOT_FOUND: Model 'nobody'")
    )
  }

  @Test func `a log line says why: what was refused, passed on unknown, or absorbed`() async throws
  {
    let log = try await serving([]) { base, client in
      for body: JSON in [
        ["model": "fal/flux.2-max", "prompt": "p", "n": 99],
        ["model": "fal/flux.2-max", "prompt": "p", "sizee": "a secret thought"],
        ["model": "flux.2-max", "prompt": "p [fault: status=429 provider=fal]"],
        ["model": "flux.2-max", "prompt": "a hen [fault: gateway=INSUFFICIENT_BALANCE]"],
      ] {
        _ = try await client.respond(to: request(base, body))
      }
      let nowhere = try #require(HTTPRequest(.post, url: "\(base)/v1/chat/completions"))
      _ = try await client.respond(to: nowhere)
    }
    let lines = log.split(separator: "\n").filter { $0.hasPrefix("POST ") }
    try #require(lines.count == 5)
    #expect(lines[0].contains("→ 400 · INVALID_REQUEST: "))
    #expect(lines[1].contains("→ 200 · sizee passed on, unknown · fal · asked 1 · bought 1"))
    #expect(lines[2].contains("→ 200 · tries fal 429, "))
    #expect(lines[2].contains(" 200 · "))
    #expect(lines[3].contains("→ 402 · INSUFFICIENT_BALANCE: asked for by a fault directive"))
    #expect(lines[4].contains("→ 404 · "))
    #expect(lines[4].split(separator: " · ").count == 3, "status, why, time: \(lines[4])")
    #expect(!log.contains("a secret thought"))
  }

  @Test(arguments: FaultText.sights.indices)
  func `a client sees of a fault what help says`(index: Int) async throws {
    let sight = FaultText.sights[index]
    _ = try await serving([]) { base, client in
      var last: JSON?
      for status in sight.statuses {
        let prompt = "a lighthouse [fault: \(sight.directive)]"
        let response = try await client.respond(
          to: request(base, ["model": .string(sight.model), "prompt": .string(prompt)])
        )
        #expect(response.status.code == status, "\(sight.directive)")
        last = try? JSON(parsing: await response.body.collected(limit: 1 << 20))
      }
      #expect(last?["error"]?["code"]?.stringValue == sight.code)
    }
  }

  @Test func `says whose setting a port in use is`() async throws {
    let nobody = HTTPHandlerClosure { _ in HTTPResponse(503) }
    let server = try HTTPServer(serving: nobody)
    let served = await touchstone(["serve", "--port", "\(server.port)"])
    #expect(served.code == .usage)
    #expect(
      served.errors
        == "error: 127.0.0.1:\(server.port) is in use: let --port name another port, or 0 for any that is free\n"
    )
    let checked = await touchstone([
      "check", "auth", "--gateway", "http://127.0.0.1:9/v1",
      "--upstream-listen", "127.0.0.1:\(server.port)",
    ])
    #expect(checked.errors.contains("is in use: let --upstream-listen name another port"))
  }

  @Test func `keeps pictures in a folder that a later run serves from`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let target = Mutex("")
    try await serving(["--store", folder.path]) { base, client in
      let response = try await client.respond(
        to: request(base, ["model": "fal/flux.2-max", "prompt": "p", "output_format": "png"])
      )
      let json = try JSON(parsing: try await response.body.collected())
      let url = try #require(json["data"]?[0]?["url"]?.stringValue.flatMap(HTTPURL.init))
      target.withLock { $0 = url.target.text }
    }
    let name = target.withLock { String($0.dropFirst("/files/".count)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    try await serving(["--store", folder.path]) { base, client in
      let fetch = try #require(HTTPRequest(.get, url: base + "/files/" + name))
      let response = try await client.respond(to: fetch)
      #expect(response.status == 200)
      #expect(response.fields[.contentType] == "image/png")
    }
  }

  @Test(arguments: ["fal", "replicate", "fireworks"])
  func `a provider can be played by somebody else, with the environment's key`(
    provider: String
  ) async throws {
    let stubs = StubServer(try ModelCatalog.shipped(), in: .offline)
    try await withHTTPServer(serving: stubs) { upstream in
      _ = try await serving(
        ["--upstream-for", "\(provider)=\(upstream.url)/\(provider)"],
        environment: [
          "FAL_KEY": "env:key-of-fal", "REPLICATE_API_TOKEN": "r8_env",
          "FIREWORKS_API_KEY": "fw_env",
        ]
      ) { base, client in
        let body: JSON = [
          "model": .string("\(provider)/flux.1-kontext-max"), "prompt": "p",
        ]
        let response = try await client.respond(to: request(base, body))
        #expect(response.status == 200)
      }
    }
    let exchanges = stubs.journal.all
    #expect(exchanges.contains { $0.request.method == .get })
    let keys = Set(exchanges.compactMap { $0.request.fields[.authorization] })
    let expected = [
      "fal": "Key env:key-of-fal", "replicate": "Bearer r8_env", "fireworks": "Bearer fw_env",
    ]
    #expect(keys == [expected[provider]])
  }

  @Test func `pictures on this machine are fetched only where that was allowed`() async throws {
    let asked = Mutex(0)
    let inside = HTTPHandlerClosure { _ in
      asked.withLock { $0 += 1 }
      return HTTPResponse(200, body: HTTPBody("no picture"))
    }
    try await withHTTPServer(serving: inside) { server in
      let body: JSON = [
        "model": "fal/flux.2-max", "prompt": "p",
        "images": [["image_url": .string(server.url)]],
      ]
      for (options, wanted) in [([], 0), (["--local-urls"], 1)] {
        try await serving(options) { base, client in
          let response = try await client.respond(to: request(base, body, "edits"))
          #expect(response.status == 400)
        }
        #expect(asked.withLock { $0 } == wanted)
      }
    }
  }

  @Test func `shows its console, and what became of each request there`() async throws {
    let log = try await serving([]) { base, client in
      let page = try #require(HTTPRequest(.get, url: base + "/"))
      let answer = try await client.respond(to: page)
      let html = String(decoding: try await answer.body.collected(), as: UTF8.self)
      #expect(html.contains("<title>Touchstone</title>"))
      let made = try await client.respond(
        to: request(base, ["model": "replicate/flux.2-max", "prompt": "p", "n": 2])
      )
      _ = try await made.body.collected()
      let list = try #require(HTTPRequest(.get, url: base + "/__touchstone/exchanges"))
      let exchanges = try JSON(
        parsing: try await client.respond(to: list).body.collected()
      )["exchanges"]
      #expect(exchanges?.arrayValue?.count == 1)
      #expect(exchanges?[0]?["provider"] == "replicate")
      // Two predictions, and a download of each picture.
      #expect(exchanges?[0]?["calls"] == 4)
    }
    #expect(log.contains("POST /openai/v1/images/generations → 200"))
    #expect(!log.contains("__touchstone"))
  }

  private func request(
    _ base: String,
    _ body: JSON,
    _ work: String = "generations"
  ) throws -> HTTPRequest {
    let request = HTTPRequest(
      .post,
      url: "\(base)/openai/v1/images/\(work)",
      fields: ["Authorization": "Bearer any", "Content-Type": "application/json"],
      body: .bytes(body.bytes())
    )
    return try #require(request)
  }

  /// Runs `serve` beside `body`, and gives what it printed.
  @discardableResult
  private func serving(
    _ options: [String],
    environment: [String: String] = [:],
    _ body: (_ base: String, _ client: HTTPClient) async throws -> Void
  ) async throws -> String {
    try await whileRunning(["serve"] + options, environment: environment) { server in
      try await body(server.base, server.client)
    }
  }
}
