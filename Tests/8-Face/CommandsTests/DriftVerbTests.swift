import Terminal
import Files
import Contract
import TestSupport
import CanonicalJSON
import Drift
import Testing

@testable import Commands

@Suite(.heavy)
struct DriftVerbTests {
  private static let contract = Folder(#filePath).parent?.parent?.parent?.parent?.path ?? "/"

  private func drift(
    _ words: [String],
    in folder: String,
    environment: [String: String] = [:]
  ) async -> CapturedRun {
    await touchstone(
      ["drift"] + words + ["--contract", DriftVerbTests.contract],
      environment: environment,
      in: folder
    )
  }

  @Test func `learns from the stubs, and finds them unchanged`() async throws {
    try await withTemporaryFolder { folder in
      let options = ["--upstream", "stubs", "--live", "--against", "base"]
      let learned = await drift(["learn", "fal/flux.2-max"] + options, in: folder.path)
      #expect(learned.code == .success)
      #expect(
        learned.output
          == "\(folder.path)/base/fal_flux.2-max.json\n\(folder.path)/base/fal_flux.2-max-edit.json\n"
      )
      let night = await drift(
        ["fal/flux.2-max"] + options + ["--json", "--state", "state.json"],
        in: folder.path
      )
      #expect(night.code == .success)
      let report = try JSON(parsing: night.output)
      #expect(report["counts"]?["passed"] == 2)
      #expect(
        report["findings"]?[0]?["again"]
          == .string(
            "touchstone drift fal/flux.2-max --live --against base --state state.json "
              + "--upstream stubs --contract \(DriftVerbTests.contract)"
          )
      )
      let state = try JSON(parsing: folder.bytes(of: "state.json"))
      #expect(state["conclusive"] == true)
    }
  }

  @Test func `finds a baseline broken, and takes what it saw when told to`() async throws {
    try await withTemporaryFolder { folder in
      let learning = ["--upstream", "stubs", "--live", "--against", "base"]
      let options = learning + ["--state", "state.json"]
      _ = await drift(["learn", "fal/flux.2-max"] + learning, in: folder.path)
      let file = "base/fal_flux.2-max.json"
      let text = try folder.text(of: file)
      // As if one value more had been allowed when it was learned, and the default had been another.
      let changed = text.replacing(#""default": "jpeg""#, with: #""default": "png""#)
        .replacing("\"5\"\n", with: "\"5\",\n\"6\"\n")
      try folder.write(Array(changed.utf8), to: file)

      let night = await drift(["fal/flux.2-max"] + options, in: folder.path)
      #expect(night.code == .breakingDrift)
      #expect(
        night.output.contains(
          """
          failed: drift/fal/flux.2-max · drift.request-enum-value-removed (policy)
             upstream  /input/safety_tolerance
               actual    nothing
               expected  "6"
          """
        )
      )
      let issue = await drift(["issue", "--json", "--state", "state.json"], in: folder.path)
      let decision = try JSON(parsing: issue.output)
      #expect(decision["action"] == "open")
      let body = try #require(decision["body"]?.stringValue)
      #expect(DriftIssue.fingerprints(in: body)?.count == 2)
      try folder.write(Array(body.utf8), to: "issue.md")
      let again = await drift(
        ["issue", "--state", "state.json", "--issue", "issue.md"],
        in: folder.path
      )
      #expect(again.output.hasPrefix("leave: there is nothing to do"))

      let accepted = await drift(
        ["accept", "--against", "base", "--state", "state.json"],
        in: folder.path
      )
      #expect(accepted.code == .success)
      #expect(accepted.output.contains("request-default-changed /input/output_format"))
      let calm = await drift(["fal/flux.2-max"] + options, in: folder.path)
      #expect(calm.code == .success)
      let closed = await drift(
        ["issue", "--state", "state.json", "--issue", "issue.md"],
        in: folder.path
      )
      #expect(closed.output == "close: nothing that the open issue tells of is left\n")
    }
  }

  @Test func `writes what the catalog has otherwise, where there is a project`() async throws {
    try await withTemporaryFolder(["touchstone/gateway.json": "{}"]) { folder in
      let options = ["--upstream", "stubs", "--live", "--state", "state.json"]
      _ = await drift(
        ["learn", "fal/flux.2-max", "--upstream", "stubs", "--live"],
        in: folder.path
      )
      let base = "touchstone/baseline/fal_flux.2-max.json"
      let old = try folder.text(of: base).replacing(
        #""default": "jpeg""#,
        with: #""default": "png""#
      )
      try folder.write(Array(old.utf8), to: base)
      _ = await drift(["fal/flux.2-max"] + options, in: folder.path)
      // As if the provider had answered another default than the catalog has.
      let seen = try folder.text(of: "state.json")
        .replacing(#""default": "jpeg""#, with: #""default": "webp""#)
      try folder.write(Array(seen.utf8), to: "state.json")
      let accepted = await drift(["accept", "--state", "state.json"], in: folder.path)
      #expect(accepted.code == .success, "\(accepted.errors)")
      let file = "touchstone/catalog/flux.2-max.accepted-01.json"
      #expect(accepted.output.hasSuffix("wrote \(folder.path)/\(file), which every verb reads\n"))
      let edit = try JSON(parsing: folder.bytes(of: file))
      let fields = edit["offers"]?["fal/flux.2-max"]?["operations"]?["t2i"]?["fields"]
      #expect(fields == ["output_format": ["default": "webp"]])
      let check = await touchstone(["catalog", "check"], in: folder.path)
      #expect(check.code == .success, "\(check.output)\(check.errors)")
    }
  }

  @Test func `keeps quiet of what was suppressed, until its day`() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(Array("{}\n".utf8), to: "touchstone/gateway.json")
      let options = ["--upstream", "stubs", "--schemas"]
      _ = await drift(["learn", "fal/flux.2-max"] + options, in: folder.path)
      let file = "touchstone/baseline/fal_flux.2-max.json"
      let text = try folder.text(of: file)
      let changed = text.replacing("\"5\"\n", with: "\"5\",\n\"6\"\n")
      try folder.write(Array(changed.utf8), to: file)
      #expect(await drift(["fal/flux.2-max"] + options, in: folder.path).code == .breakingDrift)

      let change = "fal/flux.2-max#/input/**"
      let told = ["--reason", "nobody sends it", "--until", "2999-12-31"]
      #expect(await drift(["suppress", change] + told, in: folder.path).code == .success)
      let night = await drift(["fal/flux.2-max"] + options + ["--json"], in: folder.path)
      #expect(night.code == .success)
      #expect(try JSON(parsing: night.output)["counts"]?["known"] == 1)

      let old = """
        {"drift": [
          {"change": "\(change)", "reason": "for now", "until": "2001-01-01"},
          {"change": "000000000000", "reason": "nobody sends it", "until": "2999-12-31"}
        ]}
        """
      try folder.write(Array(old.utf8), to: "touchstone/suppressions.json")
      let after = await drift(["fal/flux.2-max"] + options, in: folder.path)
      #expect(after.code == .breakingDrift)
      #expect(after.output.contains("its day 2001-01-01 is past: decide anew (for now)"))
      #expect(after.output.contains("it covers no change: remove it (nobody sends it)"))
    }
  }

  @Test func `suppresses a fingerprint that was seen, and no other`() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(Array("{}\n".utf8), to: "touchstone/gateway.json")
      let options = ["--upstream", "stubs", "--live", "--against", "base"]
      _ = await drift(["learn", "fal/flux.2-max"] + options, in: folder.path)
      let file = "base/fal_flux.2-max.json"
      let changed = try folder.text(of: file).replacing("\"5\"\n", with: "\"5\",\n\"6\"\n")
      try folder.write(Array(changed.utf8), to: file)
      let night = ["fal/flux.2-max"] + options + ["--state", "state.json"]
      _ = await drift(night, in: folder.path)
      let state = try JSON(parsing: folder.bytes(of: "state.json"))
      let seen = try #require(state["sightings"]?.objectValue?.members.first?.name)
      let told = ["--state", "state.json", "--reason", "r", "--until", "2999-12-31"]
      #expect(await drift(["suppress", seen] + told, in: folder.path).code == .success)
      let unknown = await drift(["suppress", "000000000000"] + told, in: folder.path)
      #expect(unknown.code == .usage)
      #expect(unknown.errors.contains("no change '000000000000' is known"))
    }
  }

  @Test func `a run that has nothing to hold against ends with 5`() async throws {
    try await withTemporaryFolder(["empty/readme": ""]) { folder in
      let recordings = "\(DriftVerbTests.contract)/recordings"
      for (words, said) in [
        (["--upstream", "stubs", "--schemas", "--against", "none"], ""),
        (["--from", recordings, "--against", "none"], ""),
        (
          ["--from", "empty", "--against", "none"], "error: no recording in \(folder.path)/empty\n"
        ),
        (
          ["learn", "--from", "empty", "--against", "none"],
          "error: nothing was learned: no exchange in empty belongs to an endpoint that is asked about\n"
        ),
      ] {
        let run = await drift(words, in: folder.path)
        #expect(run.code == .couldNotFindOut, "\(words)")
        #expect(run.errors == said)
      }
    }
  }

  @Test(arguments: Rehearsal.allCases)
  func `finds what it planted itself`(_ rehearsal: Rehearsal) async throws {
    let run = await drift(["rehearse", rehearsal.rawValue, "--quiet"], in: "/")
    #expect(run.code == .breakingDrift)
    #expect(run.output.contains("drift.\(rehearsal.rule.id)"))
    #expect(
      run.output.contains("again     touchstone drift rehearse \(rehearsal.rawValue) --contract ")
    )
  }

  @Test func `holds pages against what is written down, and drafts what a person must decide`()
    async throws
  {
    let page = """
      # FLUX.2 [max]

      - Model ID: flux.2-max
      - Family: flux.2

      ### Core Parameters

      - `size` (string): pixels. Values: auto, 1365x768, 768x1365, 1254x836, 836x1254, 887x1182, 1024x1024, 1145x916, 916x1145, 1184x888. Modes: Image Edit, Text to Image

      ## Links
      """
    try await withTemporaryFolder(["pages/new.txt": page, "touchstone/gateway.json": "{}"]) {
      folder in
      let run = await drift(["--pages", "pages"], in: folder.path)
      #expect(run.code == .breakingDrift)
      #expect(run.output.contains("drift.page-row-changed"))
      #expect(run.output.contains("drift.page-parameter-removed"))
      let same = await drift(["--pages", "pages", "--against", "pages"], in: folder.path)
      #expect(same.code == .success)
      let drafted = await drift(["accept", "--pages", "pages/new.txt"], in: folder.path)
      #expect(drafted.code == .success)
      #expect(drafted.output.contains("drafts/published/flux.2-max.json"))
      #expect(folder.contains("touchstone/drafts/expected/flux.2-max.jsonl"))
      #expect(
        drafted.output.contains("catalog/flux.2-max.accepted-01.json, which every verb reads\n")
      )
      let sizes = await touchstone(["sizes", "flux.2-max"], in: folder.path)
      #expect(sizes.output.contains("1184x888"))
      #expect(!sizes.output.contains("1183x887"))
      let nothing = await drift(["--pages", "touchstone/gateway.json"], in: folder.path)
      #expect(nothing.code == .needsPerson)
      let closed = await drift(["--pages", "https://example.com/llms.txt"], in: folder.path)
      #expect(closed.code == .usage)
      #expect(closed.errors.contains("missing --live"))
    }
  }

  @Test func `says where in the sources a model is written, where there is no project`()
    async throws
  {
    let page = """
      # FLUX.2 [max]

      - Model ID: flux.2-max

      ### Core Parameters

      - `seed` (number): Modes: Image Edit, Text to Image

      ## Links
      """
    let model = try Folder(DriftVerbTests.contract)
      .text(of: "Sources/2-Contract/Catalog/Models/Flux2Max.swift")
    try await withTemporaryFolder([
      "pages/new.txt": page, "contract/Sources/2-Contract/Catalog/Models/Flux2Max.swift": model,
    ]) { folder in
      for name in ["requirements.json", "published/flux.2-max.json"] {
        try folder.write(
          Folder(DriftVerbTests.contract).bytes(of: "golden/\(name)"),
          to: "contract/golden/\(name)"
        )
      }
      let accepted = await touchstone(
        ["drift", "accept", "--pages", "pages/new.txt", "--contract", "contract"],
        in: folder.path
      )
      #expect(accepted.code == .success, "\(accepted.errors)")
      let lines = model.split(separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(lines.firstIndex { $0.contains("\"prompt\", \"seed\"") }) + 1
      let place = "edit Sources/2-Contract/Catalog/Models/Flux2Max.swift:\(line)"
      #expect(
        accepted.output.contains("\(place) parameters seed type: \"integer\" → \"number\"\n")
      )
      #expect(!folder.contains("touchstone"))
    }
  }

  @Test func `plants everything everywhere, and says in one line what came of it`() async throws {
    let run = await drift(["rehearse", "--all"], in: "/")
    #expect(run.code == .success)
    #expect(run.output.hasSuffix("; 0 false alarms in 40 differences that are none\n"))
    #expect(
      run.output.contains(
        " planted changes found, \(Rule.allCases.count { $0.direction != .page }) rules at "
      )
    )
    let long = await drift(["rehearse", "--all", "--verbose"], in: "/")
    #expect(long.output.contains("  price-raised "))
    let wrong = await drift(["rehearse", "output", "--all"], in: "/")
    #expect(wrong.code == .usage)
  }

  @Test func `knows every offer of the shipped recordings, and breaks on none`() async throws {
    let recordings = "\(DriftVerbTests.contract)/recordings"
    let run = await drift(["--from", recordings], in: "/")
    #expect(run.code == .success)
    #expect(run.output.contains("11 cases in "))
    #expect(!run.output.contains("failed"))
  }

  @Test func `notes how long orders took and how many failed, and alarms nobody`() async throws {
    let order = """
      {"method": "POST", "headers": [], "postData": {"text": "{\\"input\\": {}}"},
       "url": "https://api.replicate.com/v1/models/black-forest-labs/flux-dev/predictions"}
      """
    let answer = #"{\"id\": \"a\", \"status\": \"succeeded\", \"output\": [\"https://a.b/c\"]}"#
    let entries = (1...12).map { number in
      """
      {"startedDateTime": "2026-11-20T03:\(number + 10):00Z", "time": \(number * 1000),
       "request": \(order), "response": {"status": 201, "headers": [], "content": {"text": "\(answer)"}}}
      """
    }
    let har = "{\"log\": {\"entries\": [\(entries.joined(separator: ","))]}}"
    try await withTemporaryFolder(["traffic/a.har": har]) { folder in
      let options = ["replicate/flux.1-dev", "--from", "traffic", "--against", "base"]
      #expect(await drift(["learn"] + options, in: folder.path).code == .success)
      let run = await drift(options, in: folder.path)
      #expect(run.code == .success)
      #expect(
        run.errors
          == "note: replicate/flux.1-dev: median time 3.5 s → 9.5 s, failures 0 of 6 → 0 of 6\n"
      )
    }
  }

  @Test func `says what it would ask, what it may cost and what it leaves out`() async throws {
    let run = await drift(
      ["fireworks", "replicate/flux.2-max", "--live", "--budget", "0.1", "--dry-run"],
      in: "/",
      environment: ["REPLICATE_API_TOKEN": "r8_fake", "FIREWORKS_API_KEY": "fw_fake"]
    )
    #expect(
      run.output == """
          ask   the schema document of replicate/flux.2-max              free, never verified
          ask   a free read of fireworks/flux.1-kontext-max              free, never verified
          ask   a free read of replicate/flux.2-max                      free, never verified
          ask   a validation probe of fireworks/flux.1-kontext-max       up to $0.0800, never verified
          leave a validation probe of replicate/flux.2-max               its price is not known, never verified
          leave the cheapest generation of fireworks/flux.1-kontext-max  the budget does not cover up to $0.0800, never verified
          leave the cheapest generation of replicate/flux.2-max          its price is not known, never verified
        at most $0.0800. What a call does not use of that goes to those that are left.

        """
    )
  }

  @Test func `asks nobody when it only plans to learn`() async throws {
    try await withTemporaryFolder { folder in
      let run = await drift(
        ["learn", "fireworks", "--live", "--budget", "1", "--dry-run", "--against", "base"],
        in: folder.path,
        environment: ["FIREWORKS_API_KEY": "fw_fake"]
      )
      #expect(run.code == .success)
      #expect(run.output.contains("at most $0.1600, 3 times as long as the budget lasts."))
      #expect(!folder.contains("base"))
    }
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    var words: [String]
    var text: String
    var testDescription: String { words.joined(separator: " ") }
  }

  static let mistakes = [
    Mistake(words: ["--live"], text: "missing --budget USD, the most that may be spent"),
    Mistake(
      words: ["--live", "--budget", "much"],
      text: "'--budget' must be dollars, such as 0.50, not 'much'"
    ),
    Mistake(words: ["accpet"], text: "no offer begins with accpet. Did you mean 'accept'?"),
    Mistake(
      words: ["accept"],
      text: "missing --state FILE, which the run that saw the change wrote"
    ),
    Mistake(
      words: ["suppress"],
      text: "missing a fingerprint, or OFFER#/pointer with * for any element"
    ),
    Mistake(
      words: ["suppress", "0"],
      text: "missing --reason TEXT, why nobody needs to hear of it"
    ),
    Mistake(
      words: ["suppress", "0", "--reason", "r"],
      text: "missing --until DATE, the last day it holds, such as 2027-01-31"
    ),
    Mistake(
      words: ["suppress", "0", "--reason", "r", "--until", "soon"],
      text: "'--until' must be a date such as 2026-12-31, not 'soon'"
    ),
    Mistake(
      words: ["suppress", "0", "--reason", "r", "--until", "2001-01-01"],
      text: "'--until' must be today or later, not 2001-01-01: it would hold for no run"
    ),
    Mistake(
      words: ["suppress", "0", "--reason", "r", "--until", "2999-01-01"],
      text: "missing --state FILE, which the run that saw the change wrote"
    ),
    Mistake(
      words: ["suppress", "*#input", "--reason", "r", "--until", "2999-01-01"],
      text: "missing a JSON pointer behind the #, as /input/size"
    ),
    Mistake(
      words: ["rehearse", "opera"],
      text: "unknown rehearsal 'opera'; use one of output, value, pixels, endpoint"
    ),
  ]

  @Test(arguments: mistakes)
  func `says what is missing`(_ mistake: Mistake) async {
    let run = await drift(mistake.words, in: "/")
    #expect(run.code == .usage)
    #expect(run.errors == "error: \(mistake.text)\n")
  }

  @Test func `lists every rule`() async throws {
    let run = await drift(["rules", "--json"], in: "/")
    #expect(try JSON(parsing: run.output).arrayValue?.count == Rule.allCases.count)
  }
}
