import HTTPMessages
import Recordings
import Synchronization
import Testing

/// What an upstream was asked.
private final class Asked: Sendable {
  private let requests = Mutex<[HTTPRequest]>([])

  func note(_ request: HTTPRequest) { requests.withLock { $0.append(request) } }
  var all: [HTTPRequest] { requests.withLock { $0 } }
}

struct RecordingFrontTests {
  private let asked = Asked()

  private func front(_ answer: HTTPResponse) -> RecordingFront {
    RecordingFront(
      HTTPHandlerClosure { [asked] request in
        asked.note(request)
        return answer
      },
      credentials: ["fal-queue": (.authorization, "Key FAKE:FAKE")]
    )
  }

  @Test func `asks the provider with its key, and leads its URLs through here`() async throws {
    let answer = HTTPResponse(
      200,
      fields: ["Content-Type": "application/json", "Content-Length": "1"],
      body: HTTPBody(
        "{\"a\":\"https://v3.fal.media/f.png\",\"b\":\"https:\\/\\/queue.fal.run\\/x\",\"c\":\"https://else.example/\"}"
      )
    )
    let response = try await front(answer).respond(
      to: HTTPRequest(
        .post,
        authority: "127.0.0.1:7",
        target: "/fal-queue/fal-ai/x?y=1",
        fields: ["Authorization": "Bearer none", "Host": "127.0.0.1:7"],
        body: HTTPBody("{\"image_url\":\"http://127.0.0.1:7/via/v3.fal.media/f.png\"}")
      )
    )
    let request = try #require(asked.all.first)
    #expect(request.url == "https://queue.fal.run/fal-ai/x?y=1")
    #expect(request.fields[.authorization] == "Key FAKE:FAKE")
    #expect(!request.fields.contains(.host))
    #expect(
      try await request.body.collected()
        == Array("{\"image_url\":\"https://v3.fal.media/f.png\"}".utf8)
    )
    let text = String(decoding: try await response.body.collected(), as: UTF8.self)
    #expect(
      text
        == "{\"a\":\"http://127.0.0.1:7/via/v3.fal.media/f.png\",\"b\":\"http://127.0.0.1:7/via/queue.fal.run\\/x\",\"c\":\"https://else.example/\"}"
    )
    #expect(response.fields[.contentLength] == String(text.utf8.count))
  }

  @Test func `who takes it for a provider's own host finds that host's URLs`() async throws {
    let body = "{\"a\":\"https://v3.fal.media/f.png\"}"
    let answer = HTTPResponse(
      200,
      fields: ["Content-Type": "application/json"],
      body: HTTPBody(body)
    )
    for authority in ["queue.fal.run", "v3.fal.media"] {
      let request = HTTPRequest(
        .post,
        scheme: "https",
        authority: authority,
        target: "/fal-ai/x",
        fields: ["Authorization": "Bearer own"]
      )
      let response = try await front(answer).respond(to: request)
      #expect(try await response.body.collected() == Array(body.utf8))
    }
    #expect(
      asked.all.map(\.url) == ["https://queue.fal.run/fal-ai/x", "https://v3.fal.media/fal-ai/x"]
    )
    // A storage that gives out tokens of its own has to see them.
    #expect(asked.all.map { $0.fields[.authorization] } == ["Key FAKE:FAKE", "Bearer own"])
  }

  @Test func `redirects lead through here and pictures pass untouched`() async throws {
    let answer = HTTPResponse(
      302,
      fields: ["Location": "https://v3.fal.media/g.png", "Content-Type": "image/png"],
      body: HTTPBody("https://fal.run")
    )
    let response = try await front(answer).respond(
      to: HTTPRequest(.get, authority: "h:1", target: "/via/fal.media/f.png")
    )
    #expect(asked.all.first?.url == "https://fal.media/f.png")
    #expect(asked.all.first?.fields.contains(.authorization) == false)
    #expect(response.fields[.location] == "http://h:1/via/v3.fal.media/g.png")
    #expect(try await response.body.collected() == Array("https://fal.run".utf8))
  }

  @Test(arguments: [
    ("Key FAKE:FAKE", 200), ("Key ts-1", 200), ("ts-1", 200), ("Bearer ts-1", 200),
    ("Key ts-12", 401), ("Key FAKE", 401), ("Key FAKE:FAKE x", 401), ("", 401), (nil, 401),
  ])
  func `a key is spent for whoever has it or the recorder's`(shown: String?, code: Int) async throws
  {
    let front = RecordingFront(
      HTTPHandlerClosure { _ in HTTPResponse(200) },
      credentials: ["fal-queue": (.authorization, "Key FAKE:FAKE")],
      clientKey: "ts-1"
    )
    var request = HTTPRequest(.get, authority: "h:1", target: "/fal-queue/x")
    request.fields[.authorization] = shown
    #expect(try await front.respond(to: request).status.code == code)
    // What costs nothing needs no key.
    let picture = HTTPRequest(.get, authority: "h:1", target: "/via/v3.fal.media/f.png")
    #expect(try await front.respond(to: picture).status.code == 200)
  }

  @Test(arguments: ["/", "/elsewhere/x", "/via/evil.example/x", "/via/fal.run:22/x", "/via/"])
  func `reaches no other host`(target: String) async throws {
    let response = try await front(HTTPResponse(200)).respond(
      to: HTTPRequest(.get, target: HTTPTarget(target))
    )
    #expect(response.status.code == 404)
    #expect(asked.all.isEmpty)
  }
}
