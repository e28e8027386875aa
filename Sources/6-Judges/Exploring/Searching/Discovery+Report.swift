import CanonicalJSON
package import Conformance
package import Contract

extension Discovery {
  /// The name in reports: `law/spellings/fal/flux.2-max/t2i/size`.
  package var id: String {
    let names = memberNames.isEmpty ? ["plain"] : memberNames
    return "law/\(law.id)/\(subject.steps)/" + names.joined(separator: "+")
  }

  /// What a project keeps of it.
  package func kept(on day: String?) -> KeptAsk { KeptAsk(law: law.id, ask: ask, found: day) }

  /// What a run tells of it; `again` are the options that lead to the same gateway, whose profile says where it is.
  package func result(
    _ strictness: Strictness,
    again options: String,
    of gateway: GatewayProfile?
  ) -> CaseResult {
    let requirement = law.stated
    let findings = broken.mismatches.enumerated().map { index, mismatch in
      Finding(
        caseID: id,
        requirement: requirement.id,
        level: law.level,
        verdict: strictness.verdict(onUnmet: requirement.id, on: requirement.grounds),
        side: mismatch.side,
        pointer: mismatch.pointer,
        actual: mismatch.actual,
        expected: mismatch.expected,
        request: ask.line,
        why: mismatch.why,
        again: again(options),
        notes: index == 0 ? notes(of: gateway) : ["ask": ask.json]
      )
    }
    return CaseResult(caseID: id, findings: findings)
  }

  /// The command that tries it again.
  package func again(_ options: String) -> String {
    let word = "'" + ask.json.text().replacing("'", with: #"'\''"#) + "'"
    return "touchstone explore --law \(law.id) --ask \(word)"
      + (options.isEmpty ? "" : " \(options)")
  }

  private func notes(of gateway: GatewayProfile?) -> JSONObject {
    [
      "law": .string(law.sentence), "ask": ask.json,
      "asks": .array(trial.asks.map(\.json)), "curl": .string(ask.curl(to: gateway)),
      "sides": .array(zip(trial.asks, trial.sides).map { .string("\($0.line) → \($1.summary)") }),
      "after": .integer(after),
    ]
  }
}

extension Sides {
  /// Both sides in one line: what reached the provider, and what came back.
  package var summary: String {
    let sent = calls.map { "\($0.place) \(JSON.object($0.input).text())" }
    let upstream = sent.isEmpty ? "nobody was called" : sent.joined(separator: "; ")
    guard let status else { return "\(upstream); no answer: \(silence ?? "")" }
    guard status == 200 else {
      return "\(upstream); \(status)" + (message.map { " \($0)" } ?? "")
    }
    let forms = Set(pictures.flatMap(\.forms)).sorted().joined(separator: " and ")
    return "\(upstream); 200, \(pictures.count) × \(forms.isEmpty ? "nothing" : forms)"
  }
}

extension Explorer.Findings {
  /// What a run tells of every law: of those that held, by how many asks, and of each discovery.
  package func results(
    of laws: [Law],
    _ strictness: Strictness,
    again options: String,
    at gateway: GatewayProfile?
  ) -> [CaseResult] {
    let broken = Set(discoveries.map(\.law.id))
    let quiet = laws.filter { !broken.contains($0.id) }.map { law -> CaseResult in
      let count = judged[law.id] ?? 0
      let finding = Finding(
        caseID: "law/\(law.id)",
        requirement: law.requirement,
        level: law.level,
        verdict: count > 0 ? .passed : .skipped,
        side: .suite,
        why: count > 0 ? "\(count) asks obey it" : "no ask was one that it judges"
      )
      return CaseResult(caseID: "law/\(law.id)", findings: [finding])
    }
    return quiet + discoveries.map { $0.result(strictness, again: options, of: gateway) }
  }
}
