import Files
import Contract
import TestSupport
import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Exchanges
import HTTPMessages
import Images
import Recordings
import Stubs
import Sessions
import Testing

@testable import Commands

/// Runs of the reference against the stubs, kept on disk, then played with the stubs gone.
@Suite(.heavy)
struct RecordedScenarioTests {
  private static let catalog = Result { try ModelCatalog.shipped() }
  private static let places = (try? OfferInMode.all(in: catalog.get())) ?? []

  @Test func `there are the fifteen pairs of offer and mode of the whole pages, and more`() {
    #expect(Self.places.count > 15)
  }

  @Test(arguments: places.map(\.fileStem))
  func `answers the same without the stubs`(name: String) async throws {
    let place = try #require(Self.places.first { $0.fileStem == name })
    let requests = [1, 3].flatMap { count in
      ["url", "b64_json"].map { request(place, count: count, format: $0) }
    }
    let session = RecordingSession(pictures: .bytes)
    let clock = TestClock(passing: .seconds(30))
    let stubs = ProviderStubs(try Self.catalog.get(), in: .fixed(clock))
    let recorder = Tap(stubs, into: session, clock: clock)
    let said = try await answers(to: requests, from: recorder, clock)
    #expect(said.map(\.status) == [200, 200, 200, 200])
    #expect(said.map(\.pictures.count) == [1, 1, 3, 3])

    let kept = try keptOnDisk(session.recording(RecordingMetadata(origin: .simulated)))
    let replayer = Replayer([("run", kept)], clock: clock)
    let played = try await answers(to: requests, from: replayer, clock)
    // Calls that nothing tells apart are answered in the order in which they come.
    let isTold = place.operation.field("seed") != nil
    #expect(
      played.map { $0.pictures(inOrder: isTold) } == said.map { $0.pictures(inOrder: isTold) }
    )
    #expect(replayer.missCount == 0)
    #expect(replayer.unplayed.isEmpty)
  }

  @Test(arguments: [
    ("fal/flux.1-dev", "queue", 200), ("fal/flux.2-max", "invalid", 422),
    ("fal/flux.1-dev", "moderated", 400), ("fal/flux.1-dev", "rate-limit", 429),
    ("replicate/flux.2-max", "queue", 200), ("replicate/flux1.1-pro", "invalid", 422),
    ("fireworks/flux.1-kontext-max", "invalid", 400),
    ("fireworks/flux.1-kontext-max", "moderated", 400),
  ])
  func `each scenario ends as it should, twice`(key: String, name: String, status: Int)
    async throws
  {
    let catalog = try Self.catalog.get()
    let (model, offer) = try #require(catalog.offers.first { $0.offer.key == key })
    let all = RecordScenario.all(of: offer, model: model)
    let scenario = try #require(all.first { $0.name == name })
    let session = RecordingSession()
    let clock = TestClock(passing: .seconds(30))
    let recorder = Tap(ProviderStubs(catalog, in: .fixed(clock)), into: session, clock: clock)
    let said = try await answers(
      to: [scenario.request],
      from: recorder,
      clock,
      isQueued: scenario.isQueued
    )
    #expect(said.map(\.status) == [status])
    let kept = try keptOnDisk(session.recording(RecordingMetadata(origin: .simulated)))
    let replayer = Replayer([(name, kept)], clock: clock)
    let played = try await answers(
      to: [scenario.request],
      from: replayer,
      clock,
      isQueued: scenario.isQueued
    )
    #expect(played.map(\.body) == said.map(\.body))
    #expect(played.map(\.sizes) == said.map(\.sizes))
    #expect(replayer.missCount == 0)
    #expect(replayer.unplayed.isEmpty)
  }

  /// A seed tells the calls of an emulated `n` apart, so that each has its own place, where the offer takes one.
  private func request(_ place: OfferInMode, count: Int, format: String) -> ClientRequest {
    var fields: JSONObject = [
      "model": .string(place.forcedModel), "prompt": "a lighthouse",
      "n": .integer(count), "response_format": .string(format),
    ]
    if place.model.parameter("seed") != nil { fields["seed"] = 7 }
    guard place.mode == .edit else {
      return ClientRequest(path: "/images/generations", fields: fields)
    }
    let png = PNGEncoder.flat(PixelSize(64, 48), color: RGBA(9, 9, 9))
    fields["image"] = .string("data:image/png;base64," + Base64.encode(png))
    return ClientRequest(path: "/images/edits", fields: fields)
  }

  private func answers(
    to requests: [ClientRequest],
    from upstream: any HTTPHandler,
    _ clock: any Waiting,
    isQueued: Bool = false
  ) async throws -> [Seen] {
    let catalog = try Self.catalog.get()
    let gateway = ScenarioGateway(
      catalog,
      upstream: upstream,
      keys: catalog.stubKeys,
      isQueued: isQueued,
      in: .fixed(clock)
    )
    var seen: [Seen] = []
    for request in requests {
      seen.append(try await Seen(gateway.answer(to: request), by: gateway))
    }
    return seen
  }

  /// Written and read again.
  private func keptOnDisk(_ recording: Recording) throws -> Recording {
    try withTemporaryFolder { folder in
      let store = RecordingStore(folder.path)
      let saved = try store.save(recording, as: "run", policy: RedactionPolicy())
      #expect(saved.findings.contains { $0.rule.id == "auth-field" })
      return try store.load(saved.name)
    }
  }
}

/// An answer with its pictures fetched, and what differs from run to run taken out.
private struct Seen: Equatable {
  var status: Int
  var body: JSON
  var pictures: [[UInt8]] = []

  var sizes: [PixelSize] { pictures.map { Image.probe($0).shown } }

  /// The same with its pictures as they came, or in an order of their own.
  func pictures(inOrder isOrdered: Bool) -> Seen {
    guard !isOrdered else { return self }
    var sorted = self
    sorted.pictures.sort { $0.lexicographicallyPrecedes($1) }
    return sorted
  }

  init(_ response: HTTPResponse, by gateway: ScenarioGateway) async throws {
    status = response.status.code
    var object = try JSON(parsing: await response.body.collected()).objectValue ?? [:]
    object["id"] = nil
    for item in object["data"]?.arrayValue ?? [] {
      if let url = item["url"]?.stringValue {
        pictures.append(try await gateway.picture(at: url))
      } else {
        pictures.append(try Base64.decode(item["b64_json"]?.stringValue ?? ""))
      }
    }
    object["data"] = nil
    body = .object(object)
  }
}
