import CanonicalJSON
import Contract
import Files
import Terminal
import TestSupport
import Testing

@testable import Commands
@testable import Drift

/// What needs a decision, and the decisions, by words and by keys.
@Suite(.heavy)
struct ReviewVerbTests {
  private static let contract = Folder(#filePath).parent?.parent?.parent?.parent?.path ?? "/"

  /// The day of calls in these tests is 2026-11-18.
  private let files = [
    "touchstone/gateway.json": #"{"name":"mine","base":"http://127.0.0.1:9/v1"}"#,
    "touchstone/golden/reports/a.txt": "one\ntwo\n",
    "touchstone/golden/reports/a.txt.new": "one\n2\n",
    "touchstone/map/m.json": "old\n", "touchstone/map/m.json.new": "new\n",
    "touchstone/expected.jsonl": """
    {"contract":1,"gateway":"mine"}
    {"requirement":"n.count","offer":"fal/flux.2-max","reason":"asked for","until":"2026-10-01"}
    {"requirement":"size.table","offer":"fal/flux.2-max","reason":"known","until":"2027-10-01"}

    """,
  ]

  private func review(
    _ words: String...,
    in folder: Folder,
    keys: String? = nil,
    ci: Bool = false
  ) async -> CapturedRun {
    await touchstone(
      ["review"] + words + ["--contract", ReviewVerbTests.contract],
      keys: keys,
      environment: ci ? ["CI": "true"] : [:],
      in: folder.path
    )
  }

  /// The text of a file; empty where there is none.
  private func reads(_ file: String, in folder: Folder) -> String {
    (try? folder.text(of: file)) ?? ""
  }

  @Test func `lists goldens, maps and failures whose time is over, and asks for a person`()
    async throws
  {
    try await withTemporaryFolder(files) { folder in
      let run = await review(in: folder)
      #expect(run.code == .needsPerson)
      #expect(
        run.output == """
          goldens that would change
            golden/reports/a.txt  +1 -1 lines

          maps that would change
            map/m.json  +1 -1 lines

          expected failures
            expected/n.count/fal/flux.2-max  n.count at fal/flux.2-max (expected until 2026-10-01)

          3 items need review: 'touchstone review diff' shows what would change, 'touchstone review accept ID' takes it

          """
      )
      let all = await review("--list", "--all", in: folder)
      #expect(all.output.contains("size.table at fal/flux.2-max (until 2027-10-01)\n"))
    }
  }

  @Test func `is content where nothing needs review`() async throws {
    try await withTemporaryFolder([
      "touchstone/gateway.json": files["touchstone/gateway.json"] ?? ""
    ]) {
      folder in
      let run = await review(in: folder)
      #expect(run.output == "nothing needs review\n" && run.code == .success)
    }
  }

  @Test func `tells programs the same`() async throws {
    try await withTemporaryFolder(files) { folder in
      let json = try JSON(parsing: await review("--json", in: folder).output)
      #expect(json["schema"] == "touchstone-review/1")
      #expect(json["items"]?[0]?["id"] == "golden/reports/a.txt")
      #expect(json["items"]?[2]?["kind"] == "expected")
      #expect(json["items"]?[2]?["suppressible"] == true)
    }
  }

