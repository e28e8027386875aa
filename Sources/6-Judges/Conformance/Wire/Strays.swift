import Contract
import CanonicalJSON
import Exchanges
import HTTPMessages

/// Calls to providers that no case has made: of none from the beginning, or after its answer.
struct Strays: Sendable {
  private let witness: WireWitness

  init(_ witness: WireWitness) { self.witness = witness }

  private static let requirement = RequirementName.errorNoAmplification
  /// Of the first one's input, which may be megabytes.
  private static let shownCharacters = 200

  /// One finding where there are any; every case has taken its own exchanges along by now.
  func findings(
    judgedBy strictness: Strictness,
    _ requirement: (String) -> Requirement?
  ) -> [Finding] {
    let calls = UpstreamCall.all(witness.journal.all, witness.catalog)
      .filter { call in call.exchange?.token.map { !witness.isExcused($0) } ?? true }
    guard let first = calls.first, let exchange = first.exchange,
      let requirement = requirement(Strays.requirement.id)
    else {
      return []
    }
    return [
      Finding(
        caseID: Case.strays.id,
        requirement: requirement.id,
        level: requirement.level,
        verdict: strictness.verdict(
          onUnmet: requirement.id,
          on: requirement.grounds
        ),
        side: .upstream,
        pointer: JSONPointer(["calls"]),
        actual: .integer(calls.count),
        expected: 0,
        why: "these calls belong to no case, or came after its answer; the first is "
          + "\(exchange.request.method.name) \(exchange.request.target.path) "
          + first.input.text().prefix(Strays.shownCharacters)
      )
    ]
  }
}

extension Case {
  /// What calls of no case are told of by, and so what a line of expected failures can name.
  package static let strays = Case(
    Question(
      id: "wire/strays",
      [.errorNoAmplification],
      Ask(path: ""),
      expectation: "no call that belongs to no case"
    )
  ) { _ in [] }
}
