import CanonicalJSON
import Catalog
import Contract
import Exchanges
import Files
import Foundation
import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Stubs
import Synchronization
import Terminal
import TestSupport
import Testing

@testable import Commands

/// `check` with a profile: the reference behind a socket, spoilt on its client's side, plays a stranger.
@Suite(.heavy)
struct ProfileCheckTests {
  private let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  private static let day = 86_400

  /// A stranger's gateway at work, its profile in a folder of its own.
  private func withStranger(
    profile members: String = "",
    keepsMarks: Bool = true,
    spoiling: @escaping @Sendable (HTTPResponse) async throws -> HTTPResponse = { $0 },
    _ body: (Folder) async throws -> Void
  ) async throws {
    let catalog = try ModelCatalog.shipped()
    let nobody = HTTPHandlerClosure { _ in HTTPResponse(503) }
    let port = try await withHTTPServer(serving: nobody) { $0.port }
    let gateway = Offline(
      catalog,
      stubs: StubServer(catalog, in: .offline),
      origin: "http://127.0.0.1:\(port)",
      client: HTTPClient(reaching: .anyAddress),
      in: .offline
    ).gateway
    let renaming = HTTPHandlerClosure { request in
      var request = request
      var bytes = try await request.body.collected(limit: 1 << 20)
      if !keepsMarks { bytes = CaseToken.stripped(from: bytes) }
      let text = String(decoding: bytes, as: UTF8.self)
        .replacing("\"max\"", with: "\"fal/flux.2-max\"")
      request.body = .bytes(Array(text.utf8))
      request.fields[.contentLength] = nil
      return try await spoiling(gateway.respond(to: request))
    }
    try await withHTTPServer(serving: renaming) { server in
      let profile = """
        {"base": "\(server.url)/v1", "upstream": {"listen": "127.0.0.1:\(port)"},
         "models": {"fal/flux.2-max": "max"}\(members)}
        """
      try await withTemporaryFolder(["touchstone/gateway.json": profile]) { try await body($0) }
    }
  }

  /// Takes the last picture out of every answer that has several.
  @Sendable private static func short(_ response: HTTPResponse) async throws -> HTTPResponse {
    var response = response
    let bytes = try await response.body.collected(limit: 1 << 24)
    response.body = .bytes(bytes)
    guard var answer = (try? JSON(parsing: bytes))?.objectValue,
      let data = answer["data"]?.arrayValue, data.count > 1
    else { return response }
    answer["data"] = .array(data.dropLast())
    response.fields[.contentLength] = nil
    response.body = .bytes(JSON.object(answer).bytes())
    return response
  }

  private func check(
    _ arguments: String...,
    in folder: Folder,
    environment: [String: String] = [:],
    days: Int = 0
  ) async -> CapturedRun {
    await touchstone(
      ["check", "wire/n/", "wire/norm"] + arguments
        + ["--contract", root],
      environment: environment,
      in: folder.path,
      unixTime: 1_795_219_200 + days * ProfileCheckTests.day
    )
  }

  @Test func `a URL beside a profile says where the gateway is, and no more`() async throws {
    try await withStranger { folder in
      let elsewhere = "http://127.0.0.1:\(try ReservedPort.next())/v1"
      let list = await check("--list", "--gateway", elsewhere, in: folder)
      #expect(list.output.contains("wire/n/flux.2-max/fal/t2i/3 "))
      #expect(!list.output.contains("replicate"), "its models are still the profile's")
      let run = await check("--gateway", elsewhere, in: folder)
      #expect(run.code == .couldNotFindOut)
      #expect(run.errors.contains(elsewhere))
    }
  }

