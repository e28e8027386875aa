import Contract
import CanonicalJSON
import Catalog

/// One requirement as it was held to one case: what readers count, and what a failure is about.
struct Holding: Sendable {
  var caseID: String
  var requirement: String
  var level: Level
  /// The worst of the findings.
  var verdict: Verdict
  var findings: [Finding]
  /// The case's ledger, where it is worth telling: pictures were paid for and never delivered.
  var waste: Ledger?

  /// Findings of one requirement in one case belong together, wherever they stand in it.
  static func each(of result: CaseResult) -> [Holding] {
    var holdings: [Holding] = []
    for finding in result.findings {
      if let index = holdings.firstIndex(where: { $0.requirement == finding.requirement }) {
        holdings[index].findings.append(finding)
      } else {
        holdings.append(Holding(finding))
      }
    }
    for index in holdings.indices {
      holdings[index].verdict =
        CaseResult(caseID: result.caseID, findings: holdings[index].findings).verdict
      holdings[index].waste = result.ledger.flatMap { $0.wasted > 0 ? $0 : nil }
    }
    return holdings
  }

  private init(_ finding: Finding) {
    caseID = finding.caseID
    requirement = finding.requirement
    level = finding.level
    verdict = finding.verdict
    findings = [finding]
  }

  /// A case's first step, such as `sizes`.
  static func group(of caseID: String) -> String { String(caseID.prefix { $0 != "/" }) }

  /// Where the request goes, as `provider/model`; nil for a case that is about no one offer.
  ///
  /// A note says so, or the case's name does, in which the mode follows model and provider.
  var offer: String? {
    for finding in findings {
      if let offer = finding.notes["offer"]?.stringValue { return offer }
    }
    let steps = caseID.split(separator: "/")
    guard steps.count > 2, let mode = steps.dropFirst(2).firstIndex(where: Holding.isMode) else {
      return nil
    }
    return "\(steps[mode - 1])/\(steps[mode - 2])"
  }

  private static func isMode(_ step: Substring) -> Bool { step == "t2i" || step == "edit" }

  var place: Place? { findings.lazy.compactMap(\.place).first }
  var request: String? { findings.lazy.compactMap(\.request).first }
  var again: String? { findings.lazy.compactMap(\.again).first }
  var why: String? { findings.lazy.compactMap(\.why).first }
}
