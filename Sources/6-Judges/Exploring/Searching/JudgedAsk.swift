package import Conformance
package import Contract

/// What the requirements of the contract have to say of one ask at one gateway.
package struct JudgedAsk: Sendable {
  package var ask: Ask
  /// Whether it must be refused; nil where nobody can say.
  package let isRefused: Bool?
  /// The offers that may serve it.
  package let offers: [String]
  /// Why it must be refused, each the id of a requirement and its sentence.
  package let reasons: [String]
  /// What each case came to; where a requirement is broken, that of the smallest ask that breaks it.
  package private(set) var results: [CaseResult]
  /// Each broken requirement with the smallest ask that shows it, for a project to keep.
  package internal(set) var broken: [KeptAsk] = []

  init(
    ask: Ask,
    list: AskedCaseList,
    results: [CaseResult],
    _ requirements: RequirementList
  ) {
    self.ask = ask
    isRefused = list.isRefused
    offers = list.offers
    // How a refusal is worded is no reason for one.
    let ids = list.cases.map(\.question.requirements[0].id).filter {
      !$0.hasPrefix("error.") && !$0.hasPrefix("meta.")
    }
    reasons =
      list.isRefused == true
      ? ids.map { "\($0): \(requirements[$0]?.sentence ?? "")" } : []
    self.results = results
  }

  /// The requirements that are met by each of their cases, as far as anything was seen.
  package var held: [String] {
    let unmet = Set(self.unmet)
    let met = results.flatMap(\.findings).filter { $0.verdict == .passed }.map(\.requirement)
    return Set(met).subtracting(unmet).sorted()
  }

  /// The requirements that are not met, in the order of their cases.
  package var unmet: [String] {
    var seen: Set<String> = []
    let found = results.flatMap(\.findings).filter { JudgedAsk.isBroken($0) }
    return found.map(\.requirement).filter { seen.insert($0).inserted }
  }

  /// Puts what the smallest ask shows in the place of all that was seen of a requirement.
  mutating func replace(_ requirement: String, by result: CaseResult) {
    for index in results.indices {
      results[index].findings.removeAll {
        $0.requirement == requirement && JudgedAsk.isBroken($0)
      }
    }
    results.removeAll { $0.findings.isEmpty }
    results.append(result)
  }

  fileprivate static func isBroken(_ finding: Finding) -> Bool {
    [.failed, .differs].contains(finding.verdict)
  }
}

extension CaseResult {
  func breaks(_ requirement: String) -> Bool {
    findings.contains { $0.requirement == requirement && JudgedAsk.isBroken($0) }
  }
}
