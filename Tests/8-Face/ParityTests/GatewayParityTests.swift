import Terminal
import Contract
import CanonicalJSON
import Reports
import TestSupport
import Testing

@testable import Parity

/// Two gateways' outcomes laid side by side.
@Suite(.heavy)
struct GatewayParityTests {
  private func outcome(
    _ id: String,
    _ verdicts: [String: Verdict],
    _ sides: JSON
  ) -> GatewayParity.Outcome {
    let findings = verdicts.sorted { $0.key < $1.key }.map { requirement, verdict in
      Finding(
        caseID: id,
        requirement: requirement,
        level: .published,
        verdict: verdict,
        request: "POST /v1/images/generations {}"
      )
    }
    return .init(CaseResult(caseID: id, findings: findings), sides: [sides])
  }

  private func side(_ width: Int, _ picture: String = "1183x887 png") -> JSON {
    [
      "upstream": [["input": ["width": .integer(width)]]],
      "response": ["status": 200, "data": [["as": "url", "picture": .string(picture)]]],
    ]
  }

  private func parity(
    _ first: [GatewayParity.Outcome],
    _ second: [GatewayParity.Outcome]
  ) -> GatewayParity {
    GatewayParity(names: ("one", "<other>"), first: first, second: second)
  }

  @Test func `groups by the requirement that they fare differently in`() {
    let parity = parity(
      [
        outcome("a", ["size.table": .passed, "size.reported": .passed], side(1183)),
        outcome("b", ["size.table": .passed], side(5)),
        outcome("only-here", ["n.count": .failed], side(5)),
      ],
      [
        outcome("a", ["size.table": .failed, "size.reported": .passed], side(1024)),
        outcome("b", ["size.table": .passed], side(5)),
      ]
    )
    #expect(parity.caseCount == 2)
    #expect(parity.differingCount == 1)
    #expect(parity.groups.map(\.requirement) == ["size.table"])
    #expect(parity.groups[0].differences.map(\.caseID) == ["a"])
    let place = parity.groups[0].differences[0].places[0]
    #expect("\(place.pointer)" == "/upstream/0/input/width")
    #expect((place.first, place.second) == (1183, 1024))
  }

  @Test func `what fares alike but is not the same is shown too`() {
    let parity = parity(
      [outcome("a", ["n.count": .passed, "size.table": .passed], side(1))],
      [outcome("a", ["n.count": .passed, "size.table": .passed], side(2))]
    )
    #expect(parity.groups.map(\.requirement) == ["n.count"])
    #expect(parity.groups[0].differences.count == 1)
  }

  @Test func `every form shows both, and nothing of them acts on the reader`() {
    let parity = parity(
      [outcome("a", ["size.table": .passed], side(1))],
      [outcome("a", ["size.table": .failed], side(2, "1024x768 png"))]
    )
    let text = GatewayParityText(style: .plain).text(parity)
    #expect(text.contains("    A passed   B failed\n"))
    #expect(text.contains("      A \"1183x887 png\"\n      B \"1024x768 png\"\n"))
    #expect(text.hasSuffix("1 cases through both: 0 alike, 1 differ\n"))
    let html = GatewayParityHTML().text(parity)
    #expect(html.contains("&lt;other&gt;") && !html.contains("<other>"))
    #expect(html.contains("<title>B 1024×768, A 1183×887</title>"))
    #expect(GatewayParityMarkdown().text(parity).contains("| verdict | passed | failed |"))
  }
}
