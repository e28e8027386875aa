import CanonicalJSON
import Catalog
import Findings

/// Makes cases that ask a planner and look at its answer.
struct PlanCases: Sendable {
  let planner: any Planner

  /// One question to the planner, and how its answer is judged.
  struct Question: Sendable {
    var id: String
    var requirements: [String]
    var model: String
    var modelID: String
    var provider: String?
    var mode: Mode
    var request: JSONObject
    var expectation: String
    var source: String
    var place: Place?
  }

  func item(
    _ question: Question,
    judging judge: @escaping @Sendable (PlanView) -> [Judgement]
  ) -> Case {
    item(question, asking: [question.request]) { judge($0[0]) }
  }

  /// A case that compares the answers to several requests.
  func item(
    _ question: Question,
    asking requests: [JSONObject],
    judging judge: @escaping @Sendable ([PlanView]) -> [Judgement]
  ) -> Case {
    Case(
      id: question.id,
      requirements: question.requirements,
      model: question.modelID,
      provider: question.provider,
      place: question.place,
      text: text(of: question)
    ) { [planner] in
      do {
        var answers: [PlanView] = []
        for request in requests {
          answers.append(
            PlanView(
              answer: try await planner.explain(
                model: question.model,
                mode: question.mode.rawValue,
                request: request
              )
            )
          )
        }
        return judge(answers)
      } catch {
        let why = "the plan could not be asked for: \(error)"
        return question.requirements.map { Judgement($0, .unknown(why: why)) }
      }
    }
  }

  private func text(of question: Question) -> Case.Text {
    var shown: JSONObject = ["model": .string(question.model)]
    for member in question.request.members { shown.append(member.name, member.value) }
    return Case.Text(
      path: question.mode == .edit ? "/v1/images/edits" : "/v1/images/generations",
      request: shown,
      expectation: question.expectation,
      source: question.source
    )
  }
}

extension PlanCases.Question {
  /// A request forced to one offer.
  init(
    _ place: OfferInMode,
    id: String,
    requirement: String,
    request: JSONObject,
    expectation: String,
    source: String
  ) {
    self.init(
      id: id,
      requirements: [requirement],
      model: place.forcedModel,
      modelID: place.model.id,
      provider: place.offer.provider,
      mode: place.mode,
      request: place.request(request),
      expectation: expectation,
      source: source
    )
  }
}
