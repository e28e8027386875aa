import TestSupport
import CanonicalJSON
import Catalog
import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Providers
import Stubs
import Synchronization
import Testing

struct UpstreamTests {
  /// A provider whose pictures lie where they must not be fetched.
  private static func luring(to url: String) -> HTTPHandlerClosure {
    let body: JSON = ["images": [["url": .string(url)]], "seed": 1]
    return HTTPHandlerClosure { _ in
      HTTPResponse(
        200,
        fields: [.contentType: "application/json"],
        body: .bytes(body.bytes())
      )
    }
  }

  @Test func `an answer that names a place inside is not followed there`() async throws {
    let asked = Mutex(0)
    let inside = HTTPHandlerClosure { _ in
      asked.withLock { $0 += 1 }
      return HTTPResponse(200)
    }
    try await withHTTPServer(serving: inside) { secret in
      var options = Offline.Options()
      options.upstreams = ["fal": ProviderAccess(base: "http://fal.test", key: "a:b")]
      let environment = Environment.fixed(
        RealClock(),
        network: UpstreamTests.luring(to: secret.url + "/picture.png"),
        downloads: HTTPClient()
      )
      let offline = Offline(try ModelCatalog.shipped(), in: environment, options: options)
      let body: JSON = ["model": "fal/flux.2-max", "prompt": "a"]
      let request = HTTPRequest(
        .post,
        target: "/v1/images/generations",
        fields: ["Authorization": "Bearer any"],
        body: .bytes(body.bytes())
      )
      let answer = try await Answer(offline.gateway.respond(to: request))
      #expect(answer.status == 502)
      #expect(answer["/error/code"] == "UPSTREAM_ERROR")
      #expect(asked.withLock { $0 } == 0)
    }
  }
}
