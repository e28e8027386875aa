import CanonicalJSON
import Files
import HTTPMessages
import HTTPTransport
import Terminal
import TestSupport
import Testing

@testable import Commands

/// What a web page may have of a server that listens for its own machine alone.
@Suite(.heavy)
struct LocalDoorTests {
  private func status(
    _ server: RunningServer,
    _ path: String,
    host: String? = nil,
    _ fields: HTTPFields = [:]
  ) async throws -> (code: Int, body: String) {
    var request = try #require(HTTPRequest(.get, url: server.base + path, fields: fields))
    if let host { request.fields[.host] = host }
    let response = try await server.client.respond(to: request)
    let body = try await response.body.collected(limit: 1 << 20)
    return (response.status.code, String(decoding: body, as: UTF8.self))
  }

  @Test(arguments: [
    (["serve"], "/__touchstone/exchanges"), (["stub"], "/__touchstone/journal"),
    (["record", "--proxy", "--upstream", "stubs"], "/replicate/v1/predictions/none"),
  ])
  func `a name that somebody else had lead here is refused`(
    _ arguments: [String],
    _ path: String
  ) async throws {
    try await withTemporaryFolder { folder in
      let more = arguments[0] == "record" ? ["--recordings", folder.path] : []
      try await whileRunning(arguments + more) { server in
        let (code, body) = try await status(server, path, host: "rebound.example")
        #expect(code == 403)
        #expect(body.contains("start with --allow-host"))
        let json = try JSON(parsing: Array(body.utf8))
        #expect((json["detail"] ?? json["error"]?["message"])?.stringValue != nil)
        let own = try await status(server, path, host: "localhost")
        #expect(own.code != 403)
      }
    }
  }

  @Test func `the profile and an option name further names`() async throws {
    let profile =
      #"{"base": "http://gate.example/v1", "upstream": {"url": "http://stubs.example:1"}}"#
    try await withTemporaryFolder(["touchstone/gateway.json": profile]) { folder in
      _ = try await whileRunning(["stub", "--allow-host", "Own.Example"], in: folder.path) {
        server in
        for (host, code) in [
          ("own.example:99", 200), ("stubs.example", 200), ("queue.fal.run", 200),
          ("other.example", 403),
        ] {
          let answer = try await status(server, "/__touchstone/health", host: host)
          #expect(answer.code == code)
        }
      }
    }
  }

  @Test func `a recorder spends a key for who has one, and for no page of elsewhere`() async throws
  {
    let environment = ["REPLICATE_API_TOKEN": "r8_planted"]
    try await withTemporaryFolder { folder in
      let arguments = ["record", "--proxy", "--recordings", folder.path]
      try await whileRunning(arguments, environment: environment) { server in
        #expect(server.banner.contains("the providers' own keys, or ts-"))
        let path = "/replicate/v1/predictions/none"
        let stranger = try await status(server, path, ["Authorization": "Bearer other"])
        #expect(stranger.code == 401)
        #expect(stranger.body.contains("give one of them in Authorization"))
        let page = try await status(server, path, ["Origin": "https://page.example"])
        #expect(page.code == 403)
      }
    }
  }
}
