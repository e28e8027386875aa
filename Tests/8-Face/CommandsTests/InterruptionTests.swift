import Terminal
import CanonicalJSON
import Files
import TestSupport
import Testing

@testable import Commands

/// What is left of a run that somebody ends early.
@Suite(.heavy)
struct InterruptionTests {
  private static let contract = Folder(#filePath).parent?.parent?.parent?.parent?.path ?? "/"

  static let runs: [(arguments: [String], said: String)] = [
    (["drift", "--schemas", "--against", "base"], "endpoints looked at"),
    (["drift", "learn", "--against", "base"], "endpoints looked at"),
    (["map", "flux1.1-pro", "--maps", "maps", "--gateway", "reference"], "no map was learned"),
    (["record", "fal/flux.1-dev", "--recordings", "kept"], "of 6 scenarios recorded"),
  ]

  @Test(arguments: runs.indices)
  func `says how far it came, and ends with 130`(_ index: Int) async throws {
    let run = InterruptionTests.runs[index]
    try await withTemporaryFolder { folder in
      let ended = await touchstone(
        run.arguments + ["--upstream", "stubs", "--contract", InterruptionTests.contract],
        in: folder.path,
        interruption: {}
      )
      #expect(ended.code == .interrupted)
      #expect(ended.errors.hasPrefix("interrupted: ") || ended.errors.contains("\ninterrupted: "))
      #expect(ended.errors.contains(run.said), "\(ended.errors)")
    }
  }

  @Test func `an ended comparison shows what there is`() async {
    let tables = await touchstone(["parity", "flux.2-max", "--run"], interruption: {})
    #expect(tables.code == .interrupted)
    #expect(tables.errors == "interrupted: not every size was drawn\n")
    #expect(tables.output.contains("flux.2-max"))
    let gateways = await touchstone(
      [
        "parity", "--gateway", "reference", "--gateway", "reference", "wire/n/flux.2-max", "--json",
      ],
      interruption: {}
    )
    #expect(gateways.code == .interrupted)
    #expect(gateways.output.hasPrefix("{"))
  }

  @Test func `half a look replaces no baseline`() async throws {
    try await withTemporaryFolder { folder in
      let learn = [
        "drift", "learn", "fal/flux.2-max", "--upstream", "stubs", "--live", "--against", "base",
        "--contract", InterruptionTests.contract,
      ]
      #expect(await touchstone(learn, in: folder.path).code == .success)
      let file = "base/fal_flux.2-max.json"
      let whole = try folder.bytes(of: file)
      #expect(await touchstone(learn, in: folder.path, interruption: {}).code == .interrupted)
      #expect(try folder.bytes(of: file) == whole)
    }
  }
}
