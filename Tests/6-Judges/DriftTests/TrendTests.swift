import CanonicalJSON
import Catalog
import Contract
import HTTPMessages
import Recordings
import TestSupport
import Testing

@testable import Drift

/// What recordings of many days show of an endpoint's times and failures.
struct TrendTests {
  private static let work = "https://api.replicate.com/v1/predictions"
  private static let order =
    "https://api.replicate.com/v1/models/black-forest-labs/flux-dev/predictions"

  private static func entry(
    _ method: HTTPMethod,
    _ url: String,
    _ status: HTTPStatus,
    _ answer: String,
    at start: Int,
    took milliseconds: Int = 10
  ) throws -> RecordedEntry {
    RecordedEntry(
      try #require(HTTPRequest(method, url: url, body: HTTPBody("{\"input\":{\"prompt\":\"a\"}}"))),
      HTTPResponse(status, body: HTTPBody(answer)),
      start: .milliseconds(start),
      time: .milliseconds(milliseconds)
    )
  }

  /// An order that is asked after until it has its picture, or has failed.
  private static func recording(
    day: Int,
    took milliseconds: Int,
    status: String = "succeeded",
    origin: RecordingMetadata.Origin = .foreign
  ) throws -> Recording {
    let work = "\(work)/id\(day)"
    let output = status == "succeeded" ? "\"https://replicate.delivery/x/\(day).webp\"" : "null"
    let entries = [
      try entry(.post, order, 201, "{\"id\":\"id\(day)\",\"status\":\"starting\"}", at: 0),
      try entry(.get, work, 200, "{\"id\":\"id\(day)\",\"status\":\"processing\"}", at: 500),
      try entry(
        .get,
        work,
        200,
        "{\"id\":\"id\(day)\",\"status\":\"\(status)\",\"output\":\(output)}",
        at: milliseconds - 10
      ),
      // Whoever asks again learns nothing of the time.
      try entry(.get, work, 200, "{\"id\":\"id\(day)\",\"status\":\"\(status)\"}", at: 90_000),
    ]
    let date = "2026-11-\(day < 10 ? "0" : "")\(day)T03:00:00Z"
    return Recording(
      metadata: RecordingMetadata(origin: origin, recordedAt: date),
      entries: entries
    )
  }

  private static func trend(_ recordings: [Recording]) throws -> TrafficTrend? {
    let subjects = try World.subjects(["replicate/flux.1-dev"])
    let names = recordings.indices.map(String.init)
    return try TrafficRun(subjects: subjects, baselines: [:]).result(names) { name in
      recordings[Int(name) ?? 0]
    }.outcomes.first?.trend
  }

  @Test func `tells times and failures of the last orders against those before`() throws {
    let recordings = try (1...12).map { day in
      try TrendTests.recording(
        day: day,
        took: day <= 6 ? 4000 + day : 6000 + day,
        status: day > 10 ? "failed" : "succeeded"
      )
    }
    let trend = try #require(try TrendTests.trend(recordings.shuffledByHand))
    #expect(trend.description == "median time 4.0 s → 6.0 s, failures 0 of 6 → 2 of 6")
    #expect(trend.last.median == 6008)
  }

  @Test func `an order that the provider never took is a failure, and a refused one is nothing`()
    throws
  {
    let recordings = try (1...11).map { day in
      let status: HTTPStatus = day == 11 ? 422 : day > 8 ? 503 : 201
      let done = #"{"id":"x","status":"succeeded","output":["https://a.b/c"]}"#
      let answer = day > 8 ? "{}" : done
      return Recording(
        metadata: RecordingMetadata(
          origin: .live,
          recordedAt: "2026-11-\(day < 10 ? "0" : "")\(day)T03:00:00Z"
        ),
        entries: [try TrendTests.entry(.post, TrendTests.order, status, answer, at: 0, took: 900)]
      )
    }
    #expect(
      try TrendTests.trend(recordings)?.description
        == "median time 900 ms → 900 ms, failures 0 of 5 → 2 of 5"
    )
  }

  @Test(arguments: [RecordingMetadata.Origin.simulated, .documented])
  func `what no provider was timed at has no trend`(_ origin: RecordingMetadata.Origin) throws {
    let recordings = try (1...12).map { day in
      try TrendTests.recording(day: day, took: 900, origin: origin)
    }
    #expect(try TrendTests.trend(recordings) == nil)
  }

  @Test func `a few orders are no trend`() throws {
    let recordings = try (1...9).map { try TrendTests.recording(day: $0, took: 900) }
    #expect(try TrendTests.trend(recordings) == nil)
  }

  @Test func `a trend is told and alarms nobody`() throws {
    let subjects = try World.subjects(["replicate/flux.1-dev"])
    let recordings = try (1...12).map { try TrendTests.recording(day: $0, took: $0 * 5000) }
    let learned = try TrafficRun(subjects: subjects, baselines: [:])
      .result(["0"]) { _ in recordings[0] }.outcomes
    let baseline = learned.first?.baseline(origin: .live, now: "", source: nil)
    let baselines = ["replicate/flux.1-dev": try #require(baseline)]
    let found = try TrafficRun(subjects: subjects, baselines: baselines)
      .result(recordings.indices.map(String.init)) { recordings[Int($0) ?? 0] }
    var state = DriftState()
    let report = Judge(
      baselines: baselines,
      touches: TouchFinder(subjects: subjects, expected: []),
      now: "2026-11-20T03:00:00Z"
    ).report(on: found.outcomes, spent: .zero, state: &state)
    #expect(report.ending == .fine)
    #expect(report.isConclusive)
    let findings = report.entries.flatMap(\.result.findings)
    #expect(findings.map(\.requirement) == ["drift.unchanged", "drift.trend"])
    #expect(findings.allSatisfy { $0.verdict == .passed })
  }
}

extension [Recording] {
  /// Another order, and the same one every time.
  fileprivate var shuffledByHand: [Recording] {
    indices.sorted { ($0 * 7 % 12, $0) < ($1 * 7 % 12, $1) }.map { self[$0] }
  }
}
