import TestSupport
import CanonicalJSON
import Exchanges
import HTTPMessages
import Recordings
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What lies in `recordings/` at the top of the project.
@Suite(.heavy)
struct ShippedRecordingTests {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let store = RecordingStore(
    top.appending(path: "recordings").path(percentEncoded: false)
  )

  /// What each offer serves: pictures from text have a `success`, edits an `edit`.
  private static let offers = [
    ("fal/flux.1-dev", ["success"]), ("fal/flux.1-kontext-max", ["success"]),
    ("fal/flux.1-kontext-max-edit", ["edit"]), ("fal/flux.2-max", ["success"]),
    ("fal/flux.2-max-edit", ["edit"]), ("fal/flux1.1-pro", ["success"]),
    ("fireworks/flux.1-kontext-max", ["success", "edit"]),
    ("replicate/flux.1-dev", ["success", "edit"]),
    ("replicate/flux.1-kontext-max", ["success", "edit"]),
    ("replicate/flux.2-max", ["success", "edit"]), ("replicate/flux1.1-pro", ["success"]),
  ]
  private static let always = ["queue", "three", "invalid", "moderated", "rate-limit"]

  @Test func `every offer has its scenarios, and no other`() {
    let wanted = Self.offers.flatMap { offer, modes in
      (modes + Self.always).map { "\(offer)/\($0)" }
    }
    #expect(Self.store.names == wanted.sorted())
  }

  @Test(arguments: store.names)
  func `each has the status that its name says, polls where it was queued, and a golden`(
    name: String
  ) throws {
    let recording = try Self.store.load(name)
    let scenario = name.split(separator: "/").last ?? ""
    let last = try #require(recording.entries.last)
    switch scenario {
    case "invalid": #expect([400, 422].contains(last.response.status.code))
    case "rate-limit": #expect(last.response.status.code == 429)
    case "queue": #expect(recording.entries.count >= 4)
    case "three": #expect(pictureCount(recording) == 3)
    case "moderated": #expect(pictureCount(recording) == 0)
    default: #expect(pictureCount(recording) == 1)
    }
    let request = try #require(recording.metadata.request)
    #expect(
      request.path == (request.fields["image"] == nil ? "/images/generations" : "/images/edits")
    )
    let golden = Self.top.appending(path: "golden/responses/\(name).json").path(
      percentEncoded: false
    )
    #expect(FileManager.default.fileExists(atPath: golden))
  }

  private func pictureCount(_ recording: Recording) -> Int {
    recording.entries.count { $0.picture != nil }
  }

  @Test func `nothing was recorded live, and each says where it is from`() throws {
    for name in Self.store.names {
      let metadata = try Self.store.load(name).metadata
      #expect([.documented, .simulated].contains(metadata.origin), "\(name)")
      #expect(metadata.source?.isEmpty == false, "\(name)")
      #expect(metadata.recordedAt.flatMap { UTCTime($0) } != nil, "\(name)")
    }
    #expect(try Self.store.orphans().isEmpty)
  }

  @Test(arguments: store.names)
  func `each is small, clean and as the writer would write it`(name: String) throws {
    let bytes = try Self.store.bytes(of: "\(name).har")
    #expect(bytes.count < 32 << 10)
    #expect(SecretScan.findings(in: bytes, place: name).isEmpty)
    let recording = try Self.store.load(name)
    #expect(recording.notes.isEmpty)
    let written = try JSON(parsing: HARWriter.files(of: recording).har)
    #expect(written.differences(from: try JSON(parsing: bytes), limit: 3).isEmpty)
  }

  /// Each request is asked in the order in which it was recorded, at the place that stands in for its host.
  @Test func `every entry is played by its own request`() async throws {
    let recordings = try Self.store.names.map { (name: $0, recording: try Self.store.load($0)) }
    let replayer = Replayer(recordings, clock: TestClock())
    for (name, recording) in recordings {
      for entry in recording.entries where !entry.exchange.responseBody.isEmpty {
        var request = entry.request
        request.target = HTTPTarget(
          ServiceHosts.providers.prefix(ofAuthority: request.authority) + request.target.text
        )
        (request.scheme, request.authority) = ("http", "127.0.0.1:4021")
        let response = try await replayer.respond(to: request)
        #expect(response.status == entry.response.status, "\(name) \(entry.title)")
      }
    }
    #expect(replayer.missCount == 0)
    #expect(replayer.unplayed.allSatisfy { $0.contains(" GET https://") })
  }
}
