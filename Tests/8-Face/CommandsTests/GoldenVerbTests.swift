import Terminal
import Files
import Contract
import TestSupport
import CanonicalJSON
import Testing

@testable import Commands

@Suite(.heavy)
struct GoldenVerbTests {
  private let requirements = #"{"revision":1,"requirements":[]}"#

  private func withContract(
    _ files: [String: String],
    _ body: (Folder) async throws -> Void
  ) async throws {
    var all = files
    all["golden/requirements.json"] = requirements
    try await withTemporaryFolder(all, body)
  }

  private func golden(_ words: String..., in folder: Folder, ci: Bool = false) async -> CapturedRun
  {
    await touchstone(
      ["golden"] + words,
      environment: ci ? ["CI": "true"] : [:],
      in: folder.path
    )
  }

  private let pair = ["golden/reports/a.txt": "one\ntwo\n", "golden/reports/a.txt.new": "one\n2\n"]

  @Test func `shows, then accepts what is pending`() async throws {
    try await withContract(pair) { folder in
      #expect(
        await golden("diff", in: folder).output == """
          --- golden/reports/a.txt
          +++ golden/reports/a.txt.new
          @@ -2 +2 @@
          -two
          +2

          """
      )
      #expect(await golden("accept", in: folder).output == "accepted golden/reports/a.txt\n")
      let accepted = try folder.bytes(of: "golden/reports/a.txt")
      #expect(accepted == Array("one\n2\n".utf8))
      #expect(await golden("accept", in: folder).output == "nothing needs review\n")
    }
  }

  @Test func `rejects only what the prefix names`() async throws {
    try await withContract(pair) { folder in
      #expect(await golden("reject", "messages/", in: folder).output == "nothing needs review\n")
      #expect(
        await golden("reject", "reports/", in: folder).output == "rejected golden/reports/a.txt\n"
      )
      #expect(!folder.contains("golden/reports/a.txt.new"))
    }
  }

  @Test func `writes nothing where CI is true`() async throws {
    try await withContract(pair) { folder in
      let run = await golden("accept", in: folder, ci: true)
      #expect(run.code == .usage)
      #expect(
        run.errors == "error: golden/reports/a.txt is not written because CI is true; "
          + "run the same command locally\n"
      )
      #expect(folder.contains("golden/reports/a.txt.new"))
    }
  }

  @Test func `asks for a person where something is pending, outdated or read by nobody`()
    async throws
  {
    let files = ["golden/normalization/fal_nothing.t2i.jsonl": "", "golden/reports/a.txt.new": ""]
    try await withContract(files) { folder in
      let run = await golden("status", in: folder)
      #expect(run.code == .needsPerson)
      #expect(run.output.contains("  needs review  golden/reports/a.txt\n"))
      #expect(
        run.output.contains("  outdated      golden/normalization/fal_flux.2-max.t2i.jsonl\n")
      )
      #expect(
        run.output.contains(
          "  unused        golden/normalization/fal_nothing.t2i.jsonl: "
            + "no offer, mode or recording has this name\n"
        )
      )
    }
  }

  @Test func `lays plans beside the old ones, accepts them, and is content`() async throws {
    try await withContract([:]) { folder in
      let check = await touchstone(["check", "n/", "--pending", "--quiet"], in: folder.path)
      #expect(
        check.errors.contains("needs review: golden/normalization/fal_flux.2-max.t2i.jsonl\n")
      )
      _ = await golden("accept", in: folder)
      #expect(await golden("status", in: folder).output == "unchanged: every golden\n")
    }
  }

  @Test func `knows no other act`() async {
    #expect(
      await touchstone(["golden", "eat"]).errors
        == "error: unknown action 'eat' for 'golden'; use one of status, diff, accept, reject, coverage\n"
    )
  }
}
