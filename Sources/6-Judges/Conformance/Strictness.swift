import CanonicalJSON
package import Contract

/// Which unmet demands fail a gateway, and which are only where it differs.
package struct Strictness: Sendable, Equatable {
  /// The reference is held to everything; any other to what is safe, and to what pages or its profile say.
  package var isReference: Bool
  package var claimsOpenAI: Bool
  /// Requirements of ours that a foreign gateway's profile takes on.
  package var policies: Set<String>
  /// Its profile's answers to rulings, by the ruling's id.
  package var answers: [String: String]

  package init(
    isReference: Bool,
    claimsOpenAI: Bool = true,
    policies: Set<String> = [],
    answers: [String: String] = [:]
  ) {
    self.isReference = isReference
    self.claimsOpenAI = claimsOpenAI
    self.policies = policies
    self.answers = answers
  }

  package static let reference = Strictness(isReference: true)

  /// The verdict where a requirement is not met on these grounds.
  package func verdict(onUnmet requirement: String, on grounds: Grounds) -> Verdict {
    if isReference { return .failed }
    switch grounds.level {
    case .published, .documented, .safety: return .failed
    case .openai: return claimsOpenAI ? .failed : .differs
    case .policy:
      let isAnswered = grounds.ruling.map { answers[$0.id] != nil } ?? false
      return isAnswered || policies.contains(requirement) ? .failed : .differs
    }
  }

  /// The outcome of a judgement for a gateway that may answer its ruling in another way than we do.
  func outcome(of judgement: Judgement, on grounds: Grounds) -> Judgement.Outcome {
    guard let ruling = grounds.ruling, let answer = answers[ruling.id], answer != ruling.answer
    else { return judgement.outcome }
    switch judgement.outcome {
    case .skipped, .unknown: return judgement.outcome
    case .met, .unmet:
      guard !Strictness.gives(answer, to: ruling, judgement) else { return .met }
      let given =
        Strictness.answers(given: judgement, to: ruling).first ?? "no answer that is known"
      return .unmet([
        Mismatch(
          side: .response,
          pointer: JSONPointer(["rulings", ruling.id]),
          actual: .string(given),
          expected: .string(answer),
          why: "the profile answers this ruling in another way"
        )
      ])
    }
  }

  /// Whether what was judged gives one answer to a ruling.
  ///
  /// Whoever answers a general one otherwise still delivers what was asked, or refuses it as errors are told.
  private static func gives(_ answer: String, to ruling: Ruling, _ judgement: Judgement) -> Bool {
    let isOpen = ruling.isGeneral && answer == Ruling.CommonAnswer.otherwise.rawValue
    return judgement.answers.contains(isOpen ? Ruling.CommonAnswer.sound.rawValue : answer)
  }

  /// The answers to a ruling that a judgement agrees with, ours first.
  static func answers(given judgement: Judgement, to ruling: Ruling) -> [String] {
    let others = ruling.others.filter { gives($0, to: ruling, judgement) }
    return switch judgement.outcome {
    case .met: [ruling.answer] + others
    case .unmet: others
    case .skipped, .unknown: []
    }
  }
}
