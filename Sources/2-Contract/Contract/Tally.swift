/// How often each verdict was given, and what that says of the run as a whole.
package struct Tally: Sendable, Equatable {
  private var counts: [Verdict: Int] = [:]

  package init() {}

  /// What was counted elsewhere.
  package init(_ counts: [Verdict: Int]) { self.counts = counts.filter { $0.value > 0 } }

  package init(_ findings: [Finding]) {
    for finding in findings { count(finding.verdict) }
  }

  package mutating func count(_ verdict: Verdict) { counts[verdict, default: 0] += 1 }

  package subscript(verdict: Verdict) -> Int { counts[verdict, default: 0] }

  package var total: Int { counts.values.reduce(0, +) }

  /// The verdicts that were given, in the order they are declared.
  package var given: [(verdict: Verdict, count: Int)] {
    Verdict.allCases.compactMap { verdict in
      counts[verdict].map { (verdict: verdict, count: $0) }
    }
  }
}
