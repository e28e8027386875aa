import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import HTTPTransport
import Images
import Offline
import Stubs
import Testing

struct SocketTests {
  private func withServers(_ body: (OfflineServers) async throws -> Void) async throws {
    let servers = try OfflineServers(try ModelCatalog.shipped())
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await servers.run() }
      try await body(servers)
      servers.stop()
      group.cancelAll()
    }
  }

  private func request(_ servers: OfflineServers, _ body: JSON) throws -> HTTPRequest {
    let request = HTTPRequest(
      .post,
      url: servers.gateway.url + "/openai/v1/images/generations",
      fields: ["Authorization": "Bearer any", "Content-Type": "application/json"],
      body: .bytes(body.bytes())
    )
    return try #require(request)
  }

  @Test func `a picture goes from the stub through the gateway to the client`() async throws {
    try await withServers { servers in
      let client = HTTPClient(reaching: .anyAddress)
      let body: JSON = [
        "model": "fal/flux.2-max", "prompt": "a [ts:a1]", "size": "1254x836", "n": 3,
      ]
      let answer = try await Answer(client.respond(to: try request(servers, body)))
      #expect(answer.status == 200)
      let url = try #require(answer["/data/2/url"]?.stringValue)
      let fetch = try #require(HTTPRequest(.get, url: url))
      let picture = try await Answer(client.respond(to: fetch))
      #expect(Image.probe(picture.body).shown == PixelSize(1254, 836))
      let token = try #require(CaseToken(id: "a1"))
      #expect(servers.stubs.journal.exchanges(of: token).count == 6)
      #expect(servers.stubs.journal.strays.isEmpty)
    }
  }

  @Test func `a connection that is cut is the provider's fault`() async throws {
    try await withServers { servers in
      let client = HTTPClient(reaching: .anyAddress)
      let body: JSON = ["model": "fal/flux.2-max", "prompt": "a [fault: reset]"]
      let answer = try await Answer(client.respond(to: try request(servers, body)))
      #expect(answer.status == 502)
      #expect(answer["/error/code"] == "UPSTREAM_ERROR")
    }
  }

  @Test func `256 requests at once are not mixed`() async throws {
    try await withServers { servers in
      let client = HTTPClient(reaching: .anyAddress)
      let requests = try (1...256).map { number in
        try request(
          servers,
          [
            "model": "fal/flux.2-max", "prompt": .string("p\(number)"),
            "size": .string("\(number + 16)x16"),
          ]
        )
      }
      try await withThrowingTaskGroup(of: (Int, JSON?, JSON?).self) { group in
        for (index, request) in requests.enumerated() {
          group.addTask {
            let answer = try await Answer(client.respond(to: request))
            return (index + 1, answer["/size"], answer["/data/0/revised_prompt"])
          }
        }
        for try await (number, size, prompt) in group {
          #expect(size == .string("\(number + 16)x16"))
          #expect(prompt == .string("p\(number)"))
        }
      }
    }
  }
}
