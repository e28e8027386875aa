package import CanonicalJSON
package import Drift
import Terminal

/// Drift's rules, and its issue, as they are printed.
package enum DriftRulesText {
  package static var text: String {
    WrappedRows.table(
      Rule.allCases.map { rule in
        (rule.id, "\(rule.severity) · \(rule.direction) · \(rule.sentence)")
      }
    )
  }

  package static var json: JSON {
    .array(
      Rule.allCases.map { rule in
        [
          "id": .string(rule.id), "severity": .string(rule.severity.rawValue),
          "direction": .string(rule.direction.rawValue), "mirror": .string(rule.mirror.id),
          "sentence": .string(rule.sentence),
        ]
      }
    )
  }

  package static func json(of issue: DriftIssue) -> JSON {
    [
      "action": .string(issue.action.rawValue), "title": .string(DriftIssue.title),
      "body": .string(issue.body),
    ]
  }
}
