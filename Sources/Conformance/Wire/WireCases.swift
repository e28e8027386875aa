import CanonicalJSON
import Catalog
import Exchanges
import Findings
import HTTPMessages

/// Makes cases that ask a gateway and look at both of its sides.
struct WireCases: Sendable {
  let gateway: GatewayUnderTest
  let catalog: ModelCatalog

  /// A case whose request must be served before anything else is looked at.
  func served(
    _ question: WireQuestion,
    judging judge: @escaping @Sendable (Observation) async throws -> [Mismatch]
  ) -> Case {
    let requirement = question.requirements[0]
    return item(question) { seen in
      guard seen.refusal.isEmpty else { return [Judgement(requirement, seen.refusal)] }
      return [Judgement(requirement, try await judge(seen))]
    }
  }

  /// A case whose request nobody may serve: refused in the documented shape, no provider called.
  func refused(
    _ question: WireQuestion,
    status: Int = 400,
    judging judge: @escaping @Sendable (Observation) -> [Mismatch] = { _ in [] }
  ) -> Case {
    var question = question
    let requirement = question.requirements[0]
    question.requirements.append("error.shape")
    return item(question) { seen in
      [
        Judgement(requirement, seen.admission(unless: status) + judge(seen)),
        seen.shapeOfError,
      ]
    }
  }

  /// A case that is judged whatever the answer is.
  func item(
    _ question: WireQuestion,
    judging judge: @escaping @Sendable (Observation) async throws -> [Judgement]
  ) -> Case {
    item(question) { token in
      let seen = try await gateway.ask(question.request, for: token, catalog)
      let judgements = await seen.illustrating(try await judge(seen))
      let late = seen.callsAfterAnswer
      return late.isEmpty ? judgements : judgements + [Judgement("error.no-amplification", late)]
    }
  }

  /// A case that asks more than once.
  func item(
    _ question: WireQuestion,
    asking body: @escaping @Sendable (CaseToken) async throws -> [Judgement]
  ) -> Case {
    let gateway = gateway
    var item = Case(
      id: question.id,
      requirements: question.requirements,
      model: question.offer?.model.id,
      provider: question.provider,
      place: question.place,
      text: Case.Text(
        path: "/v1" + question.request.path,
        request: question.shown,
        expectation: question.expectation,
        source: question.source
      )
    ) {
      do {
        return try await gateway.marked(alone: question.phase == .alone, body)
      } catch let error as PictureError {
        let mismatch = Mismatch(side: .response, pointer: JSONPointer(["data"]), why: "\(error)")
        return [Judgement(question.requirements[0], [mismatch])]
      } catch {
        return question.requirements.map { Judgement($0, .unknown(why: "\(error)")) }
      }
    }
    item.phase = question.phase
    return item
  }
}
