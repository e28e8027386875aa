import CanonicalJSON
package import Contract

extension Judged {
  /// The change as a finding; `again` is the command that looks at it again.
  func finding(_ caseID: String, again: String) -> Finding {
    Finding(
      caseID: caseID,
      requirement: change.rule.requirement,
      level: .policy,
      verdict: verdict,
      side: side,
      pointer: change.pointer,
      actual: change.after,
      expected: change.before,
      why: why,
      again: again,
      notes: [
        "fingerprint": .string(change.fingerprint),
        "severity": .string(change.rule.severity.rawValue),
        "source": .string(change.source.rawValue), "evidence": .string(change.evidence),
        "first_seen": .string(firstSeen), "touches": touches.json,
      ]
    )
  }

  private var side: Finding.Side {
    switch change.rule.direction {
    case .request: .upstream
    case .response, .endpoint: .response
    case .page: .suite
    }
  }
}

extension Judged {
  package var verdict: Verdict {
    switch standing {
    case .suspected: .skipped
    case .suppressed: .known
    case .documented, .catalog: change.rule.severity == .info ? .passed : .differs
    case .confirmed:
      switch change.rule.severity {
      case .breaking: .failed
      case .warning: .differs
      case .info: .passed
      }
    }
  }

  var why: String {
    let rule = "\(change.rule.severity): \(change.rule.sentence) [\(change.fingerprint)]"
    return switch standing {
    case .confirmed: rule
    case .suspected(let seen, let wanted): "\(rule) Seen \(seen) of \(wanted) times in a row."
    case .suppressed(let reason, let until): "\(rule) Suppressed until \(until): \(reason)"
    case .documented: "\(rule) Only documents said otherwise: touchstone drift learn"
    case .catalog: "\(rule) The catalog has it otherwise."
    }
  }
}
