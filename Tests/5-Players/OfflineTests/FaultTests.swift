import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Testing

/// Every word of the fault grammar through the whole gateway.
struct FaultTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var name: String
    /// What stands in the prompt, where the word needs others beside it.
    var directive: String
    var status: Int
    var code: String?
    /// Whether only work that is polled shows it.
    var isQueued = false

    var testDescription: String { directive }

    init(_ directive: String, _ status: Int, _ code: String? = nil, isQueued: Bool = false) {
      self.directive = directive
      self.status = status
      self.code = code
      self.isQueued = isQueued
      name = String(directive.prefix { $0 != "=" && $0 != " " })
    }
  }

  static let rows = [
    Row("status=503", 503, "UPSTREAM_ERROR"),
    Row("retry-after=9 status=429", 429, "UPSTREAM_ERROR"),
    Row("error=runner_disconnected", 503, "UPSTREAM_ERROR"),
    Row("moderated", 400, "CONTENT_POLICY_VIOLATION"),
    Row("failed", 500, "UPSTREAM_ERROR"),
    Row("slow=600s", 504, "UPSTREAM_ERROR"),
    Row("stall", 504, "UPSTREAM_ERROR"),
    Row("reset", 502, "UPSTREAM_ERROR"),
    Row("bad-json", 502, "UPSTREAM_ERROR"),
    Row("html-502", 502, "UPSTREAM_ERROR"),
    Row("polls=2", 200, isQueued: true),
    Row("never-ready", 504, "UPSTREAM_ERROR", isQueued: true),
    Row("barrier=3", 200),
    Row("polled=1 call=2", 200, isQueued: true),
    Row("gateway=RATE_LIMITED", 429, "RATE_LIMITED"),
    Row("expired", 502, "UPSTREAM_ERROR"),
    Row("truncate-image=50%", 502, "UPSTREAM_ERROR"),
    Row("wrong-type", 200),
    Row("wrong-size=64x64", 200),
    Row("images=0", 502, "UPSTREAM_ERROR"),
    Row("rewritten", 200), Row("base64-only", 200),
    Row("times=1 status=500", 500, "UPSTREAM_ERROR"),
    Row("call=2 status=500", 500, "UPSTREAM_ERROR"),
    Row("provider=fal status=500", 500, "UPSTREAM_ERROR"),
    Row("lost-before-accept", 502, "UPSTREAM_ERROR"),
    Row("lost-after-accept", 502, "UPSTREAM_ERROR"),
    Row("by=fin lost-after-accept", 502, "UPSTREAM_ERROR"),
    Row("at=media lost-after-accept", 200),
    Row("at=status lost-after-accept polls=1", 200, isQueued: true),
    Row("at=result lost-after-accept", 200, isQueued: true),
    Row("slow-after-accept=600s", 504, "UPSTREAM_ERROR"),
    Row("polls-at=http://elsewhere.invalid polls=1", 200, isQueued: true),
    Row("media-at=http://elsewhere.invalid", 502, "UPSTREAM_ERROR"),
    Row("redirects-to=http://elsewhere.invalid", 502, "UPSTREAM_ERROR"),
    Row("endless", 502, "UPSTREAM_ERROR"),
    Row("false-length", 200),
    Row("drip", 504, "UPSTREAM_ERROR"),
    Row("bomb", 200),
  ]

  @Test func `no word of the grammar is left out`() {
    #expect(Set(FaultTests.rows.map(\.name)) == Set(FaultDirective.all.map(\.name)))
  }

  @Test(arguments: rows)
  func `a fault among three calls ends in its documented answer, and none is left open`(
    row: Row
  ) async throws {
    let patience = row.status == 504 ? Duration.milliseconds(200) : .seconds(600)
    let driver = try OfflineDriver(isFalQueued: row.isQueued, patience: patience)
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "n": 3, "size": "64x48", "output_format": "png",
      "prompt": .string("a [ts:a1] [fault: \(row.directive)]"),
    ])
    #expect(answer.status == row.status)
    #expect(answer["/error/code"]?.stringValue == row.code)
    #expect(answer["/data"]?.arrayValue?.count == (row.status == 200 ? 3 : nil))
    let isAmplified = driver.journal.all.filter { $0.request.method == .post }.count > 3
    #expect(!isAmplified)
    // Whatever goes wrong, no picture is bought twice, and what is delivered was bought.
    let ledger = driver.journal.bookkeeper.total
    #expect(ledger.paid <= 3)
    if row.status == 200 { #expect(ledger.paid == 3 && ledger.wasted == 0) }
    // Only a reader that is gone could tell a stalled answer's end, and none is on the wire here.
    if row.name != "stall" { #expect(driver.journal.all.allSatisfy { $0.end != nil }) }
  }
}