  @Test func `shows differences, those alone that are named`() async throws {
    try await withTemporaryFolder(files) { folder in
      let run = await review("diff", "map/", in: folder)
      #expect(
        run.output
          == "--- map/m.json\n+++ map/m.json.new\n@@ -1 +1 @@\n-old\n+new\n"
      )
      #expect(await review("diff", in: folder).output.contains("+2\n"))
    }
  }

  @Test func `accepts and rejects by ids and by what they begin with`() async throws {
    try await withTemporaryFolder(files) { folder in
      let accepted = await review("accept", "map/m.json", in: folder)
      #expect(accepted.output == "accepted map/m.json\n" && accepted.code == .success)
      #expect(reads("touchstone/map/m.json", in: folder) == "new\n")
      let rejected = await review("reject", "golden/", "expected/n.count", in: folder)
      #expect(
        rejected.output == "rejected golden/reports/a.txt\n"
          + "rejected expected/n.count/fal/flux.2-max: no longer expected\n"
      )
      #expect(reads("touchstone/golden/reports/a.txt", in: folder) == "one\ntwo\n")
      #expect(!reads("touchstone/expected.jsonl", in: folder).contains("n.count"))
      #expect(await review(in: folder).output == "nothing needs review\n")
    }
  }

  @Test func `suppresses an expected failure until another day, for a reason`() async throws {
    try await withTemporaryFolder(files) { folder in
      let words = ["--until", "2027-03-01", "--reason", "still open"]
      let run = await touchstone(
        ["review", "suppress", "expected/"] + words + ["--contract", ReviewVerbTests.contract],
        in: folder.path
      )
      #expect(
        run.output
          == "suppressed expected/n.count/fal/flux.2-max: expected until 2027-03-01\n"
      )
      let text = try folder.text(of: "touchstone/expected.jsonl")
      #expect(text.contains(#""reason":"still open","until":"2027-03-01""#))
    }
  }

  @Test(arguments: [
    (
      ["accept"],
      "missing argument ID: touchstone review accept ID…, or --all for everything that needs review"
    ),
    (
      ["acept", "map/"],
      "unknown action 'acept' for 'review'; use one of diff, accept, reject, suppress. Did you mean 'accept'?"
    ),
    (
      ["accept", "map/n.json"],
      "nothing that needs review begins with 'map/n.json'. Did you mean 'map/m.json'?"
    ),
    (["suppress", "map/"], "'review suppress' also needs --until DATE"),
    (["suppress", "map/", "--until", "2027-01-01"], "'review suppress' also needs --reason TEXT"),
    (
      ["suppress", "map/", "--until", "2001-01-01", "--reason", "r"],
      "'--until' must be today or later, not 2001-01-01: it would never hold"
    ),
    (
      ["suppress", "map/", "--until", "2027-01-01", "--reason", "r"],
      "map/m.json can't be suppressed; accept or reject it"
    ),
    (
      ["accept", "--until", "2027-01-01", "map/"],
      "'--until' works only with 'review suppress'; leave it out"
    ),
  ])
  func `says what is wrong with a call`(words: [String], message: String) async throws {
    try await withTemporaryFolder(files) { folder in
      let run = await touchstone(
        ["review"] + words + ["--contract", ReviewVerbTests.contract],
        in: folder.path
      )
      #expect(run.errors == "error: \(message)\n")
      #expect(run.code == .usage)
      #expect(folder.contains("touchstone/map/m.json.new"))
    }
  }

  @Test func `writes nothing where CI is true`() async throws {
    try await withTemporaryFolder(files) { folder in
      for id in ["map/", "golden/", "expected/"] {
        let run = await review("accept", id, in: folder, ci: true)
        #expect(run.code == .usage && run.errors.contains("not written because CI is true"))
      }
      #expect(folder.contains("touchstone/map/m.json.new"))
    }
  }

  @Test func `goes through everything by keys, and keeps each decision`() async throws {
    try await withTemporaryFolder(files) { folder in
      let run = await review(in: folder, keys: "arsnone\u{7F}\ns\u{1B}s2027-03-01\nlater\n")
      #expect(run.code == .success, "\(run.output)")
      #expect(reads("touchstone/golden/reports/a.txt", in: folder) == "one\n2\n")
      #expect(reads("touchstone/map/m.json", in: folder) == "old\n")
      #expect(!folder.contains("touchstone/map/m.json.new"))
      #expect(reads("touchstone/expected.jsonl", in: folder).contains(#""until":"2027-03-01""#))
      #expect(run.output.contains("a accept · r reject · n next · ? help · q quit (2 more)\n"))
      #expect(run.output.hasSuffix("nothing needs review\n"))
    }
  }

  @Test(arguments: [
    ("nnn", ExitCode.needsPerson, "3 items still need review\n"),
    ("aq", .needsPerson, "2 items still need review\n"),
    ("", .needsPerson, "3 items still need review\n"),
    ("\u{3}", .interrupted, ""),
  ])
  func `leaves what no key has decided`(keys: String, code: ExitCode, end: String) async throws {
    try await withTemporaryFolder(files) { folder in
      let run = await review(in: folder, keys: keys)
      #expect(run.code == code)
      #expect(run.output.hasSuffix(end))
    }
  }

  @Test func `explains its keys, and shows a long difference whole when asked`() async throws {
    var files = files
    files["touchstone/golden/reports/a.txt.new"] = (1...200).map { "line \($0)\n" }.joined()
    try await withTemporaryFolder(files) { folder in
      let run = await review(in: folder, keys: "?dq")
      #expect(run.output.contains("… ") && run.output.contains(" more lines: d\n"))
      #expect(run.output.contains("  a  accept: it is right as it is now\n"))
      #expect(run.output.contains("+line 200\n"))
    }
  }

  /// A state in which two changes were seen, one of them once.
  private func stateOfDrift(_ folder: Folder) async throws {
    let learning = ["--upstream", "stubs", "--live", "--against", "base"]
    let contract = ["--contract", ReviewVerbTests.contract]
    _ = await touchstone(
      ["drift", "learn", "fal/flux.2-max"] + learning + contract,
      in: folder.path
    )
    let file = "base/fal_flux.2-max.json"
    let text = try folder.text(of: file)
    try folder.write(
      Array(text.replacing(#""default": "jpeg""#, with: #""default": "png""#).utf8),
      to: file
    )
    _ = await touchstone(
      ["drift", "fal/flux.2-max", "--state", "state.json"] + learning + contract,
      in: folder.path
    )
  }

  @Test func `takes drift's changes from its state, with what was and what is`() async throws {
    try await withTemporaryFolder { folder in
      try await stateOfDrift(folder)
      let options = ["--state", "state.json", "--against", "base"]
      let contract = ["--contract", ReviewVerbTests.contract]
      func call(_ words: String...) async -> CapturedRun {
        await touchstone(["review"] + words + options + contract, in: folder.path)
      }
      let json = try JSON(
        parsing: await touchstone(["review", "--json"] + options + contract, in: folder.path).output
      )
      let item = try #require(json["items"]?[0])
      let id = try #require(item["id"]?.stringValue)
      #expect(item["kind"] == "change")
      #expect(item["summary"]?.stringValue?.hasPrefix("fal/flux.2-max /input/") == true)
      #expect(item["difference"]?.stringValue?.contains("-\"png\"\n+\"jpeg\"\n") == true)
      #expect(
        await call("accept", id).output.contains(
          "accepted \(folder.path)/base/fal_flux.2-max.json\n"
        )
      )
      #expect(reads("base/fal_flux.2-max.json", in: folder).contains(#""default": "jpeg""#))
      #expect(await call().output == "nothing needs review\n")
    }
  }

  @Test func `forgets a rejected change, and keeps quiet of a suppressed one`() async throws {
    try await withTemporaryFolder([
      "touchstone/gateway.json": files["touchstone/gateway.json"] ?? ""
    ]) {
      folder in
      var state = DriftState()
      state.sightings["abc123abc123"] = DriftState.Sighting(
        firstSeen: "2026-11-01T00:00:00Z",
        lastSeen: "2026-11-01T00:00:00Z",
        streak: 1,
        rule: "request-default-changed",
        subject: "fal/flux.2-max",
        pointer: "/input/seed",
        source: "schema"
      )
      state.sightings["def456def456"] = state.sightings["abc123abc123"]
      try folder.write(state.json.bytes(.file), to: "state.json")
      let list = await review("--state", "state.json", in: folder)
      #expect(list.output.contains("quarantined: changes that were not seen often enough"))
      let silenced = await review(
        "suppress",
        "abc",
        "--until",
        "2027-01-01",
        "--reason",
        "r",
        "--state",
        "state.json",
        in: folder
      )
      #expect(silenced.output.hasPrefix("suppressed abc123abc123 until 2027-01-01 in "))
      #expect(reads("touchstone/suppressions.json", in: folder).contains("abc123abc123"))
      let rejected = await review("reject", "def", "--state", "state.json", in: folder)
      #expect(rejected.output == "rejected def456def456: forgotten until it is seen again\n")
      #expect(await review("--state", "state.json", in: folder).output == "nothing needs review\n")
    }
  }
}
