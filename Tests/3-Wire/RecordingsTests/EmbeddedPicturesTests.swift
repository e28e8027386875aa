import TestSupport
import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images
import Recordings
import Testing

/// Pictures as base64 inside JSON.
struct EmbeddedPicturesTests {
  /// Large enough not to stand in a HAR.
  private static let png = PNGEncoder.encode(
    DrawnPicture(seed: 1, size: PixelSize(96, 64)).bitmap
  )

  private func body(_ picture: [UInt8]) -> [UInt8] {
    let url = "data:image/png;base64,\(Base64.encode(picture))"
    return Array("{\"images\":[{\"url\": \"\(url)\"}],\"again\":\"\(url)\",\"seed\":1}".utf8)
  }

  private func entry(_ request: [UInt8], _ response: [UInt8]) -> RecordedEntry {
    RecordedEntry(
      HTTPRequest(
        .post,
        written: "https://fal.run/x",
        fields: ["Content-Type": "application/json"],
        body: .bytes(request)
      ),
      HTTPResponse(
        200,
        fields: ["Content-Type": "application/json"],
        body: .bytes(response)
      )
    )
  }

  @Test func `lie in files of their own, once, and come back byte for byte`() throws {
    let body = body(Self.png)
    try withTemporaryStore { store in
      try store.save(
        Recording(entries: [entry(body, body)]),
        as: "fal/x",
        policy: RedactionPolicy()
      )
      let file = "bodies/\(SHA256.hex(of: Self.png)).png"
      #expect(store.everyFile == [file, "fal/x.har"])
      #expect(try store.bytes(of: file) == Self.png)
      #expect(try store.bytes(of: "fal/x.har").count < 4000)
      let read = try store.load("fal/x").entries[0]
      #expect(read.exchange.requestBody == body)
      #expect(read.exchange.responseBody == body)
      #expect(try store.orphans().isEmpty)
    }
  }

  @Test func `of an answer's only the measures are kept, and replay draws them`() async throws {
    let body = body(Self.png)
    let session = RecordingSession()
    let upstream = HTTPHandlerClosure { _ in
      HTTPResponse(200, fields: ["Content-Type": "application/json"], body: .bytes(body))
    }
    let recorder = Tap(upstream, into: session, clock: TestClock())
    _ = try await recorder.respond(to: HTTPRequest(.get, target: "/x"))
    let har = HARWriter.files(of: session.recording(RecordingMetadata())).har
    #expect(har.count < 4000)
    let recording = try HARReader.recording(har, file: "x") { _ throws(RecordingError) in [] }
    let (read, kept) = (recording.entries[0], session.recording(.init()).entries[0])
    #expect(read.exchange.responseBody == kept.exchange.responseBody)
    #expect(read.pictures == kept.pictures && read.pictures.count == 1)
    let replayer = Replayer([("x", recording)], clock: TestClock())
    let response = try await replayer.respond(to: HTTPRequest(.get, target: "/x"))
    let json = try JSON(parsing: await response.body.collected())
    let url = try #require(json["images"]?[0]?["url"]?.stringValue)
    #expect(json["again"]?.stringValue == url)
    #expect(url.hasPrefix("data:image/png;base64,"))
    let picture = try Base64.decode(String(url.dropFirst("data:image/png;base64,".count)))
    #expect(picture != Self.png)
    #expect(Image.probe(picture).shown == PixelSize(96, 64))
  }

  @Test func `a changed byte in a request is a miss that says where`() async throws {
    var other = Self.png
    other[other.count - 20] ^= 1
    let recording = Recording(entries: [entry(body(Self.png), [0x31])])
    let replayer = Replayer([("x", recording)], clock: TestClock())
    func answer(to body: [UInt8]) async throws -> HTTPResponse {
      try await replayer.respond(
        to: HTTPRequest(
          .post,
          target: "/fal/x",
          fields: ["Content-Type": "application/json"],
          body: .bytes(body)
        )
      )
    }
    let miss = try await answer(to: body(other))
    #expect(miss.status == 599)
    let report = try JSON(parsing: await miss.body.collected())
    #expect(report["nearest"]?[0]?["differs"]?[0]?["pointer"] == "/again")
    #expect(try await answer(to: body(Self.png)).status == 200)
  }
}
