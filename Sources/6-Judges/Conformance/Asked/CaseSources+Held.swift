package import Contract

extension CaseSources {
  /// One case that holds a gateway with this profile to one requirement by one ask.
  ///
  /// It is made of all cases of that ask which may name the requirement, and is skipped where none may.
  package func heldCase(
    of ask: Ask,
    to requirement: String,
    id: String,
    at file: Place?,
    _ profile: GatewayProfile?
  ) -> Case {
    let name = RequirementName(requirement)
    let all = cases(of: ask, profile).cases
    let own = all.filter { $0.question.requirements.contains(name) }
    // What any case may name on its way, such as a call too many, is no case's own.
    let items = own.isEmpty ? all : own
    var question = items.first?.question ?? Question(id: id, [name], ask, expectation: "")
    question.id = id
    question.requirements = [name]
    question.place = file
    guard !items.isEmpty else { return question.skipped("the contract says nothing of this ask") }
    return Case(question) { session in
      var found: [Judgement] = []
      for item in items { found += await item.judge(session).filter { $0.requirement == name } }
      let unmet = found.filter { if case .unmet = $0.outcome { true } else { false } }
      if !unmet.isEmpty { return [unmet[0]] }
      return [found.first ?? Judgement(name, .skipped(why: "nothing was seen that it speaks of"))]
    }
  }
}
