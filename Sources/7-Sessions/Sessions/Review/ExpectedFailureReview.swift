package import Conformance
import Contract

/// The failures that a gateway's file expects: those whose last day is over, or all of them.
package struct ExpectedFailureReview: ReviewSource {
  private let file: BaselineFile
  private let gateway: String
  private let today: Day
  private let takesAll: Bool
  private let isFrozen: Bool

  package init(
    _ file: BaselineFile,
    gateway: String,
    today: Day,
    takesAll: Bool = false,
    isFrozen: Bool = false
  ) {
    self.file = file
    self.gateway = gateway
    self.today = today
    self.takesAll = takesAll
    self.isFrozen = isFrozen
  }

  package func items() throws -> [ReviewItem] {
    try baseline().failures.filter { takesAll || isOver($0) }.map(item)
  }

  package func decide(_ decision: ReviewDecision, on item: ReviewItem) throws -> String {
    if isFrozen { throw GoldenError.frozen(file: file.path) }
    var baseline = try baseline()
    guard let index = baseline.failures.firstIndex(where: { self.item($0).id == item.id }) else {
      throw ReviewError.unknownItem(item.id, suggestion: nil)
    }
    let told: String
    switch decision {
    case .accept:
      baseline.failures[index].until = nil
      told = "accepted \(item.id): expected without a last day\n"
    case .reject:
      baseline.failures.remove(at: index)
      told = "rejected \(item.id): no longer expected\n"
    case .suppress(let until, let reason):
      baseline.failures[index].until = until
      baseline.failures[index].reason = reason
      told = "suppressed \(item.id): expected until \(until)\n"
    }
    try file.write(baseline, gateway: gateway)
    return told
  }

  private func baseline() throws -> Baseline { try file.read(shown: file.path) }

  private func isOver(_ failure: ExpectedFailure) -> Bool {
    failure.until.map { $0 < today } ?? false
  }

  private func item(_ failure: ExpectedFailure) -> ReviewItem {
    let about = failure.caseID ?? failure.offer ?? "requests to no offer"
    let time = failure.until.map { isOver(failure) ? "expected until \($0)" : "until \($0)" }
    let place = failure.place.map { "\($0)" } ?? file.path
    return ReviewItem(
      kind: .expected,
      id: ["expected", failure.requirement, failure.caseID ?? failure.offer ?? "none"]
        .joined(separator: "/"),
      summary: [failure.requirement, "at", about, time.map { "(\($0))" }].compactMap(\.self)
        .joined(separator: " "),
      difference: "--- \(place)\n \(failure.requirement) fails at \(about): \(failure.reason)\n"
        + (failure.until.map { "-until \($0)\n" } ?? "")
    )
  }
}
