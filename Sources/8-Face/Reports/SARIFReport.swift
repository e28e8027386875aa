import Catalog
package import Contract
import Bytes
import CanonicalJSON

/// A run as SARIF 2.1.0, for code scanning: requirements are rules, what needs an eye is a result.
///
/// What could not be found out is no result but a notification; a known failure is a suppressed result.
package struct SARIFReport: Report {
  private let requirements: [String: Requirement]
  private var run = RunRecord()

  package init(requirements: [Requirement]) {
    self.requirements = Dictionary(requirements.map { ($0.id, $0) }) { first, _ in first }
  }

  package mutating func record(_ event: RunEvent) -> String {
    guard run.record(event) != nil else { return "" }
    return document().text(.pretty) + "\n"
  }

  private func document() -> JSON {
    let holdings = run.holdings
    let shown = holdings.filter { SARIFReport.level($0.verdict) != nil }
    let errored = holdings.filter { $0.verdict == .errored }
    let ids = Set((shown + errored).map(\.requirement)).sorted()
    let positions = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    let driver: JSON = ["name": "touchstone", "rules": .array(ids.map(rule))]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          "automationDetails": ["id": .string("touchstone/\(VisibleText.line(run.gatewayName))")],
          "columnKind": "unicodeCodePoints",
          "invocations": [
            [
              "executionSuccessful": .bool(errored.isEmpty),
              "toolExecutionNotifications": .array(errored.map { notification($0, positions) }),
            ]
          ],
          "results": .array(shown.map { result($0, positions) }),
          "properties": ["ledger": run.ledger.map { .object($0.json) } ?? .null],
        ]
      ],
    ]
  }

  private func rule(_ id: String) -> JSON {
    var rule: JSONObject = ["id": .string(VisibleText.line(id))]
    guard let requirement = requirements[id] else { return .object(rule) }
    let help = RequirementText.text(of: requirement)
    rule.append("shortDescription", ["text": .string(requirement.sentence)])
    rule.append("help", ["text": .string(help), "markdown": .string(MarkdownText.fenced(help))])
    rule.append("properties", ["tags": [.string(requirement.level.rawValue)]])
    return .object(rule)
  }

  private func result(_ holding: Holding, _ positions: [String: Int]) -> JSON {
    var result: JSONObject = [
      "ruleId": .string(VisibleText.line(holding.requirement)),
      "ruleIndex": .integer(positions[holding.requirement] ?? 0),
      "level": .string(SARIFReport.level(holding.verdict) ?? "none"),
      "message": message(holding),
      "locations": [location(holding)],
      "partialFingerprints": ["caseAndRequirement/v1": .string(SARIFReport.fingerprint(holding))],
      "properties": ["verdict": .string(holding.verdict.rawValue)],
    ]
    if holding.verdict == .known {
      let why = VisibleText.line(holding.why ?? "a known failure")
      result.append(
        "suppressions",
        [["kind": "external", "justification": .string(why)]]
      )
    }
    return .object(result)
  }

  private func notification(_ holding: Holding, _ positions: [String: Int]) -> JSON {
    [
      "associatedRule": [
        "id": .string(VisibleText.line(holding.requirement)),
        "index": .integer(positions[holding.requirement] ?? 0),
      ],
      "level": "error",
      "message": message(holding),
      "locations": [location(holding)],
    ]
  }

  private func message(_ holding: Holding) -> JSON {
    let name = VisibleText.line(holding.caseID)
    let text = "\(name): \(HoldingText.headline(of: holding))\n\n\(HoldingText.body(of: holding))"
    return ["text": .string(text)]
  }

  private func location(_ holding: Holding) -> JSON {
    var location: JSONObject = [:]
    if let place = holding.place {
      location.append(
        "physicalLocation",
        [
          "artifactLocation": [
            "uri": .string(SARIFReport.uri(place.file)), "uriBaseId": "%SRCROOT%",
          ],
          "region": ["startLine": .integer(max(1, place.line))],
        ]
      )
    }
    let name = VisibleText.line(holding.caseID)
    location.append("logicalLocations", [["fullyQualifiedName": .string(name), "kind": "member"]])
    return .object(location)
  }

  /// Nil for what is no result.
  private static func level(_ verdict: Verdict) -> String? {
    switch verdict {
    case .failed, .known: "error"
    case .fixed, .flaky: "warning"
    case .differs: "note"
    case .passed, .skipped, .errored: nil
    }
  }

  /// Stays the same from run to run, so that a reader is told of a failure once.
  private static func fingerprint(_ holding: Holding) -> String {
    let text = "\(holding.caseID)\n\(holding.requirement)"
    return SHA256.hex(of: Array(text.utf8))
  }

  /// A path as a relative reference: what RFC 3986 does not let stand is percent-encoded.
  private static func uri(_ path: String) -> String {
    var uri = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "-._~/".utf8.contains(byte)
        }
      uri += isPlain ? String(Character(scalar)) : "%" + Hex.encode([byte]).uppercased()
    }
    return uri
  }
}
