import Catalog
import Exchanges
import Files
import HTTPMessages
import Recordings
import Sessions
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProxyRecordingTests {
  private func recording(
    into folder: Folder,
    clock: TestClock = .byHand()
  ) throws -> ProxyRecording {
    ProxyRecording(
      ProviderUpstream(try ModelCatalog.shipped(), isLive: false, environment: [:]),
      into: RecordingStore(folder),
      as: "proxy/session",
      pictures: .measures,
      policy: RedactionPolicy(),
      budget: nil,
      clock: clock,
      say: { _ in }
    )
  }

  private func ask(_ recording: ProxyRecording) async throws {
    let request = HTTPRequest(.get, target: "/replicate/v1/predictions/none")
    _ = try await recording.handler.respond(to: request).body.collected()
  }

  private func exchanges(_ store: RecordingStore) -> [Int] {
    store.names.map { (try? store.load($0).entries.count) ?? -1 }
  }

  @Test func `what was answered is on the disk a second later, in one file`() async throws {
    try await withTemporaryFolder { folder in
      let (store, clock) = (RecordingStore(folder), TestClock.byHand())
      let recording = try recording(into: folder, clock: clock)
      let run = Task { try await recording.run() }
      for count in 1...3 {
        try await ask(recording)
        while clock.sleeping == 0 { await Task.yield() }
        clock.advance(by: .seconds(1))
        while exchanges(store) != [count] { await Task.yield() }
      }
      run.cancel()
    }
  }

  @Test func `a disk that refuses is told of once, and nothing is lost`() async throws {
    try await withTemporaryFolder(["proxy": "a file where a folder should be"]) { folder in
      let recording = try recording(into: folder)
      try await ask(recording)
      #expect(throws: FileError.self) { try recording.write() }
      recording.writeIfPossible()
      try folder.remove("proxy")
      try recording.write()
      #expect(exchanges(RecordingStore(folder)) == [1])
      #expect(recording.account.written == 1)
    }
  }
}
