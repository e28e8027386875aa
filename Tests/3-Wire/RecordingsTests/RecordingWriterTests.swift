import TestSupport
import Exchanges
import HTTPMessages
import Recordings
import Testing

struct RecordingWriterTests {
  private func poll(_ answer: Int, method: HTTPMethod = .get) -> RecordedEntry {
    RecordedEntry(
      HTTPRequest(method, written: "https://h.example/poll"),
      HTTPResponse(200, body: HTTPBody("\(answer)"))
    )
  }

  private func writer(_ store: RecordingStore, exchangesAPart: Int = 1000) -> RecordingWriter {
    RecordingWriter(
      store,
      name: "proxy/session",
      metadata: RecordingMetadata(origin: .simulated),
      policy: RedactionPolicy(),
      exchangesAPart: exchangesAPart
    )
  }

  @Test func `what comes joins the newest part until that is full`() throws {
    try withTemporaryStore { store in
      let writer = writer(store, exchangesAPart: 3)
      for number in 0..<7 {
        try writer.write([poll(number)])
        #expect(try store.names.flatMap { try store.load($0).entries }.count == number + 1)
      }
      let parts = ["proxy/session", "proxy/session-part-0002", "proxy/session-part-0003"]
      #expect(writer.account.parts == parts)
      #expect(try store.names.map { try store.load($0).entries.count } == [3, 3, 1])
      #expect(writer.account.written == 7)
    }
  }

  @Test func `what turns out to be a secret later leaves no file behind that holds it`() throws {
    let secret = "q7" + "Zt4kP9" + "wLm2Xv8s"
    let words = [UInt8](repeating: UInt8(ascii: "a"), count: 20_000) + Array(" \(secret)".utf8)
    var late = poll(1)
    late.request.fields["Authorization"] = "Bearer \(secret)"
    try withTemporaryStore { store in
      let writer = writer(store)
      let early = RecordedEntry(
        HTTPRequest(.get, written: "https://h.example/words"),
        HTTPResponse(200, fields: ["Content-Type": "text/plain"], body: .bytes(words))
      )
      try writer.write([early])
      #expect(store.everyFile.count == 2)
      try writer.write([late])
      #expect(store.everyFile.count == 2)
      for file in store.everyFile {
        #expect(!String(decoding: try store.bytes(of: file), as: UTF8.self).contains(secret))
      }
    }
  }

  @Test func `what was written in parts plays in order`() async throws {
    let store = RecordingStore("/tmp/touchstone-\(UInt64.random(in: 0...UInt64.max))")
    defer { store.removeEverything() }
    let writer = writer(store, exchangesAPart: 2)
    for part in 0..<12 { try writer.write([poll(part * 2), poll(part * 2 + 1)]) }
    #expect(writer.account.written == 24)
    #expect(store.names == writer.account.parts)
    #expect(store.names[11] == "proxy/session-part-0012")
    let replayer = Replayer(
      try store.names.map { ($0, try store.load($0)) },
      clock: TestClock()
    )
    for number in 0..<24 {
      let response = try await replayer.respond(to: HTTPRequest(.get, target: "/poll"))
      #expect(try await response.body.collected() == Array("\(number)".utf8))
    }
  }

  @Test func `a second recorder takes a name of its own`() throws {
    try withTemporaryStore { store in
      let (first, second) = (writer(store, exchangesAPart: 1), writer(store, exchangesAPart: 1))
      for _ in 0..<2 {
        try first.write([poll(1)])
        try second.write([poll(2)])
      }
      #expect(first.account.parts == ["proxy/session", "proxy/session-part-0002"])
      #expect(second.account.parts == ["proxy/session-2", "proxy/session-2-part-0002"])
    }
  }

  @Test func `an exchange that is refused costs no other`() throws {
    try withTemporaryStore { store in
      let writer = writer(store)
      var brotli = poll(1)
      brotli.response.fields["Content-Encoding"] = "br"
      // No rule looks into a method, so that only the gate can find it.
      let secret = poll(2, method: "r8_FAKE0000fake1111FAKE2222fake3333")
      try writer.write([poll(0), brotli, secret, poll(3)])
      let bodies = try store.load("proxy/session").entries.map(\.exchange.responseBody)
      #expect(bodies == [Array("0".utf8), Array("3".utf8)])
      #expect(writer.account.written == 2)
      #expect(writer.account.heldSecret)
      #expect(writer.account.refused.count == 2)
      #expect(writer.account.refused[0].contains("https://h.example/poll is left out: "))
      #expect(!writer.account.refused.contains { $0.contains("FAKE2222") })
    }
  }
}
