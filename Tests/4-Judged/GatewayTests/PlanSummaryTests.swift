import CanonicalJSON
import Gateway
import HTTPMessages
import Testing

struct PlanSummaryTests {
  static let rows: [(body: JSON, line: String)] = [
    (["model": "fal/flux.2-max", "prompt": "a secret thought"], "fal"),
    (
      ["model": "fal/flux.2-max", "prompt": "a", "size": "16:9", "n": 3],
      "size 16:9 → image_size 1365x768 · n 3 → 3 calls · fal"
    ),
    (
      ["model": "replicate/flux.1-dev", "prompt": "a", "cfg_scale": 3.5],
      "cfg_scale 3.5 → guidance 3.5 · replicate"
    ),
    (
      ["model": "fal/flux.1-kontext-max", "prompt": "a", "size": "7:1", "n": 1],
      "size 7:1 → aspect_ratio 21:9 · n 1 → 1 call · fal"
    ),
    (
      ["model": "fal/flux.2-max", "prompt": "a", "output_format": "webp"],
      "output_format webp → output_format png, converted here · fal"
    ),
    (
      [
        "model": "fal/flux.2-max", "prompt": "a", "output_quality": 50, "seed": 1,
        "response_format": "b64_json",
      ],
      "output_quality dropped · fal"
    ),
    (
      ["model": "fal/flux.2-max", "prompt": "a", "size": "1024x1024", "aspect_ratio": "4:3"],
      "size 1024x1024 → image_size 1024x1024 · fal"
    ),
  ]

  @Test(arguments: rows.indices)
  func `a line tells what became of what was asked`(index: Int) async throws {
    let row = PlanSummaryTests.rows[index]
    let notes = Notes()
    let driver = try GatewayDriver { $0.notePlan = { notes.add("\($0): \($1)") } }
    _ = try await driver.generate(row.body)
    let count = row.body["n"]?.intValue ?? 1
    let ledger = "asked \(count) · bought \(count) · delivered \(count)"
    #expect(notes.all == "req_1: \(row.line) · \(ledger)")
  }

  @Test func `a line tells who failed before somebody else took over`() async throws {
    let notes = Notes()
    let upstream = ScriptedProviders { call, _ in
      call.provider == "fal" ? ScriptedProviders.json(429, [:]) : nil
    }
    let driver = try GatewayDriver(upstream) { $0.notePlan = { notes.add($1) } }
    _ = try await driver.generate(["model": "flux.2-max", "prompt": "a"])
    #expect(
      notes.all
        == "tries fal 429, replicate 200 · replicate · asked 1 · bought 1 · delivered 1"
    )
  }

  @Test func `a line names members that nobody knows, and not what they say`() async throws {
    let notes = Notes()
    let driver = try GatewayDriver { $0.notePlan = { notes.add($1) } }
    _ = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "sizee": "a secret thought",
    ])
    #expect(
      notes.all == "sizee passed on, unknown · fal · asked 1 · bought 1 · delivered 1"
    )
  }

  @Test func `a line of a request that failed says so`() async throws {
    let notes = Notes()
    let upstream = ScriptedProviders { _, _ in ScriptedProviders.json(500, [:]) }
    let driver = try GatewayDriver(upstream) { $0.notePlan = { notes.add($1) } }
    _ = try await driver.generate(["model": "fal/flux.2-max", "prompt": "a", "n": 2])
    #expect(notes.all.contains("n 2 → 2 calls · tries fal 500"))
    #expect(notes.all.hasSuffix(" · no picture · asked 2 · bought 0 · delivered 0"))
  }

  @Test func `pictures are not spelled out, and control letters do not reach a terminal`()
    async throws
  {
    let notes = Notes()
    let driver = try GatewayDriver { $0.notePlan = { notes.add($1) } }
    _ = try await driver.edit([
      "model": "fal/flux.2-max", "prompt": "a", "\u{1B}[2J": 1,
      "images": [["image_url": .string(Fixture.dataURL)]],
    ])
    #expect(
      notes.all
        == "image → image_urls · [2J passed on, unknown · fal · asked 1 · bought 1 · delivered 1"
    )
  }
}
