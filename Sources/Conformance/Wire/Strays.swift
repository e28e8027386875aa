import CanonicalJSON
package import Catalog
import Exchanges
package import Findings
import HTTPMessages

/// Calls to providers that no case has made: of none from the beginning, or after its answer.
package struct Strays: Sendable {
  private let gateway: GatewayUnderTest
  private let catalog: ModelCatalog

  package init(_ gateway: GatewayUnderTest, catalog: ModelCatalog) {
    self.gateway = gateway
    self.catalog = catalog
  }

  private static let caseID = "wire/strays"
  private static let requirement = "error.no-amplification"

  /// One finding where there are any; every case has taken its own exchanges along by now.
  package func findings(judgedBy strictness: Strictness, _ requirement: (String) -> Requirement?)
    -> [Finding]
  {
    let calls = UpstreamCall.all(gateway.journal.all, catalog)
      .filter { call in call.exchange.token.map { !gateway.isExcused($0) } ?? true }
    guard let first = calls.first, let requirement = requirement(Strays.requirement) else {
      return []
    }
    return [
      Finding(
        caseID: Strays.caseID,
        requirement: requirement.id,
        level: requirement.level,
        verdict: strictness.verdict(onUnmet: requirement),
        side: .upstream,
        pointer: JSONPointer(["calls"]),
        actual: .integer(calls.count),
        expected: 0,
        why: "these calls belong to no case, or came after its answer; the first is "
          + "\(first.exchange.request.method.name) \(first.exchange.request.target.path) "
          + first.input.text()
      )
    ]
  }
}
