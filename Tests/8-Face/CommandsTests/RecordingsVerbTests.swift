import Terminal
import Files
import Contract
import CanonicalJSON
import Exchanges
import Foundation
import Testing

@testable import Commands

struct RecordingsVerbTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "touchstone-\(UUID().uuidString)").path(percentEncoded: false)

  private func run(_ arguments: String...) async -> CapturedRun {
    await touchstone(arguments, in: folder)
  }

  private func withFolder(_ files: [String: String], _ body: () async throws -> Void) async throws {
    for (name, text) in files { try Folder(folder).write(Array(text.utf8), to: name) }
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
      #expect(imported.output == "\(folder)/r/a/b.har: 1 exchange, 1 redaction\n")
      let list = await run("recordings", "list", "--recordings", "\(folder)/r")
      #expect(list.output == "  a/b  1 exchange, foreign, 2020-01-01\n")
      let shown = await run("recordings", "show", "a/b", "--recordings", "\(folder)/r")
      #expect(
        shown.output
          == "a/b\n  #0 GET https://h.example/x?api_key=redacted-key-name-1\n     200 2 bytes, 0 ms\n"
      )
      let told = await run("recordings", "show", "a/b", "--recordings", "\(folder)/r", "--json")
      let exchange = try JSON(parsing: told.output)[0]?["exchanges"]?[0]
      #expect(exchange?["status"] == 200 && exchange?["body"] == "2 bytes")
      let review = await run("recordings", "review", "r/a/b.har", "--recordings", "\(folder)/r")
      #expect(review.output == "a/b\n  redacted  key-name at entry 0 request URL\n")
      let exported = await run("recordings", "export", "a/b", "--recordings", "\(folder)/r")
      let log = try JSON(parsing: exported.output)["log"]
      #expect(log?["entries"]?[0]?["response"]?["content"]?["text"] == "hi")
    }
  }

  @Test func `what looks random is named, and stops a strict import`() async throws {
    let word = "Zq7" + "Kp2Wv9Xt4Lm8Rb3Ns6"
    let har = Self.har.replacing("\"hi\"", with: "\"id \(word)\"")
    try await withFolder(["in.har": har]) {
      let arguments = ["recordings", "import", "in.har", "--as", "a/b", "--recordings", "r"]
      let strict = await touchstone(arguments + ["--strict"], in: folder)
      #expect(strict.code == .failure)
      #expect(strict.errors.contains("random?  \(word) at entry 0 response body"))
      #expect(strict.errors.contains("nothing was written: 1 word looked random"))
      #expect(!Folder(folder).contains("r"))
      let imported = await touchstone(arguments, in: folder)
      #expect(imported.code == .success)
      #expect(imported.errors.contains("random?  \(word)"))
    }
  }

  @Test func `the same import twice is one file`() async throws {
    try await withFolder(["in.har": Self.har, "other.har": Self.har.replacing("hi", with: "ho")]) {
      let into = ["--as", "a/b", "--recordings", "r"]
      for (file, said) in [
        ("in.har", "r/a/b.har: 1 exchange, 1 redaction\n"),
        ("in.har", "r/a/b.har: 1 exchange, 1 redaction, already there\n"),
        ("other.har", "r/a/b-2.har: 1 exchange, 1 redaction\n"),
        ("other.har", "r/a/b-2.har: 1 exchange, 1 redaction, already there\n"),
      ] {
        let run = await touchstone(["recordings", "import", file] + into, in: folder)
        #expect(run.output == "\(folder)/\(said)")
      }
    }
  }

  @Test func `an own recording stands beside the shipped ones, and before one of its name`()
    async throws
  {
    let shipped = await touchstone(["recordings", "list"], in: "/").output.split(separator: "\n")
    let name = try #require(shipped.first?.split(separator: " ").first)
    let files = ["touchstone/gateway.json": "{}", "in.har": Self.har]
    try await withFolder(files) {
      for own in [String(name), "own/one"] {
        _ = await run("recordings", "import", "in.har", "--as", own)
      }
      let list = await run("recordings", "list").output.split(separator: "\n")
      #expect(list.count == shipped.count + 1)
      #expect(list.contains { $0.contains("  \(name) ") && $0.contains("foreign") })
    }
  }

  @Test(arguments: ["list", "review", "age", "scan", "orphans", "rules"])
  func `speaks to programs`(_ act: String) async throws {
    let run = await touchstone(["recordings", act, "--json"], in: "/")
    #expect(try JSON(parsing: run.output).arrayValue != nil)
  }

  @Test func `an exchange that is refused costs no other`() async throws {
    let second = """
      {"request":{"method":"GET","url":"https://h.example/y?api_key=FAKE-FAKE-FAKE"},
       "response":{"status":200,"headers":[],"content":{"text":"hi"}}}
      """
    let method = second.replacing("GET", with: "r8_FAKE0000fake1111FAKE2222")
    let har = Self.har.replacing("]}}", with: ",{},\(second),\(method)]}}")
    try await withFolder(["in.har": har]) {
      let imported = await run("recordings", "import", "in.har", "--as", "a/b", "--recordings", "r")
      #expect(imported.output == "\(folder)/r/a/b.har: 2 exchanges, 2 redactions\n")
      #expect(imported.errors.hasPrefix("note: /log/entries/1 is left out: "))
      #expect(
        imported.errors.contains("error: <redacted:replicate-key> https://h.example/y?api_key=")
      )
      #expect(!imported.errors.contains("FAKE"))
      #expect(imported.code == .secretFound)
    }
  }

  @Test func `a secret is found by its rule and place and ends with 4`() async throws {
    let text = "{\"a\":\"r8_FAKE0000fake1111FAKE2222\"}"
    try await withFolder(["x/a.json": text, "x/b.json": "{}"]) {
      let scan = await run("recordings", "scan", "x")
      #expect(scan.code == .secretFound)
      #expect(scan.output == "secret: replicate-key at \(folder)/x/a.json /a\n2 files, 1 secret\n")
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
    let rules = await touchstone(["recordings", "rules"], environment: ["COLUMNS": "400"])
    #expect(rules.output.split(separator: "\n").count == RedactionRule.all.count)
  }

  @Test func `prints plan and cost before anything is asked`() async {
    let plan = await touchstone(["record", "fal/flux.1-dev", "--dry-run"])
    #expect(plan.code == .success)
    #expect(plan.output.contains("  fal/flux.1-dev/three    1 call, $0.0750\n"))
    #expect(plan.output.hasSuffix("at most $0.1500\n"))
  }

  @Test(arguments: [
    (["record", "fal/flux.1-dev"], "missing --budget USD, the most that may be spent"),
    (
      ["record", "fal/flux.1-dev", "--budget", "0.01"],
      "the budget does not cover fal/flux.1-dev/success any more; raise --budget"
    ),
    (["record", "fal/flux.1-dev", "--budget", "1"], "no key: set FAL_KEY"),
    (
      ["record", "fal/flux.1-dev", "--budget", "much"],
      "'--budget' must be dollars, such as 0.50, not 'much'"
    ),
    (
      ["record", "fal/flux.1-dev", "--budget", "1", "--images", "kept"],
      "'--images' must be one of keep, measure, not 'kept'"
    ),
    (
      ["record", "replicate/flux.2-max", "--budget", "9"],
      "replicate/flux.2-max/success has no known price; nothing is spent blindly"
    ),
  ])
  func `spends nothing without leave`(arguments: [String], message: String) async {
    let run = await touchstone(arguments + ["--recordings", "recordings"])
    #expect(run.code == .usage)
    #expect(run.errors == "error: \(message)\n")
  }
}
