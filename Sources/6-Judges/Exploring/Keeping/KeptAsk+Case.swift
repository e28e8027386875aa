import CanonicalJSON
package import Conformance
import Contract

extension KeptAsk {
  /// The case by which `check` asks it for ever; `subject` is the subject of an ask at a gateway with this profile.
  package func asCase(
    of law: Law,
    file: String,
    subject: @escaping @Sendable (Ask, GatewayProfile?) -> Subject?
  ) -> Case {
    let requirement = RequirementName(law.requirement)
    var question = Question(
      id: "wire/law/\(name)",
      [requirement],
      ask,
      expectation: law.sentence
    )
    question.place = Place(file: file, line: 1)
    question.model = ask.fields["model"]?.stringValue
    question.phase = !ask.carriesMark ? .alone : ask.fault == nil ? .normal : .faults
    return Case(question) { session in
      guard let witness = session.witness else {
        return [Judgement(requirement, .skipped(why: "there is no gateway to ask"))]
      }
      guard let subject = subject(ask, session.profile) else {
        return [Judgement(requirement, .skipped(why: "the gateway has no such model"))]
      }
      do {
        let witnessing = Witnessing { try await witness.sides(of: $0, looks: $1) }
        guard let trial = try await witnessing.trial(of: law, ask, subject) else {
          return [Judgement(requirement, .skipped(why: "the law says nothing of this ask here"))]
        }
        return [Judgement(requirement, law.judge(trial)?.mismatches ?? [])]
      } catch {
        return [Judgement(requirement, .unknown(why: "\(error)"))]
      }
    }
  }
}
