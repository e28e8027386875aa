import CanonicalJSON
import Exchanges

/// The witness of cases that are said once: one for plans, or one that asks a gateway over the wire.
///
/// What needs neither pictures nor the second side's timing is judged by both: plans at the reference, and both
/// sides of the wire at any gateway.
enum Testimony: Sendable {
  case plans
  case wire(GatewayProfile.Claims)

  /// The steps before the group in the ids of its cases.
  var steps: [String] {
    switch self {
    case .plans: []
    case .wire: ["wire"]
    }
  }

  /// The case whose request must be served; nil where it can't be asked here.
  func served(
    _ question: Question,
    judging judge: @escaping @Sendable (Evidence) async throws -> [Mismatch]
  ) -> Case? {
    judged(question) { seen in
      guard seen.refusal.isEmpty else { return [Judgement(question.requirements[0], seen.refusal)] }
      return [Judgement(question.requirements[0], try await judge(seen))]
    }
  }

  /// The case whose request no gateway may serve; nil where it can't be asked here.
  func refused(
    _ question: Question,
    judging judge: @escaping @Sendable (Evidence) -> [Mismatch] = { _ in [] }
  ) -> Case? {
    switch self {
    case .plans:
      question.beside(Question.errorTable).planned {
        [Judgement(question.requirements[0], $0.admission() + judge($0))]
      }
    case .wire: asked(question)?.refused(judging: judge)
    }
  }

  /// The case that is judged whatever the answer is; nil where it can't be asked here.
  func judged(
    _ question: Question,
    by judge: @escaping @Sendable (Evidence) async throws -> [Judgement]
  ) -> Case? {
    switch self {
    case .plans: question.planned(by: judge)
    case .wire: asked(question)?.judged(by: judge)
    }
  }

  /// The case that compares what several requests lead to.
  func compared(
    _ question: Question,
    asking asks: [Ask],
    by judge: @escaping @Sendable ([Evidence]) async throws -> [Judgement]
  ) -> Case? {
    switch self {
    case .plans: question.planned(asking: asks, by: judge)
    case .wire:
      asked(question)?.asking { witness, token in
        let seen = try await witness.testimonies(to: asks.map(\.drawnSmall), for: token)
        let found = try await judge(seen)
        return if let first = seen.first { await question.weighed(found, by: first) } else { found }
      }
    }
  }

  /// The question as it goes over the wire; nil where the gateway takes edits as forms and no form can say it.
  private func asked(_ question: Question) -> Question? {
    guard case .wire(let claims) = self else { return question }
    var question = question
    question.id = "wire/\(question.id)"
    guard question.ask.fits(claims) else { return nil }
    if !question.looksAtPicture { question.ask = question.ask.drawnSmall }
    // Without a prompt nothing ties its calls to it.
    if question.ask.fields["prompt"]?.stringValue == nil { question.phase = .alone }
    return question
  }
}

extension Ask {
  /// The same ask, for cases that do not look at the picture.
  fileprivate var drawnSmall: Ask {
    var ask = self
    if ask.fields["prompt"] == .string(Ask.plainPrompt) { ask.fields["prompt"] = Ask.smallPicture }
    return ask
  }
}

extension WireWitness {
  /// The evidence of several requests of one case, each with its own calls.
  func testimonies(to asks: [Ask], for token: CaseToken) async throws -> [Evidence] {
    var seen: [Evidence] = []
    var known = 0
    for ask in asks {
      let whole = try await testimony(to: ask, for: token)
      seen.append(whole.without(first: known))
      known = whole.exchanges.count
    }
    return seen
  }
}
