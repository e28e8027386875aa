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
struct ShippedRecordingTests {
  private static let store = RecordingStore(
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "recordings").path()
  )

  private static let offers = [
    "fal/flux.1-dev", "fal/flux.1-kontext-max", "fal/flux.1-kontext-max-edit", "fal/flux.2-max",
    "fal/flux.2-max-edit", "fal/flux1.1-pro", "fireworks/flux.1-kontext-max",
    "replicate/flux.1-dev", "replicate/flux.1-kontext-max", "replicate/flux.2-max",
    "replicate/flux1.1-pro",
  ]

  @Test(arguments: offers)
  func `every offer has its scenarios`(offer: String) {
    let names = Self.store.names.filter { $0.hasPrefix(offer + "/") }.map {
      String($0.dropFirst(offer.count + 1))
    }
    for scenario in ["queue", "three", "invalid", "moderated", "rate-limit"] {
      #expect(names.contains(scenario))
    }
    #expect(names.contains("success") || names.contains("edit"))
  }

  @Test func `nothing was recorded live, and each says where it is from`() throws {
    let summaries = try Self.store.summaries()
    #expect(summaries.count >= 66)
    for summary in summaries {
      #expect([.documented, .simulated].contains(summary.metadata.origin), "\(summary.name)")
      #expect(summary.metadata.source?.isEmpty == false, "\(summary.name)")
      #expect(summary.metadata.recordedAt.flatMap { UTCTime($0) } != nil, "\(summary.name)")
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
    let replayer = Replayer(recordings, clock: StillClock())
    for (name, recording) in recordings {
      for entry in recording.entries where entry.responseBody.bytes.isEmpty == false {
        var request = try #require(HTTPRequest(entry.method, url: entry.url))
        request.target = HTTPTarget(
          ServiceHosts.providers.prefix(ofAuthority: request.authority) + request.target.text
        )
        (request.scheme, request.authority) = ("http", "127.0.0.1:4021")
        request.fields = entry.requestFields
        request.body = .bytes(entry.requestBody.bytes)
        let response = try await replayer.respond(to: request)
        #expect(response.status == entry.status, "\(name) \(entry.title)")
      }
    }
    #expect(replayer.missCount == 0)
    #expect(replayer.unplayed.allSatisfy { $0.contains(" GET https://") })
  }
}
