import CanonicalJSON
import Catalog

extension Question {
  /// The case that looks at what the planner says of it.
  func planned(judging judge: @escaping @Sendable (PlanView) -> [Judgement]) -> Case {
    planned(asking: [ask]) { judge($0[0]) }
  }

  /// The case that compares what the planner says of several requests.
  func planned(
    asking asks: [Ask],
    judging judge: @escaping @Sendable ([PlanView]) -> [Judgement]
  ) -> Case {
    Case(self) { session in
      do {
        guard let planner = session.planner else { throw SessionGap.planner }
        var answers: [PlanView] = []
        for ask in asks {
          answers.append(PlanView(answer: try await planner.explain(ask)))
        }
        return judge(answers)
      } catch {
        let why = "the plan could not be asked for: \(error)"
        return requirements.map { Judgement($0, .unknown(why: why)) }
      }
    }
  }
}
