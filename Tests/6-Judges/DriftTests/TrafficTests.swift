import TestSupport
import CanonicalJSON
import Catalog
import Contract
import Dialects
import Exchanges
import HTTPMessages
import Recordings
import Stubs
import Testing

@testable import Drift

@Suite(.heavy)
struct TrafficTests {
  /// What a night asks and is answered, written as HAR and read back.
  private func recorded(
    _ subjects: [Subject],
    on provider: any HTTPHandler,
    samples: Int
  ) async throws -> Recording {
    let session = RecordingSession(pictures: .measures)
    let recorder = Tap(provider, into: session, clock: TestClock())
    _ = await World.run(subjects, against: [:], on: recorder).learned(samples: samples)
    let files = HARWriter.files(of: session.recording(RecordingMetadata()), inline: true)
    return try HARReader.recording(files.har, file: "night.har") {
      file throws(RecordingError) in throw .missingBody(file: "night.har", body: file)
    }
  }

  private func changes(
    of plant: Plant,
    from before: any HTTPHandler,
    to after: any HTTPHandler
  ) async throws -> [Change] {
    let subjects = try World.subjects([plant.subject])
    let first = try await recorded(subjects, on: before, samples: 3)
    let learned = try TrafficRun(subjects: subjects, baselines: [:])
      .result(["before"]) { _ in first }.outcomes
    let baselines = Dictionary(
      uniqueKeysWithValues: learned.compactMap { outcome in
        outcome.baseline(origin: .simulated, now: "", source: nil).map { ($0.subject, $0) }
      }
    )
    let second = try await recorded(subjects, on: after, samples: 1)
    return try TrafficRun(subjects: subjects, baselines: baselines)
      .result(["after"]) { _ in second }.outcomes
      .flatMap { $0.sightings.map(\.change) }
  }

  @Test(arguments: Plant.all)
  func `finds the same change in recordings`(_ plant: Plant) async throws {
    let changes = try await changes(
      of: plant,
      from: plant.grounded(try World.stubs()),
      to: plant.planted(in: try World.stubs())
    )
    #expect(Set(changes.map(\.rule)) == plant.there, "\(changes)")
  }

  @Test(arguments: NonChange.all)
  func `invents nothing in recordings`(_ difference: NonChange) async throws {
    let subjects = try World.subjects([difference.subject])
    let provider = difference.planted(in: try World.stubs())
    let first = try await recorded(subjects, on: provider, samples: 3)
    let second = try await recorded(subjects, on: provider, samples: 1)
    let learned = try TrafficRun(subjects: subjects, baselines: [:])
      .result(["before"]) { _ in first }.outcomes
    let baselines = Dictionary(
      uniqueKeysWithValues: learned.compactMap { outcome in
        outcome.baseline(origin: .simulated, now: "", source: nil).map { ($0.subject, $0) }
      }
    )
    let found = try TrafficRun(subjects: subjects, baselines: baselines)
      .result(["after"]) { _ in second }.outcomes
    #expect(!found.isEmpty)
    #expect(found.flatMap { $0.sightings.map(\.change) } == [])
  }

  @Test func `skips what has no baseline, and says what would learn one`() async throws {
    let subjects = try World.subjects(["fal/flux.1-dev"])
    let traffic = try await recorded(subjects, on: try World.stubs(), samples: 1)
    let read = try TrafficRun(subjects: subjects, baselines: [:]).result(["night"]) { _ in traffic }
    var state = DriftState()
    let judge = Judge(
      baselines: [:],
      touches: TouchFinder(subjects: subjects, expected: []),
      now: "2026-11-30T03:00:00Z"
    )
    let report = judge.report(on: read.outcomes, spent: .zero, state: &state)
    let findings = report.entries.flatMap(\.result.findings)
    #expect(findings.map(\.verdict) == [.skipped])
    #expect(findings.first?.why?.hasSuffix("touchstone drift learn fal/flux.1-dev") == true)
  }

  @Test func `knows the model that an edit's form names`() async throws {
    let session = RecordingSession(pictures: .measures)
    let recorder = Tap(try World.stubs(), into: session, clock: TestClock())
    let form = FormBody([
      "model": "gpt-image-1.5", "prompt": "a red cube", "image[]": "data:image/png;base64,iVBORw==",
    ])
    let request = HTTPRequest(
      .post,
      authority: "api.openai.com",
      target: "/v1/images/edits",
      fields: [.contentType: form.contentType, .authorization: "Bearer sk-any"],
      body: .bytes(form.bytes)
    )
    _ = try await recorder.respond(to: request).body.collected()
    let sight = TrafficReader(try World.subjects())
      .sight(of: session.recording(RecordingMetadata()))
    #expect(sight.strays == [:])
    #expect(Set(sight.portraits.keys) == ["openai/gpt-image-1.5"])
  }

  @Test func `ties polls and pictures of a shared app to their own endpoint`() throws {
    let subjects = try World.subjects()
    let index = TrafficIndex(subjects)
    func call(_ method: String, _ url: String, _ issuer: Int? = nil) throws -> String? {
      let url = try #require(HTTPURL(url))
      return index.call(method, url, id: issuer).map { "\(subjects[$0.place].id) \($0.name)" }
    }
    #expect(
      try call("POST", "https://fal.run/fal-ai/flux-pro/v1.1") == "fal/flux1.1-pro submit"
    )
    #expect(
      try call("POST", "https://queue.fal.run/fal-ai/flux-2-max/edit?fal_webhook=x")
        == "fal/flux.2-max-edit enqueue"
    )
    let work = "https://queue.fal.run/fal-ai/flux-pro/requests/abc"
    #expect(try call("GET", work) == nil)
    let pro = try #require(subjects.firstIndex { $0.id == "fal/flux1.1-pro" })
    #expect(try call("GET", work, pro) == "fal/flux1.1-pro result")
    #expect(try call("GET", work + "/status", pro) == "fal/flux1.1-pro status")
    #expect(
      try call(
        "POST",
        "https://api.fireworks.ai/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max/get_result"
      ) == "fireworks/flux.1-kontext-max status"
    )
    #expect(try call("GET", "https://example.org/") == nil)
  }
}
