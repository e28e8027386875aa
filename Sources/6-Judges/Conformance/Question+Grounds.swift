package import Contract
import CanonicalJSON

extension Question {
  /// Mismatches where a gateway does not give one answer to a ruling.
  typealias Answer = @Sendable (Evidence) async throws -> [Mismatch]

  /// The same question, one of whose requirements stands on other grounds here; the first, unless named.
  func citing(_ citation: Citation, for requirement: RequirementName? = nil) -> Question {
    var question = self
    question.citations[requirement ?? requirements[0]] = citation
    return question
  }

  /// The same question, whose requirement takes these words too where it stands on a page's; the first, unless named.
  func beside(_ quotation: String, for requirement: RequirementName? = nil) -> Question {
    var question = self
    question.besides[requirement ?? requirements[0]] = quotation
    return question
  }

  /// The same question, which can tell other answers to its ruling than ours.
  func telling(_ answers: [String: Answer]) -> Question {
    var question = self
    question.otherAnswers.merge(answers) { $1 }
    return question
  }

  /// The judgements with the other answers that what was seen agrees with.
  func weighed(_ judgements: [Judgement], by seen: Evidence) async -> [Judgement] {
    var answers = Set(seen.commonAnswers.map(\.rawValue))
    if isSound(seen) { answers.insert(Ruling.CommonAnswer.sound.rawValue) }
    for (word, differs) in otherAnswers where (try? await differs(seen))?.isEmpty == true {
      answers.insert(word)
    }
    return judgements.map { judgement in
      var judgement = judgement
      judgement.answers = answers
      if hasFailure || !judgement.lacksAnswer {
        judgement.answers.insert(Ruling.CommonAnswer.otherwise.rawValue)
      }
      if case .unmet = judgement.outcome,
        answers.contains(Ruling.CommonAnswer.refused.rawValue)
      {
        judgement.answers.insert(Ruling.CommonAnswer.anotherStatus.rawValue)
      }
      return judgement
    }
  }
}

extension Question {
  /// Whether a provider fails in it, so that nobody need be served.
  private var hasFailure: Bool { phase == .faults || phase == .failover }

  /// Whether nothing is lost, whatever was answered; where a provider fails, that is what the case itself is about.
  private func isSound(_ seen: Evidence) -> Bool {
    if hasFailure { return true }
    let wanted = ask.wantedCount
    if seen.status == 200 { return wanted == 0 || seen.deliveredCount == wanted }
    return 400..<500 ~= seen.status && seen.calls.isEmpty && seen.errorShape.isEmpty
  }
}

extension Judgement {
  /// Whether what must be served was not.
  fileprivate var lacksAnswer: Bool {
    guard case .unmet(let mismatches) = outcome else { return false }
    return mismatches.contains { $0.pointer == JSONPointer(["status"]) && $0.expected == 200 }
  }
}

extension Evidence {
  /// The answers to whatever was asked that the status and the calls alone tell.
  fileprivate var commonAnswers: [Ruling.CommonAnswer] {
    if status == 200 { return [.accepted] }
    return 400..<500 ~= status && calls.isEmpty ? [.refused] : []
  }
}

extension RequirementList {
  /// The grounds that a case stands on for one of its requirements, found by the model that it is about.
  package func grounds(of requirement: RequirementName, in item: Case) -> Grounds? {
    let citation = item.question.citations[requirement] ?? .requirement(requirement.id)
    let own = self[citation, about: item.model]
    guard case .quotation(let words) = own, let id = item.question.besides[requirement] else {
      return own
    }
    let beside = self[.quotation(id), about: item.model]
    guard case .quotation(let quotation) = beside else { return beside ?? own }
    return .quotation(words.with(quotation))
  }

  /// The grounds that a citation names, for one model.
  subscript(citation: Citation, about model: String?) -> Grounds? {
    guard case .requirement(let id) = citation else { return citations[citation, about: model] }
    guard case .quotation(let words) = self[id]?.grounds else { return self[id]?.grounds }
    return citations[.quotation(words.id), about: model] ?? .quotation(words)
  }
}

extension Case {
  /// Whether it demands anything on grounds of this level.
  func stands(on level: Level?, in requirements: RequirementList) -> Bool {
    question.requirements.contains { requirements.grounds(of: $0, in: self)?.level == level }
  }

  /// The same case, held to nothing but what it demands on grounds of this level.
  func holding(_ level: Level, in requirements: RequirementList) -> Case {
    let held = question.requirements.filter {
      requirements.grounds(of: $0, in: self)?.level == level
    }
    guard held.count < question.requirements.count else { return self }
    var question = question
    question.requirements = held
    var item = Case(question) { [own = judge] session in
      await own(session).filter { held.contains($0.requirement) }
    }
    item.notes = notes
    return item
  }
}
