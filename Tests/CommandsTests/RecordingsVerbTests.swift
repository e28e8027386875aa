import CanonicalJSON
import Catalog
import Exchanges
import Foundation
import HTTPMessages
import Images
import Providers
import Recordings
import Stubs
import Synchronization
import Testing

@testable import Commands

/// A clock on which pauses pass at once, and on which no deadline is ever reached.
private final class JumpingClock: Waiting {
  private let instant = Mutex(ContinuousClock.now)

  var now: ContinuousClock.Instant { instant.withLock { $0 } }
  func wait(until deadline: ContinuousClock.Instant) async throws {
    guard now.duration(to: deadline) < .seconds(30) else {
      // Only a cancellation ends it.
      return try await Task.sleep(for: .seconds(3600))
    }
    instant.withLock { $0 = max($0, deadline) }
    await Task.yield()
  }
}

struct RecordingsVerbTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "touchstone-\(UUID().uuidString)").path()

  private func run(_ arguments: String...) async -> CapturedRun {
    await touchstone(arguments, in: folder)
  }

  private func withFolder(_ files: [String: String], _ body: () async throws -> Void) async throws {
    for (name, text) in files {
      let url = URL(filePath: "\(folder)/\(name)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body()
  }

  private static let har = """
    {"log":{"entries":[{"startedDateTime":"2020-01-01T00:00:00Z",
      "request":{"method":"GET","url":"https://h.example/x?api_key=FAKE-FAKE-FAKE"},
      "response":{"status":200,"content":{"text":"hi"}}}]}}
    """

  @Test func `imports, lists, shows, reviews and exports`() async throws {
    try await withFolder(["in.har": Self.har]) {
      let imported = await run("recordings", "import", "in.har", "--as", "a/b", "--recordings", "r")
      #expect(imported.output == "\(folder)/r/a/b.har: 1 exchanges, 1 redactions\n")
      let list = await run("recordings", "list", "--recordings", "\(folder)/r")
      #expect(list.output == "a/b  1 exchanges, foreign, 2020-01-01\n")
      let shown = await run("recordings", "show", "a/b", "--recordings", "\(folder)/r")
      #expect(
        shown.output
          == "a/b\n  #0 GET https://h.example/x?api_key=redacted-key-name-1\n     200 2 bytes, 0 ms\n"
      )
      let review = await run("recordings", "review", "a", "--recordings", "\(folder)/r")
      #expect(review.output == "a/b\n  redacted  key-name at entry 0 request URL\n")
      let exported = await run("recordings", "export", "a/b", "--recordings", "\(folder)/r")
      let log = try JSON(parsing: exported.output)["log"]
      #expect(log?["entries"]?[0]?["response"]?["content"]?["text"] == "hi")
    }
  }

  @Test func `a secret is found by its rule and place and ends with 4`() async throws {
    let text = "{\"a\":\"r8_FAKE0000fake1111FAKE2222\"}"
    try await withFolder(["x/a.json": text, "x/b.json": "{}"]) {
      let scan = await run("recordings", "scan", "x")
      #expect(scan.code == .secretFound)
      #expect(scan.output == "secret: replicate-key at \(folder)/x/a.json /a\n2 files, 1 secrets\n")
      let off = await run("recordings", "scan", "x", "--rule-off", "replicate-key=an example")
      #expect(off.code == .success)
    }
  }

  @Test func `age is a failure where something is too old`() async throws {
    try await withFolder(["r/a.har": Self.har]) {
      let old = await run("recordings", "age", "--recordings", "r")
      #expect(old.code == .failure)
      #expect(old.output.hasPrefix("too old  a  "))
      let young = await run("recordings", "age", "--recordings", "r", "--max-age", "99999d")
      #expect(young.code == .success)
    }
  }

  @Test func `every rule is explained`() async {
    let rules = await touchstone(["recordings", "rules"])
    #expect(rules.output.split(separator: "\n").count == RedactionRule.all.count)
  }

  @Test func `prints plan and cost before anything is asked`() async {
    let plan = await touchstone(["record", "fal/flux.1-dev", "--dry-run"])
    #expect(plan.code == .success)
    #expect(plan.output.contains("fal/flux.1-dev/three  1 calls, $0.0750\n"))
    #expect(plan.output.hasSuffix("at most $0.1500\n"))
  }

  @Test(arguments: [
    (["record", "fal/flux.1-dev"], "missing: --budget USD, the most that may be spent"),
    (
      ["record", "fal/flux.1-dev", "--budget", "0.01"],
      "the budget does not cover fal/flux.1-dev/success any more; raise --budget"
    ),
    (["record", "fal/flux.1-dev", "--budget", "1"], "no key: set FAL_KEY"),
  ])
  func `spends nothing without leave`(arguments: [String], message: String) async {
    let run = await touchstone(arguments)
    #expect(run.code == .usage)
    #expect(run.errors == "error: \(message)\n")
  }

  @Test(arguments: [
    ("fal/flux.1-dev", "queue"), ("fal/flux.2-max", "invalid"), ("fal/flux.1-dev", "moderated"),
    ("fal/flux.1-dev", "rate-limit"), ("replicate/flux.1-dev", "three"),
    ("replicate/flux.2-max", "queue"), ("fireworks/flux.1-kontext-max", "edit"),
    ("fireworks/flux.1-kontext-max", "moderated"),
  ])
  func `what the stubs said once is played without them`(key: String, name: String) async throws {
    let catalog = try ModelCatalog.shipped()
    let (model, offer) = try #require(catalog.offers.first { $0.offer.key == key })
    let scenario = try #require(
      RecordScenario.all(of: offer, model: model).first { $0.name == name }
    )
    let clock = JumpingClock()
    let recorded = try await ask(
      ProviderStubs(catalog, clock: clock),
      scenario,
      offer,
      catalog,
      clock
    )
    let (clean, findings) = try RecordingRedaction.redacted(recorded.entries, policy: .init())
    #expect(findings.contains { $0.rule.id == "auth-field" })
    let replayer = Replayer([(scenario.name, clean)], clock: clock)
    let played = try await ask(replayer, scenario, offer, catalog, clock)
    #expect(replayer.missCount == 0)
    #expect(replayer.unplayed.isEmpty)
    #expect(played.failure == recorded.failure)
    #expect((recorded.failure == nil) == ["queue", "three", "edit"].contains(name))
    #expect(played.entries.entries.map(\.status) == recorded.entries.entries.map(\.status))
    #expect(sizes(of: played.entries) == sizes(of: recorded.entries))
  }

  private func ask(
    _ client: any HTTPHandler,
    _ scenario: RecordScenario,
    _ offer: Offer,
    _ catalog: ModelCatalog,
    _ clock: any Waiting
  ) async throws -> (entries: Recording, failure: ProviderFailure?) {
    let plan = try #require(try scenario.plan(offer, catalog: catalog))
    let bases = try RecordOffers.bases(of: offer.provider, key: "FAKE:FAKE")
    return try await ScenarioRecorder(
      client: client,
      clock: clock,
      bases: bases,
      pictures: .measures
    ).record(scenario, calls: plan.calls, at: offer)
  }

  private func sizes(of recording: Recording) -> [ImageSize] {
    recording.entries.compactMap { entry in
      guard case .picture(let picture) = entry.responseBody else { return nil }
      return picture.size
    }
  }
}