  @Test func `a key that is missing is said before anything is asked`() async throws {
    try await withStranger(profile: #", "key_variable": "TOUCHSTONE_TEST_KEY""#) { folder in
      let run = await check(in: folder)
      #expect(run.code == .usage)
      #expect(
        run.errors.contains(
          "the profile's key_variable is TOUCHSTONE_TEST_KEY, which is not set; set it, or give --gateway-key"
        )
      )
      let given = await check(in: folder, environment: ["TOUCHSTONE_TEST_KEY": "any"])
      #expect(given.code == .success, "\(given.errors)")
    }
  }

  @Test func `finds the profile, and asks only the offers that it names, by its names`()
    async throws
  {
    try await withStranger { folder in
      let run = await check(in: folder)
      #expect(run.code == .success, "\(run.errors) \(run.output)")
      let list = await check("--list", in: folder)
      #expect(list.output.contains("wire/n/flux.2-max/fal/t2i/3 "))
      let named = list.output.contains("wire/n/flux.2-max/fal/t2i/5 ")
      let all = await touchstone(
        ["check", "--list", "--contract", root],
        in: folder.path
      )
      #expect(named && all.output.contains("wire/n/flux.2-max/fal/t2i/3 "))
      #expect(!all.output.contains("wire/n/flux.2-max/fal/t2i/5 "), "no deeper than it need be")
      #expect(!list.output.contains("replicate"))
      #expect(!list.output.contains("/edit/"))
    }
  }

  @Test func `expects what it was told to expect, for as long as it was told`() async throws {
    try await withStranger(spoiling: ProfileCheckTests.short) { folder in
      let before = await check(in: folder)
      #expect(before.code == .failure)
      let writing = await check(
        "--write-expected",
        "--reason",
        "one is lost",
        "--until",
        "2026-11-30",
        in: folder
      )
      #expect(writing.code == .success, "\(writing.errors)")
      #expect(writing.errors.hasPrefix("wrote touchstone/expected.jsonl: "))
      let lines = try folder.text(of: "touchstone/expected.jsonl").split(separator: "\n")
      #expect(lines[0] == #"{"contract":3,"gateway":"gateway"}"#)
      #expect(lines.dropFirst().allSatisfy { $0.contains(#""reason":"one is lost""#) })
      // n=1 keeps its picture, so the requirement's lines are for single cases.
      #expect(lines.contains { $0.contains(#""case":"wire/n/flux.2-max/fal/t2i/2""#) })
      #expect(!lines.contains { $0.contains(#""case":"wire/n/flux.2-max/fal/t2i/1""#) })
      let after = await check(in: folder)
      #expect(after.code == .success, "\(after.output)")
      #expect(after.output.contains(" known"))
      // 2026-11-21 and ten days: the first day on which nothing is expected any more.
      let late = await check(in: folder, days: 10)
      #expect(late.code == .failure)
      #expect(late.output.contains("expected until 2026-11-30 only: one is lost"))
    }
  }

  @Test func `tells what is fixed, and drops it when asked`() async throws {
    try await withStranger { folder in
      let stale = """
        {"contract":1,"gateway":"gateway"}
        {"requirement":"n.count","offer":"fal/flux.2-max","reason":"one is lost"}
        {"requirement":"size.table","offer":"fal/flux.2-max","reason":"did not run"}

        """
      try folder.write(Array(stale.utf8), to: "touchstone/expected.jsonl")
      let run = await check("--prune-expected", in: folder)
      #expect(run.code == .success)
      #expect(run.output.contains("fixed: wire/n/flux.2-max/fal/t2i/1 · n.count"))
      let pruned = """
        {"contract":1,"gateway":"gateway"}
        {"requirement":"size.table","offer":"fal/flux.2-max","reason":"did not run"}

        """
      let text = try folder.text(of: "touchstone/expected.jsonl")
      #expect(text == pruned)
    }
  }

  @Test func `runs again what failed last, until it passes`() async throws {
    try await withStranger(spoiling: ProfileCheckTests.short) { folder in
      let cache = ["XDG_CACHE_HOME": folder.path(of: "cache")]
      let first = await check("--json", in: folder, environment: cache)
      let counts = try JSON(parsing: first.output)["counts"]
      let failed = (counts?["failed"]?.intValue ?? 0) + (counts?["errored"]?.intValue ?? 0)
      #expect(failed > 0)
      let again = await check("--last-failed", "--list", in: folder, environment: cache)
      #expect(again.output.split(separator: "\n").count == failed)
      let none = await check("--last-failed", in: folder)
      #expect(none.code == .usage)
      #expect(none.errors.contains("nothing failed in the last run"))
    }
  }

  @Test(arguments: [("prompt", ExitCode.couldNotFindOut), ("serial", .success)])
  func `ties calls to cases by turns where prompts do not survive`(
    correlation: String,
    code: ExitCode
  ) async throws {
    let member = #", "correlate": "\#(correlation)""#
    try await withStranger(profile: member, keepsMarks: false) { folder in
      let run = await check("--jobs", "8", in: folder)
      #expect(run.code == code, "\(run.errors) \(run.output)")
    }
  }

  @Test func `fetches pictures where the profile says they are reached`() async throws {
    try await withStranger(profile: #", "media": {"http://": "http://unreachable.invalid/"}"#) {
      let run = await check(in: $0)
      #expect(run.code == .couldNotFindOut)
      #expect(run.errors.contains("gateway → harness"))
    }
  }

  @Test func `a hunt fails by what does not always pass`() async throws {
    let count = Mutex(0)
    let spoil: @Sendable (HTTPResponse) async throws -> HTTPResponse = { response in
      let number = count.withLock { count in
        count += 1
        return count
      }
      // The canary is the first answer, the case's second round the third.
      return number == 3 ? HTTPResponse(500) : response
    }
    try await withStranger(spoiling: spoil) { folder in
      let run = await touchstone(
        ["check", "wire/n/flux.2-max/fal/t2i/default", "--repeat", "3", "--contract", root],
        in: folder.path
      )
      #expect(run.code == .failure)
      #expect(run.output.contains("failed 1 of 3 times"))
    }
  }

  @Test func `skips what the profile does not claim, and says why`() async throws {
    let unclaimed = #", "unclaimed": {"n.": "it gives one picture"}"#
    try await withStranger(profile: unclaimed, spoiling: ProfileCheckTests.short) { folder in
      let run = await check("--json", in: folder)
      #expect(run.code == .success, "\(run.errors) \(run.output)")
      #expect(run.output.contains("not claimed: it gives one picture"))
    }
  }

  /// Says a size that no picture has.
  @Sendable private static func boasting(_ response: HTTPResponse) async throws -> HTTPResponse {
    var response = response
    let bytes = try await response.body.collected(limit: 1 << 24)
    response.body = .bytes(bytes)
    guard var answer = (try? JSON(parsing: bytes))?.objectValue, answer["size"] != nil else {
      return response
    }
    answer["size"] = "9999x9999"
    response.fields[.contentLength] = nil
    response.body = .bytes(JSON.object(answer).bytes())
    return response
  }

  @Test(
    arguments: [
      ([], ExitCode.success, "reported-size: 3 of 3 otherwise, not delivered"),
      (["--strict"], .failure, "size.reported (policy)"),
    ] as [([String], ExitCode, String)]
  )
  func `a ruling of ours fails only who is held to everything`(
    options: [String],
    code: ExitCode,
    told: String
  ) async throws {
    try await withStranger(spoiling: ProfileCheckTests.boasting) { folder in
      let run = await touchstone(
        ["check", "size.reported", "--contract", root] + options,
        in: folder.path
      )
      #expect(run.code == code, "\(run.output)")
      #expect(run.output.contains(told))
    }
  }

  @Test func `adopts what it always answers in another way, and guards it from then on`()
    async throws
  {
    try await withStranger(spoiling: ProfileCheckTests.boasting) { folder in
      func check(_ options: String...) async -> CapturedRun {
        await touchstone(
          ["check", "size.reported", "--contract", root] + options,
          in: folder.path
        )
      }
      #expect(
        await check().errors.hasSuffix(
          "your gateway answers 1 ruling in another way, each every time: "
            + "check --adopt-rulings writes it into its profile\n"
        )
      )
      let adopted = await check("--adopt-rulings")
      #expect(adopted.code == .success)
      #expect(
        adopted.errors.hasSuffix("touchstone/gateway.json: 1 ruling answered in its own way\n")
      )
      let profile = String(decoding: try folder.bytes(of: "touchstone/gateway.json"), as: UTF8.self)
      #expect(
        profile.hasSuffix(
          #"""
          ,

            "rulings": {
              "reported-size": "otherwise"
            }}
          """#
        )
      )
      let guarded = await check()
      #expect(guarded.code == .success)
      #expect(!guarded.output.contains("differs"))
      #expect(guarded.errors == "")
    }
  }

  @Test func `a ruling of ours fails who has taken it on`() async throws {
    let policies = #", "policies": ["size.reported"]"#
    try await withStranger(profile: policies, spoiling: ProfileCheckTests.boasting) { folder in
      let run = await touchstone(
        ["check", "size.reported", "--contract", root],
        in: folder.path
      )
      #expect(run.code == .failure)
    }
  }

  @Test func `shows both sides of a request, and no key`() async throws {
    try await withStranger(profile: #", "key_variable": "MY_KEY""#) { folder in
      let run = await touchstone(
        ["check", "wire/n/flux.2-max/fal/t2i/2", "--trace", "--contract", root],
        environment: ["MY_KEY": "planted-secret-key"],
        in: folder.path
      )
      #expect(run.code == .success)
      #expect(run.errors.contains("── wire/n/flux.2-max/fal/t2i/2\n"))
      #expect(run.errors.contains("client → POST http://127.0.0.1:"))
      #expect(run.errors.contains("    upstream → POST http://127.0.0.1:"))
      #expect(run.errors.contains("client ← 200"))
      #expect(!run.errors.contains("planted-secret"))
    }
  }

  @Test func `before live providers only the client's side is judged, within the budget`()
    async throws
  {
    let budgets = [("0", 0), ("0.5", 1), ("100", 3)]
    try await withStranger { folder in
      let refused = await check("--upstream", "live", in: folder)
      #expect(refused.code == .usage)
      #expect(refused.errors.contains("'--upstream live' also needs --budget USD"))
      for (budget, atLeast) in budgets {
        // Nothing plays the providers here, so whoever is asked fails.
        let run = await check("--upstream", "live", "--budget", budget, "--json", in: folder)
        let findings = try JSON(parsing: run.output)["findings"]?.arrayValue ?? []
        let asked = findings.filter { $0["verdict"] == "failed" || $0["verdict"] == "errored" }
        #expect(asked.count >= atLeast)
        #expect(budget != "0" || asked.isEmpty)
        #expect(asked.allSatisfy { $0["side"] != "upstream" })
        #expect(run.output.contains("only the client's side is seen with live providers"))
      }
    }
  }
}
