import CanonicalJSON
import Foundation
import Testing
import TouchstoneTesting

struct StubProvidersTests {
  @Test(.stubProviders) func `play each provider at its path`() async throws {
    let stub = try StubProviders.current
    let (status, answer) = try await Client(base: stub.fal).post(
      "fal-ai/flux-2-max",
      ["prompt": "a tree", "image_size": ["width": 1183, "height": 887]],
      key: "Key any:key"
    )
    #expect(status == 200)
    #expect(answer["images"]?[0]?["width"]?.intValue == 1183)
    #expect(stub.calls.count == 1)
    #expect(stub.calls.first?.input["image_size"]["width"] == 1183)
    #expect(stub.calls.first?.path == "/fal/fal-ai/flux-2-max")
  }

  @Test(.stubProviders(faults: [.status(429, times: 2, retryAfter: 1)]))
  func `refuse as often as they are told`() async throws {
    let stub = try StubProviders.current
    var statuses: [Int] = []
    for _ in 0..<3 {
      statuses.append(
        try await Client(base: stub.fal)
          .post("fal-ai/flux-2-max", ["prompt": "a tree"], key: "Key any:key").status
      )
    }
    #expect(statuses == [429, 429, 200])
    #expect(stub.calls.map(\.status) == [429, 429, 200])
  }

  @Test func `are there for tests without traits`() async throws {
    try await withStubProviders { stub in
      #expect(stub.replicate.absoluteString.hasSuffix("/replicate/v1"))
      #expect(stub.calls.isEmpty)
    }
  }
}

struct ReplayTests {
  private static let har = """
    {"log":{"version":"1.2","creator":{"name":"a test","version":"1"},"entries":[{
      "startedDateTime":"2026-01-01T00:00:00Z","time":1,"cache":{},"timings":{},
      "request":{"method":"POST","url":"https://fal.run/fal-ai/flux-2-max","httpVersion":"HTTP/1.1",
        "headers":[],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":-1,
        "postData":{"mimeType":"application/json","text":"{\\"prompt\\":\\"a tree\\"}"}},
      "response":{"status":418,"statusText":"","httpVersion":"HTTP/1.1","headers":[],"cookies":[],
        "redirectURL":"","headersSize":-1,"bodySize":-1,
        "content":{"size":2,"mimeType":"application/json","text":"{}"}}}]}}
    """

  @Test func `plays a file, and misses what it does not hold`() async throws {
    let file = URL.temporaryDirectory.appending(path: "a tree \(UUID().uuidString).har")
    try Data(ReplayTests.har.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try await withReplay(of: file.path(percentEncoded: false)) { replay in
      let client = Client(base: replay.url)
      #expect(replay.unplayed.count == 1)
      let known = try await client.post("fal/fal-ai/flux-2-max", ["prompt": "a tree"])
      let unknown = try await client.post("fal/fal-ai/flux-2-max", ["prompt": "a bush"])
      #expect(known.status == 418)
      #expect(unknown.status == 599)
      #expect(replay.missCount == 1)
      #expect(replay.unplayed.isEmpty)
      #expect(replay.requests.count == 2)
    }
  }

  @Test func `is loud where the recording is absent`() async {
    await #expect(throws: StubError.noRecording("/nowhere/a.har")) {
      try await withReplay(of: "/nowhere/a.har") { _ in }
    }
  }
}
