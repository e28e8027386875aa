package import Catalog
package import Contract
import Reports

/// One gateway in one version, as it was judged: everything that the atlas shows of it.
package struct Sheet: Sendable, Equatable {
  package var gateway: String
  /// Empty where no report tells it.
  package var version: String
  /// The moment it was judged, as files write it; empty where no report tells it.
  package var judged: String
  /// The revision of the contract that it was held to.
  package var contract: Int
  /// The command that judges it again.
  package var command: String
  /// Cases by the one verdict that stands for each.
  package var cases = Tally()
  package var ledger = Ledger.empty
  /// The same by who demands what decides the case.
  package var levels: [Level: Tally] = [:]
  /// By the requirement's id.
  package var standings: [String: Standing] = [:]
  package var rulings: [RulingStanding] = []
  /// Reported bugs whose cases were judged, by the report's name, and whether the gateway has them.
  package var bugs: [String: Bool] = [:]

  package init(gateway: String, version: String, judged: String, contract: Int, command: String) {
    self.gateway = gateway
    self.version = version
    self.judged = judged
    self.contract = contract
    self.command = command
  }

  /// Gateway and version, as people name both.
  package var title: String { version.isEmpty ? gateway : "\(gateway) \(version)" }
}

extension Sheet {
  /// Takes in what was found in all of its cases.
  mutating func fold(_ results: [CaseResult], _ contract: RequirementList, reports: [BugReport]) {
    let results = results.sorted { $0.caseID < $1.caseID }
    var reasons: [String: [String: Int]] = [:]
    var broken: [String: Bool] = [:]
    for result in results {
      cases.count(result.verdict)
      if let level = result.decidingLevel {
        levels[level, default: Tally()].count(result.verdict)
      }
      ledger = ledger + (result.ledger ?? .empty)
      for (requirement, findings) in Dictionary(grouping: result.findings, by: \.requirement) {
        let verdict = CaseResult(caseID: result.caseID, findings: findings).verdict
        standings[requirement, default: Standing()].count(findings, verdict)
        if verdict == .skipped, let why = findings.lazy.compactMap(\.why).first {
          reasons[requirement, default: [:]][why, default: 0] += 1
        }
        if verdict != .skipped {
          broken["\(result.caseID) \(requirement)"] = [.failed, .known].contains(verdict)
        }
      }
    }
    for (requirement, counts) in reasons {
      standings[requirement]?.reason = counts.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key
    }
    rulings = RulingStanding.all(in: results, contract.citations)
    for report in reports { bugs[report.name] = broken["\(report.caseID) \(report.requirement)"] }
    command = Sheet.command(in: results) ?? command
  }

  /// The command of any case without the case.
  private static func command(in results: [CaseResult]) -> String? {
    for finding in results.lazy.flatMap(\.findings) {
      let prefix = "touchstone check \(finding.caseID)"
      guard let again = finding.again, again.hasPrefix(prefix) else { continue }
      return "touchstone check\(again.dropFirst(prefix.count))"
    }
    return nil
  }
}
