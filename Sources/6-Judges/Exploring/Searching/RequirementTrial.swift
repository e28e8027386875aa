import CanonicalJSON
package import Conformance
package import Contract

/// Holds a gateway to every requirement that speaks of one ask, and shrinks what breaks one.
package struct RequirementTrial: Sendable {
  private let sources: CaseSources
  private let profile: GatewayProfile?
  private let runner: Runner
  /// The options that lead to the same gateway.
  private let againOptions: String
  /// The cases that may be asked of those that judge an ask, such as what a budget covers.
  package var limit: @Sendable ([Case]) -> [Case] = { $0 }
  /// Whether what breaks a requirement is made smaller, which takes many asks.
  package var shrinks = true

  package init(
    _ sources: CaseSources,
    _ runner: Runner,
    at profile: GatewayProfile?,
    again options: String = ""
  ) {
    self.sources = sources
    self.runner = runner
    self.profile = profile
    againOptions = options
  }

  package func judged(_ ask: Ask, in session: Session) async -> JudgedAsk {
    let list = sources.cases(of: ask, profile)
    let results = await results(of: limit(list.cases), in: session)
    var judged = JudgedAsk(ask: ask, list: list, results: results, sources.requirements)
    for requirement in judged.unmet {
      let smallest = shrinks ? await smallest(of: ask, breaking: requirement, in: session) : ask
      guard let result = await result(of: smallest, breaking: requirement, in: session) else {
        continue
      }
      judged.replace(requirement, by: told(result, smallest))
      judged.broken.append(KeptAsk(.requirement(requirement), ask: smallest, found: nil))
    }
    return judged
  }

  private func smallest(
    of ask: Ask,
    breaking requirement: String,
    in session: Session
  ) async -> Ask {
    await Shrinker.smallest(of: ask) { candidate in
      guard !Task.isCancelled else { return false }
      return await result(of: candidate, breaking: requirement, in: session) != nil
    }
  }

  /// What `check` will say of the ask once it is kept; nil where it says nothing against the gateway.
  private func result(
    of ask: Ask,
    breaking requirement: String,
    in session: Session
  ) async -> CaseResult? {
    let kept = KeptAsk(.requirement(requirement), ask: ask, found: nil)
    let item = sources.keptCase(kept, of: requirement, at: nil, profile)
    let result = await results(of: limit([item]), in: session).first { $0.caseID == item.id }
    return result.flatMap { $0.breaks(requirement) ? $0 : nil }
  }

  private func results(of cases: [Case], in session: Session) async -> [CaseResult] {
    let beginning = RunBeginning(
      contract: sources.requirements.revision,
      gateway: [:],
      caseCount: cases.count
    )
    let ids = Set(cases.map(\.id))
    var results: [CaseResult] = []
    _ = await runner.run(cases, in: session, beginning) { event in
      if case .finished(let result) = event, ids.contains(result.caseID) { results.append(result) }
    }
    return results
  }

  /// The result with how to send the ask, and how to look again.
  private func told(_ result: CaseResult, _ ask: Ask) -> CaseResult {
    var result = result
    let word = ask.json.text().replacing("'", with: #"'\''"#)
    let options = againOptions.isEmpty ? "" : " \(againOptions)"
    for index in result.findings.indices {
      result.findings[index].again = "echo '\(word)' | touchstone reproduce -\(options)"
      result.findings[index].notes["ask"] = ask.json
    }
    if !result.findings.isEmpty {
      result.findings[0].notes["curl"] = .string(ask.curl(to: profile))
    }
    return result
  }
}

extension CaseSources {
  /// The case by which `check` holds a gateway to one requirement with a kept ask.
  package func keptCase(
    _ item: KeptAsk,
    of requirement: String,
    at file: Place?,
    _ profile: GatewayProfile?
  ) -> Case {
    heldCase(of: item.ask, to: requirement, id: "wire/kept/\(item.name)", at: file, profile)
  }
}
