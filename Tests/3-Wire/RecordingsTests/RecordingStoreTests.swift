import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Recordings
import Testing

struct RecordingStoreTests {
  private static let secret = "r8_FAKE0000fake1111FAKE2222fake3333"
  private static let large = [UInt8](repeating: 0x61, count: 5000)

  private func recording(_ entries: [RecordedEntry]) -> Recording {
    Recording(
      metadata: RecordingMetadata(
        origin: .simulated,
        provider: "replicate",
        recordedAt: "2026-01-02T03:04:05Z"
      ),
      entries: entries
    )
  }

  private func entry(
    _ url: String = "https://api.example/x",
    body: [UInt8] = [],
    fields: HTTPFields = [:]
  ) -> RecordedEntry {
    RecordedEntry(
      HTTPRequest(
        .post,
        written: url,
        fields: ["B": "2", "A": "1", "B": "3"],
        body: .bytes([0xFF, 0x00])
      ),
      HTTPResponse(HTTPStatus(200, reason: "Fine"), fields: fields, body: .bytes(body)),
      start: .milliseconds(1500),
      time: .milliseconds(20)
    )
  }

  @Test func `what was written is read again`() throws {
    try withTemporaryStore { store in
      let gzip = Gzip.compress(Array("{\"a\":1}".utf8))
      let written = recording([
        entry(body: Array("{\"é\":1}".utf8)),
        entry(body: gzip, fields: ["Content-Encoding": "gzip"]),
        entry(body: Self.large),
      ])
      let saved = try store.save(
        written,
        as: "replicate/flux.1-dev/success",
        policy: RedactionPolicy()
      )
      #expect(saved.name == "replicate/flux.1-dev/success")
      #expect(saved.findings.isEmpty)
      let read = try store.load(saved.name)
      let first = read.entries[0].exchange
      #expect(read.metadata.origin == .simulated)
      #expect(read.metadata.recordedAt == "2026-01-02T03:04:05Z")
      #expect(
        read.entries.map(\.exchange.responseBody) == written.entries.map(\.exchange.responseBody)
      )
      #expect(first.request.fields == written.entries[0].request.fields)
      #expect(first.requestBody == [0xFF, 0x00])
      #expect(first.response?.status.reason == "Fine")
      #expect(first.start == .milliseconds(1500))
      #expect(first.duration == .milliseconds(20))
      #expect(
        store.everyFile == [
          "bodies/\(SHA256.hex(of: Self.large)).bin", "replicate/flux.1-dev/success.har",
        ]
      )
    }
  }

  @Test func `request bodies say how they are encoded`() throws {
    let files = HARWriter.files(of: recording([entry()]))
    let data = try JSON(parsing: files.har)["log"]?["entries"]?[0]?["request"]?["postData"]
    #expect(data?["_encoding"] == "base64")
    #expect(data?["text"] == "/wA=")
    #expect(data?["encoding"] == nil)
  }

  @Test func `inline export has no other files`() throws {
    let files = HARWriter.files(of: recording([entry(body: Self.large)]), inline: true)
    #expect(files.bodies.isEmpty)
    let content = try JSON(parsing: files.har)["log"]?["entries"]?[0]?["response"]?["content"]
    #expect(content?["text"]?.stringValue?.utf8.count == 5000)
  }

  @Test func `two recordings of one name both stay`() throws {
    try withTemporaryStore { store in
      let names = try (0..<3).map { number in
        try store.save(
          recording([entry("https://api.example/\(number)")]),
          as: "a/b",
          policy: RedactionPolicy()
        ).name
      }
      #expect(names == ["a/b", "a/b-2", "a/b-3"])
      #expect(try store.load("a/b-2").entries[0].request.url == "https://api.example/1")
      #expect(store.everyFile == ["a/b-2.har", "a/b-3.har", "a/b.har"])
    }
  }

  @Test func `a refusal doesn't say the key that it refuses`() throws {
    try withTemporaryStore { store in
      let brotli = entry(
        "https://api.example/x?api_key=\(Self.secret)",
        body: [1, 2, 3],
        fields: ["Content-Encoding": "br"]
      )
      let error = #expect(throws: RecordingError.self) {
        try store.save(recording([brotli]), as: "a", policy: RedactionPolicy())
      }
      #expect(error?.description.contains("https://api.example/x?api_key=") == true)
      #expect(error?.description.contains("FAKE") == false)
      #expect(store.everyFile.isEmpty)
    }
  }

  @Test func `text nested deeper than is looked into is refused`() throws {
    try withTemporaryStore { store in
      var text = "{\"password\":\"abcdefgh\"}"
      for _ in 0..<8 { text = JSON.object(["a": .string(text)]).text() }
      let error = #expect(throws: SecretFound.self) {
        try store.save(
          recording([entry(body: Array(text.utf8))]),
          as: "a",
          policy: RedactionPolicy()
        )
      }
      #expect(error?.rule.id == "nesting")
      #expect(store.everyFile.isEmpty)
    }
  }

  @Test func `recorders at the same time lose nothing`() async throws {
    let folder = "/tmp/touchstone-\(UInt64.random(in: 0 ... .max))"
    let store = RecordingStore(folder)
    defer { store.removeEverything() }
    let names = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<16 {
        group.addTask { [recording = recording([entry("https://api.example/\(number)")])] in
          try store.save(recording, as: "same", policy: RedactionPolicy()).name
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(names).count == 16)
    let urls = try store.names.map { try store.load($0).entries[0].request.url }
    #expect(Set(urls).count == 16)
  }

  @Test func `what a killed recorder leaves behind is no recording`() throws {
    try withTemporaryStore { store in
      try store.save(recording([entry()]), as: "p/a", policy: RedactionPolicy())
      for file in ["p/.0A1B.part", "p/.dat.nosync1.har", "bodies/.dat.nosync2"] {
        try store.put("{\"log\":{\"ent", in: file)
      }
      #expect(store.names == ["p/a"])
      #expect(try store.orphans().isEmpty)
      let other = recording([entry("https://api.example/other")])
      let again = try store.save(other, as: "p/a", policy: RedactionPolicy())
      #expect(again.name == "p/a-2")
    }
  }

  @Test func `replacing leaves one file`() throws {
    try withTemporaryStore { store in
      for url in ["https://api.example/old", "https://api.example/new"] {
        try store.save(
          recording([entry(url)]),
          as: "a",
          policy: RedactionPolicy(),
          onClash: .replaces
        )
      }
      #expect(store.everyFile == ["a.har"])
      #expect(try store.load("a").entries[0].request.url == "https://api.example/new")
    }
  }

  @Test func `secrets never reach the disk`() throws {
    try withTemporaryStore { store in
      let json = Array("{\"api_key\":\"\(Self.secret)\"}".utf8)
      var first = entry("https://u:\(Self.secret)@api.example/x?api_key=\(Self.secret)", body: json)
      first.request.fields = [
        "Authorization": "Bearer \(Self.secret)", "Cookie": "a=\(Self.secret)",
      ]
      let second = entry(
        body: Gzip.compress(json),
        fields: ["Content-Encoding": "gzip", "Location": "https://b.example/?token=\(Self.secret)"]
      )
      let third = entry(body: Self.large + Array(Base64.encode(json).utf8))
      let saved = try store.save(
        recording([first, second, third]),
        as: "a",
        policy: RedactionPolicy()
      )
      #expect(saved.findings.count >= 7)
      let files = try store.everyFile.map { try store.bytes(of: $0) }
      let read = try store.load(saved.name).entries
      let bodies =
        read.map(\.exchange.responseBody) + [
          try Gzip.decompress(read[1].exchange.responseBody, limit: 999)
        ]
      for bytes in files + bodies {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains(Self.secret))
        #expect(!text.contains(Base64.encode(json).prefix(40)))
      }
      #expect(read[0].request.fields["Authorization"]?.hasPrefix("Bearer redacted-") == true)
      #expect(try store.load(saved.name).metadata.redactions.contains("cookie-field"))
    }
  }

  @Test func `an encoding that can't be looked into is refused`() throws {
    try withTemporaryStore { store in
      let brotli = entry(body: [1, 2, 3], fields: ["Content-Encoding": "br"])
      #expect(throws: RecordingError.self) {
        try store.save(recording([brotli]), as: "a", policy: RedactionPolicy())
      }
      #expect(store.everyFile.isEmpty)
    }
  }

  @Test(arguments: ["", "/a", "a//b", "../a", "a/.b", "bodies/x", "a b", "a\\b"])
  func `names stay inside the folder`(name: String) throws {
    try withTemporaryStore { store in
      #expect(throws: RecordingError.badName(name)) {
        try store.save(recording([]), as: name, policy: RedactionPolicy())
      }
    }
  }

  @Test func `bodies that nobody names are orphans`() throws {
    try withTemporaryStore { store in
      try store.save(
        recording([entry(body: Self.large)]),
        as: "p/m/s",
        policy: RedactionPolicy()
      )
      try store.put("left over", in: "bodies/0123.txt")
      #expect(try store.orphans() == ["bodies/0123.txt"])
      #expect(try store.load("p/m/s").entries[0].exchange.responseBody == Self.large)
    }
  }

  @Test func `age is counted from the date inside`() throws {
    try withTemporaryStore { store in
      try store.save(recording([]), as: "a", policy: RedactionPolicy())
      try store.put("{\"log\":{\"entries\":[]}}", in: "undated.har")
      let now = try #require(UTCTime("2026-01-12T03:04:05Z"))
      let summaries = try store.names.map {
        RecordingSummary(name: $0, recording: try store.load($0))
      }
      #expect(summaries.map(\.name) == ["a", "undated"])
      #expect(summaries.map { $0.age(now: now) } == [.seconds(864_000), nil])
      #expect(summaries.map { $0.isOlder(than: .seconds(864_000), now: now) } == [false, true])
      #expect(summaries.map { $0.isOlder(than: .seconds(863_999), now: now) } == [true, true])
    }
  }

  @Test func `a review lists redactions, then what looks random`() throws {
    let body = Array("{\"id\":\"a8Kd02mXq7Lp5Zr1Tn4Vw\",\"password\":\"FAKE\"}".utf8)
    let (clean, _) = try RecordingRedaction.redacted(
      recording([entry(body: body)]),
      policy: RedactionPolicy()
    )
    let review = RecordingReview(of: clean)
    #expect(review.redactions.map(\.what) == ["key-name"])
    #expect(review.redactions.map(\.place) == ["entry 0 response body /password"])
    #expect(review.hints.map(\.what) == ["a8Kd02mXq7Lp5Zr1Tn4Vw"])
    #expect(review.hints.map(\.place) == ["entry 0 response body /id"])
  }
}
