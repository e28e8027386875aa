import CanonicalJSON
import Catalog
import HTTPMessages
import HTTPTransport
import Stubs
import Testing

struct WebhookSocketTests {
  @Test func `a webhook reaches a real server`() async throws {
    let (bodies, told) = AsyncStream.makeStream(of: (id: String?, body: [UInt8]).self)
    let receiver = HTTPHandlerClosure { request in
      told.yield((request.fields["webhook-id"], try await request.body.collected()))
      return HTTPResponse(200)
    }
    try await withHTTPServer(serving: receiver) { server in
      let stub = StubServer(
        try ModelCatalog.shipped(),
        in: .online
      )
      let call: JSON = [
        "input": ["prompt": "a"], "webhook": .string(server.url + "/hook"),
        "webhook_events_filter": ["start", "completed"],
      ]
      _ = try await stub.respond(
        to: HTTPRequest(
          .post,
          target: "/replicate/v1/models/black-forest-labs/flux-1.1-pro/predictions",
          fields: ["Authorization": "Bearer r8_fake"],
          body: .bytes(call.bytes())
        )
      )
      var statuses: [JSON?] = []
      for await (id, body) in bodies {
        #expect(id?.hasPrefix("msg_") == true)
        statuses.append(try JSON(parsing: body)["status"])
        if statuses.count == 2 { break }
      }
      #expect(statuses == ["starting", "succeeded"])
    }
  }
}
