import Contract
import CanonicalJSON
import Catalog
import Exchanges

extension Question {
  /// The case whose request must be served before anything else is looked at.
  func served(
    judging judge: @escaping @Sendable (Evidence) async throws -> [Mismatch]
  ) -> Case {
    let requirement = requirements[0]
    return judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(requirement, seen.refusal)] }
      return [Judgement(requirement, try await judge(seen))]
    }
  }

  /// The case whose request no gateway may serve: refused in the documented shape, no provider called.
  ///
  /// `quotation` are the words that say what is wrong with it, where it stands on the table of errors itself.
  func refused(
    status: Int = 400,
    saying quotation: String? = nil,
    judging judge: @escaping @Sendable (Evidence) -> [Mismatch] = { _ in [] }
  ) -> Case {
    let requirement = requirements[0]
    // Pages say what is wrong with a request; the table of errors, with which status it is refused.
    var question = beside(quotation ?? Question.errorTable)
    question.requirements.append(.errorShape)
    return question.judged { seen in
      [
        Judgement(requirement, seen.admission(unless: status) + judge(seen)),
        seen.shapeOfError,
      ]
    }
  }

  /// The id of the table of errors.
  static let errorTable = "error-table"

  /// The case that is judged whatever the answer is.
  func judged(by judge: @escaping @Sendable (Evidence) async throws -> [Judgement]) -> Case {
    asking { [self] witness, token in
      let seen = try await witness.testimony(to: ask, for: token)
      if let blame = misdirection(seen) { return await weighed(blame, by: seen) }
      let found = unfolded(try await judged(seen, by: judge), seen)
      let judgements = await weighed(seen.illustrating(found), by: seen)
      let late = seen.callsAfterAnswer
      return late.isEmpty ? judgements : judgements + [Judgement(.errorNoAmplification, late)]
    }
  }

  /// The judgements of an answer; a picture that can't be had is its fault.
  private func judged(
    _ seen: Evidence,
    by judge: @Sendable (Evidence) async throws -> [Judgement]
  ) async throws -> [Judgement] {
    do { return try await judge(seen) } catch let error as PictureError {
      let mismatch = Mismatch(side: .response, pointer: JSONPointer(["data"]), why: "\(error)")
      return [Judgement(requirements[0], [mismatch])]
    }
  }

  /// The case that asks as it goes along.
  func asking(
    _ body: @escaping @Sendable (WireWitness, CaseToken) async throws -> [Judgement]
  ) -> Case {
    Case(self) { session in
      do {
        guard let witness = session.witness else { throw SessionGap.gateway }
        return try await witness.marked(alone: phase == .alone) { try await body(witness, $0) }
      } catch let error as PictureError {
        let mismatch = Mismatch(side: .response, pointer: JSONPointer(["data"]), why: "\(error)")
        return [Judgement(requirements[0], [mismatch])]
      } catch let gap as Undecodable {
        // A tool that this machine lacks is no fault of the gateway.
        return requirements.map { Judgement($0, .skipped(why: "\(gap)")) }
      } catch let error as WireError {
        return requirements.map { Judgement($0, .unknown(why: "\(error)")) }
      } catch {
        return await cut(by: error, in: session)
      }
    }
  }

  /// The judgements where a request got no answer: the gateway's fault if it answers others.
  private func cut(by error: any Error, in session: Session) async -> [Judgement] {
    guard !(error is CancellationError), !(error is SessionGap), let witness = session.witness,
      await witness.gatewayAnswers()
    else { return requirements.map { Judgement($0, .unknown(why: "\(error)")) } }
    let mismatch = Mismatch(
      side: .response,
      expected: .string(expectation),
      why: "it answers other requests, and ended the connection on this one: \(error)"
    )
    return [Judgement(requirements[0], [mismatch])]
  }

  /// The case that asks nothing, and says why.
  func skipped(_ why: String) -> Case {
    Case(self) { _ in requirements.map { Judgement($0, .skipped(why: why)) } }
  }
}

extension RequirementName {
  static let errorNoAmplification = RequirementName("error.no-amplification")
  static let errorShape = RequirementName("error.shape")
}
