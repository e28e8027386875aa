package import Contract
import CanonicalJSON

/// One requirement at one gateway: what its cases came to, and the first that came to something else than passed.
package struct Standing: Sendable, Equatable {
  package var tally = Tally()
  /// Why cases were not judged, most often.
  package var reason: String?
  package var examples: [Example] = []

  package var outcome: Outcome { Outcome(tally) }

  package init() {}
}

/// A case that failed or differs, as far as a reader needs it to see why.
package struct Example: Sendable, Equatable {
  package var caseID: String
  package var verdict: Verdict
  package var request: String?
  /// Which answer or call, and where in it.
  package var place: String
  package var actual: String?
  package var expected: String?
  package var why: String?
  package var again: String?

  /// Longer values say no more.
  private static let limit = 300

  init(_ finding: Finding) {
    func short(_ text: String?) -> String? {
      text.map { $0.count > Example.limit ? "\($0.prefix(Example.limit))…" : $0 }
    }
    caseID = finding.caseID
    verdict = finding.verdict
    request = short(finding.request)
    place = "\(finding.side) \(finding.pointer?.description ?? "")"
    actual = short(finding.actual?.text())
    expected = short(finding.expected?.text())
    why = short(finding.why)
    again = finding.again
  }

  /// Whether another example would tell a reader the same.
  func saysTheSame(as other: Example) -> Bool {
    place == other.place && expected == other.expected && actual == other.actual
      && why == other.why
  }
}

extension Standing {
  /// As many as tell different things, and no more than a reader looks at.
  private static let mostExamples = 3

  /// Counts a case that holds a gateway to the requirement.
  mutating func count(_ findings: [Finding], _ verdict: Verdict) {
    tally.count(verdict)
    guard let finding = findings.first(where: { $0.verdict == verdict }),
      ![.passed, .fixed, .skipped].contains(verdict), examples.count < Standing.mostExamples
    else { return }
    let example = Example(finding)
    if !examples.contains(where: example.saysTheSame) { examples.append(example) }
  }
}
