import CanonicalJSON
import Files
import HTTPMessages
import HTTPTransport
import TestSupport
import Testing

@testable import Commands

/// What services that are kept running tell and take: figures, and another catalog.
@Suite(.heavy)
struct ServiceTests {
  private func get(
    _ path: String,
    _ server: RunningServer,
    fields: HTTPFields = [:]
  ) async throws -> (code: Int, type: String?, text: String) {
    var request = try #require(HTTPRequest(.get, url: server.base + path))
    request.fields = fields
    let response = try await server.client.respond(to: request)
    let bytes = try await response.body.collected(limit: 1 << 20)
    return (
      response.status.code, response.fields[.contentType], String(decoding: bytes, as: UTF8.self)
    )
  }

  private func order(_ server: RunningServer, _ prompt: String = "x") async throws -> Int {
    var request = try #require(HTTPRequest(.post, url: server.base + "/fal/fal-ai/flux/dev"))
    request.fields = ["Authorization": "Key any:key", "Content-Type": "application/json"]
    request.body = HTTPBody(#"{"prompt": "\#(prompt)", "image_size": {"width": 64, "height": 64}}"#)
    let response = try await server.client.respond(to: request)
    _ = try await response.body.collected(limit: 1 << 20)
    return response.status.code
  }

  @Test func `the stubs tell what was asked, hit by faults, bought and spent`() async throws {
    try await whileRunning(["stub"]) { server in
      #expect(try await order(server) == 200)
      #expect(try await order(server, "x [fault: status=503]") == 503)
      let (code, type, text) = try await get("/__touchstone/metrics", server)
      #expect(code == 200 && type == "text/plain; version=0.0.4; charset=utf-8")
      for line in [
        #"touchstone_requests_total{method="POST",code="200"} 1"#,
        #"touchstone_requests_total{method="POST",code="503"} 1"#, "touchstone_faults_total 1",
        "touchstone_orders_total 2", "touchstone_pictures_bought 1",
        "touchstone_spent_dollars 0.025",
        "touchstone_request_duration_seconds_count 2",
      ] {
        #expect(text.contains("\n\(line)\n"), "\(line) in \(text)")
      }
    }
  }

  @Test func `replay tells its misses`() async throws {
    let folder = Folder(#filePath).ancestry.first { $0.contains("golden/requirements.json") }
    let contract = try #require(folder).path
    try await whileRunning(["replay", "fal/flux.1-dev"], in: contract) { server in
      let missed = try await get("/fal/never", server)
      let figures = try await get("/__touchstone/metrics", server)
      #expect(missed.code == 599)
      #expect(figures.text.contains("\ntouchstone_misses_total 1\n"))
    }
  }

  @Test func `the gateway's key opens its figures`() async throws {
    try await whileRunning(["serve", "--key", "secret"]) { server in
      let without = try await get("/__touchstone/metrics", server)
      let with = try await get(
        "/__touchstone/metrics",
        server,
        fields: ["Authorization": "Bearer secret"]
      )
      #expect(without.code == 401 && with.code == 200)
    }
  }

  private static let own =
    #"{"extends": "flux.1-dev", "aliases": ["my-dev"]}"#

  @Test(arguments: ["serve", "stub"])
  func `a catalog is read anew while it runs, and kept where it can't be`(verb: String) async throws
  {
    try await withTemporaryFolder(["touchstone/gateway.json": #"{"base": "http://a.example/v1"}"#])
    { folder in
      let log = try await whileRunning([verb], in: folder.path) { server in
        func models() async throws -> String {
          try await get("/openai/v1/models/my-dev", server, fields: ["Authorization": "Bearer any"])
            .text
        }
        server.reload()
        try folder.write(Array(ServiceTests.own.utf8), to: "touchstone/catalog/own.json")
        if verb == "serve" { #expect(try await models().contains("MODEL_NOT_FOUND")) }
        server.reload()
        if verb == "serve" { #expect(try await models().contains(#""id":"flux.1-dev""#)) }
        try folder.write(Array("{".utf8), to: "touchstone/catalog/own.json")
        server.reload()
        if verb == "serve" { #expect(try await models().contains(#""id":"flux.1-dev""#)) }
        let text = try await get("/__touchstone/metrics", server).text
        #expect(text.contains(#"touchstone_catalog_reloads_total{result="ok"} 2"#))
        #expect(text.contains(#"touchstone_catalog_reloads_total{result="failed"} 1"#))
      }
      let lines = log.split(separator: "\n").filter { $0.hasPrefix("catalog ") }
      #expect(lines.count == 3)
      #expect(lines.first?.hasSuffix("; nothing changed") == true)
      #expect(lines.dropFirst().first?.hasSuffix("; model flux.1-dev changed") == true)
      #expect(lines.last?.hasPrefix("catalog kept as it was: ") == true)
    }
  }

  @Test func `a picture that was made before outlasts another catalog`() async throws {
    try await whileRunning(["serve"]) { server in
      var request = try #require(
        HTTPRequest(.post, url: server.base + "/openai/v1/images/generations")
      )
      request.fields = ["Authorization": "Bearer any", "Content-Type": "application/json"]
      request.body = HTTPBody(#"{"model": "flux.1-dev", "prompt": "x", "size": "512x512"}"#)
      let answer = try await server.client.respond(to: request)
      let body = try JSON(parsing: await answer.body.collected(limit: 1 << 20))
      let url = try #require(body["data"]?[0]?["url"]?.stringValue)
      server.reload()
      let picture = try await server.client.respond(to: try #require(HTTPRequest(.get, url: url)))
      #expect(picture.status.code == 200)
      _ = try await picture.body.collected(limit: 4 << 20)
    }
  }
}
