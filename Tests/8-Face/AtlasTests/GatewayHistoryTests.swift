import Contract
import Testing

@testable import Atlas

struct GatewayHistoryTests {
  @Test(arguments: [
    ("1.9", "1.10"), ("v1.2", "1.3"), ("2.0rc1", "2.0"), ("2.0b2", "2.0rc1"), ("1.0", "1.0.1"),
    ("1.105.0", "1.106.2"),
  ])
  func `an older version comes before a newer one`(older: String, newer: String) {
    #expect(VersionName(older) < VersionName(newer))
    #expect(!(VersionName(newer) < VersionName(older)))
  }

  private func sheet(_ version: String, _ judged: String) -> Sheet {
    Sheet(gateway: "g", version: version, judged: judged, contract: 3, command: "")
  }

  @Test func `versions that count are in their order, whenever they were judged`() {
    let history = GatewayHistory("g", [sheet("1.10", "1"), sheet("1.9", "2")], slug: "g")
    #expect(history.sheets.map(\.version) == ["1.9", "1.10"])
  }

  @Test func `versions that don't count are in the order in which they were judged`() {
    let sheets = [sheet("c0ffee", "2"), sheet("a1b2c3", "1"), sheet("", "3")]
    #expect(
      GatewayHistory("g", sheets, slug: "g").sheets.map(\.version) == ["a1b2c3", "c0ffee", ""]
    )
  }

  @Test func `tells what broke and what was mended from one version to the next`() {
    func sheet(_ verdicts: [String: Verdict]) -> Sheet {
      var sheet = self.sheet("1", "")
      for (id, verdict) in verdicts {
        sheet.standings[id, default: Standing()].tally = Tally([verdict: 1])
      }
      return sheet
    }
    let old = sheet(["a": .passed, "b": .failed, "c": .passed, "d": .skipped, "e": .known])
    let new = sheet(["a": .failed, "b": .differs, "c": .passed, "d": .failed, "e": .failed])
    let change = SheetChange(from: old, to: new)
    #expect(change.broken == ["a"] && change.mended == ["b"])
  }

  @Test(arguments: [
    ("LiteLLM", "litellm"), ("http://127.0.0.1:8080/v1", "http-127.0.0.1-8080-v1"),
    ("..", "gateway"),
    ("a/../b", "a-..-b"), ("日本", "gateway"), ("x ", "x"),
  ])
  func `a name becomes one that files and links may have`(name: String, slug: String) {
    #expect(Slugs.slug(name) == slug)
  }

  @Test func `no two gateways share a page`() {
    let sheets = ["A b", "a-b"].map {
      Sheet(gateway: $0, version: "1", judged: "", contract: 3, command: "")
    }
    let atlas = Atlas(sheets, contract: SampleReports.contract, bugs: [])
    #expect(atlas.gateways.map(\.slug) == ["a-b", "a-b-2"])
  }
}
