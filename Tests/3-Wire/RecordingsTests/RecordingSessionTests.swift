import TestSupport
import Bytes
import Exchanges
import HTTPMessages
import Images
import Recordings
import Synchronization
import Testing

/// Parts of a stream, one by one, then perhaps an error.
private final class Script: Sendable {
  private let parts: Mutex<[[UInt8]]>
  private let breaks: Bool

  init(_ parts: [[UInt8]], breaks: Bool) {
    self.parts = Mutex(parts)
    self.breaks = breaks
  }

  func next() throws -> ArraySlice<UInt8>? {
    if let part = parts.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return part[...] }
    if breaks { throw HTTPBodyTooLong(limit: 0) }
    return nil
  }
}

struct RecordingSessionTests {
  private func streaming(_ parts: [[UInt8]], breaks: Bool = false) -> HTTPHandlerClosure {
    HTTPHandlerClosure { _ in
      let script = Script(parts, breaks: breaks)
      return HTTPResponse(200, body: .stream(HTTPBodyStream { try script.next() }))
    }
  }

  @Test func `streams go through part by part and are kept whole`() async throws {
    let session = RecordingSession()
    let tap = Tap(streaming([[1], [2, 3]]), into: session, clock: TestClock())
    let response = try await tap.respond(to: HTTPRequest(.get, target: "/x"))
    guard case .stream(let stream) = response.body else {
      Issue.record("the stream was collected")
      return
    }
    #expect(try await stream.next() == [1])
    #expect(session.count == 0)
    #expect(try await stream.next() == [2, 3])
    #expect(try await stream.next() == nil)
    let entries = session.recording(RecordingMetadata()).entries
    #expect(entries.map(\.exchange.responseBody) == [[1, 2, 3]])
    #expect(entries.map(\.request.url) == ["http://localhost/x"])
  }

  @Test func `what broke off is not kept`() async throws {
    let session = RecordingSession()
    let tap = Tap(streaming([[1]], breaks: true), into: session, clock: TestClock())
    let response = try await tap.respond(to: HTTPRequest(.get, target: "/x"))
    await #expect(throws: HTTPBodyTooLong.self) { try await response.body.collected() }
    #expect(session.count == 0)
  }

  @Test func `of a picture only its measures are kept`() async throws {
    let png = PNGEncoder.flat(PixelSize(8, 4), color: RGBA(1, 2, 3))
    let upstream = HTTPHandlerClosure { _ in HTTPResponse(200, body: .bytes(png)) }
    for pictures in [RecordingSession.Pictures.measures, .bytes] {
      let session = RecordingSession(pictures: pictures)
      let tap = Tap(upstream, into: session, clock: TestClock())
      let response = try await tap.respond(to: HTTPRequest(.get, target: "/x"))
      #expect(try await response.body.collected() == png)
      var measures = RecordedPicture(
        digest: SHA256.hex(of: png),
        mediaType: "image/png",
        size: PixelSize(8, 4),
        count: png.count
      )
      (measures.mode, measures.metadata) = ("rgb, 8 bits", [])
      let entry = session.recording(RecordingMetadata()).entries[0]
      #expect(entry.exchange.responseBody == (pictures == .bytes ? png : []))
      #expect(entry.picture == (pictures == .bytes ? nil : measures))
    }
  }

  @Test func `what is given back comes first again`() async throws {
    let session = RecordingSession()
    let tap = Tap(streaming([[1]]), into: session, clock: TestClock())
    func ask(_ target: HTTPTarget) async throws {
      _ = try await tap.respond(to: HTTPRequest(.get, target: target)).body.collected()
    }
    try await ask("/first")
    try await ask("/second")
    let taken = session.taken()
    #expect(session.count == 0)
    try await ask("/third")
    session.giveBack(taken)
    #expect(session.count == 3)
    let urls = session.taken().map(\.request.url)
    #expect(urls == ["/first", "/second", "/third"].map { "http://localhost" + $0 })
  }

  @Test func `order is that of the requests, not of the answers`() async throws {
    let session = RecordingSession()
    let tap = Tap(streaming([[1]]), into: session, clock: TestClock())
    let first = try await tap.respond(to: HTTPRequest(.get, target: "/first"))
    let second = try await tap.respond(to: HTTPRequest(.get, target: "/second"))
    _ = try await second.body.collected()
    _ = try await first.body.collected()
    let urls = session.recording(RecordingMetadata()).entries.map(\.request.url)
    #expect(urls == ["http://localhost/first", "http://localhost/second"])
  }
}
