package import Contract
import CanonicalJSON
package import HTTPMessages

/// Runs cases phase by phase, those of the first side by side, and tells of them in the order of the suite.
package struct Runner: Sendable {
  package var requirements: RequirementList
  package var strictness: Strictness
  /// How many cases run at a time.
  package var jobs: Int
  /// Whether the first failure ends the run.
  package var failsFast: Bool
  /// How often a failed case is tried again.
  package var retries: Int
  /// The options to put after `touchstone check CASE` to look at a case again.
  package var againOptions: String
  /// How long a case may take before nothing could be found out; nil lets it take its time.
  package var deadline: Deadline?
  /// How often each case is run; one that does not always pass is flaky.
  package var repeats = 1
  /// After so many cases one after the other that found nothing out, the rest is not run; nil runs them all.
  package var mostErrors: Int?
  /// Is told of the last of them.
  package var giveUp: @Sendable (CaseResult) -> Void = { _ in }
  /// The assessment of each result before it is told, such as telling apart expected failures.
  package var assess: @Sendable (Case, CaseResult) -> CaseResult = { $1 }
  /// Is told of a case after which the gateway does not serve again.
  package var warn: @Sendable (Case) -> Void = { _ in }
  /// Milliseconds of a clock that only goes forward.
  package var clock: @Sendable () -> Double

  /// A time, and who keeps it.
  package struct Deadline: Sendable {
    package var waiting: any Waiting
    package var patience: Duration

    package init(_ patience: Duration, by waiting: any Waiting) {
      self.waiting = waiting
      self.patience = patience
    }
  }

  package init(
    requirements: RequirementList,
    strictness: Strictness = .reference,
    jobs: Int = 1,
    failsFast: Bool = false,
    retries: Int = 0,
    againOptions: String = "",
    clock: @escaping @Sendable () -> Double = { 0 }
  ) {
    self.requirements = requirements
    self.strictness = strictness
    self.jobs = jobs
    self.failsFast = failsFast
    self.retries = retries
    self.againOptions = againOptions
    self.clock = clock
  }

  /// Runs `cases` in a session, telling `emit` from one task, and gives the tally of the cases' verdicts.
  package func run(
    _ cases: [Case],
    in session: Session,
    _ beginning: RunBeginning,
    emit: (RunEvent) -> Void
  ) async -> Tally {
    let start = clock()
    var tally = Tally()
    emit(.began(beginning))
    var isOver = false
    for phase in Case.Phase.allCases where !isOver {
      let cases = cases.filter { $0.phase == phase }
      guard !cases.isEmpty else { continue }
      await session.prepare(phase)
      isOver = await run(cases, in: session, jobs: jobs(in: phase, of: session)) { result in
        tally.count(result.verdict)
        emit(.finished(result))
      }
    }
    let unrun = cases.count - tally.total
    // What was cut short leaves calls behind that are nobody's fault.
    let rest = isOver ? [] : session.strays(strictness) { requirements[$0] }
    for (id, findings) in Dictionary(grouping: rest, by: \.caseID).sorted(by: { $0.key < $1.key }) {
      let result = assess(.strays, session.excused(CaseResult(caseID: id, findings: findings)))
      tally.count(result.verdict)
      emit(.finished(result))
    }
    emit(.ended(RunEnding(milliseconds: clock() - start, unrunCount: unrun)))
    return tally
  }

  private func jobs(in phase: Case.Phase, of session: Session) -> Int {
    switch phase {
    case .normal: max(1, jobs)
    // Where nobody is forced, any provider may be asked, so that no two such cases can share the gateway.
    case .failover: session.isolatesFaults ? 1 : max(1, jobs)
    case .faults: max(1, jobs)
    case .alone: 1
    }
  }

  /// The lane in which a case follows the others, for a gateway may hold a provider's failure against the next
  /// request to it; nil where it may run beside any.
  private func lane(of item: Case, in session: Session) -> String? {
    guard item.phase == .faults, session.isolatesFaults else { return nil }
    return item.provider ?? ""
  }

  /// Runs the cases of one phase; true where a failure has ended the run.
  private func run(
    _ cases: [Case],
    in session: Session,
    jobs: Int,
    tell: (CaseResult) -> Void
  ) async -> Bool {
    await withTaskGroup(of: (Int, CaseResult).self) { group in
      var waiting: [Int: CaseResult] = [:]
      var told = 0
      var errors = 0
      var line = WaitingLine(cases.map { lane(of: $0, in: session) })
      func launch() {
        guard let index = line.next() else { return }
        group.addTask { (index, await result(of: cases[index], in: session)) }
      }
      for _ in 0..<jobs { launch() }
      while let (index, result) = await group.next() {
        line.leave(index)
        // Cases that were cut short have found nothing out.
        if Task.isCancelled { return true }
        waiting[index] = result
        while let ready = waiting.removeValue(forKey: told) {
          told += 1
          tell(ready)
          if failsFast, ready.verdict == .failed {
            group.cancelAll()
            return true
          }
        }
        errors = result.verdict == .errored ? errors + 1 : 0
        if let mostErrors, errors >= mostErrors {
          group.cancelAll()
          for (_, rest) in waiting.sorted(by: { $0.key < $1.key }) { tell(rest) }
          giveUp(result)
          return true
        }
        launch()
      }
      return false
    }
  }

  private func result(of item: Case, in session: Session) async -> CaseResult {
    let start = clock()
    let (judgements, flake) = await settled(item, in: session)
    let milliseconds = clock() - start
    if item.phase == .faults || item.phase == .failover, await !session.recover(item) {
      warn(item)
    }
    let findings = judgements.flatMap { self.findings(item, $0, flake, milliseconds) }
    let result = CaseResult(
      caseID: item.id,
      findings: findings,
      ledger: session.witness?.ledgers.take(item.id)
    )
    let assessed = assess(item, session.excused(result))
    return session.witness?.traces?.tracing(assessed) ?? assessed
  }

  /// The judgements that stand after all tries, and how they differed where they did.
  private func settled(
    _ item: Case,
    in session: Session
  ) async -> (judgements: [Judgement], flake: String?) {
    var judgements = await judgements(of: item, in: session)
    var tries = 1
    var failures = judgements.contains(where: \.isUnmet) ? 1 : 0
    while !Task.isCancelled, tries < repeats || failures == tries && tries <= retries {
      let next = await self.judgements(of: item, in: session)
      tries += 1
      if next.contains(where: \.isUnmet) { failures += 1 } else { judgements = next }
    }
    guard failures > 0, failures < tries else { return (judgements, nil) }
    return (judgements, "failed \(failures) of \(tries) times")
  }

  /// The judgements of the case, or that it could find out nothing in time.
  private func judgements(of item: Case, in session: Session) async -> [Judgement] {
    let judge = { @Sendable in
      await Case.$current.withValue(item.id) { await item.judge(session) }
    }
    guard let deadline else { return await judge() }
    return await withTaskGroup(of: [Judgement]?.self) { group in
      group.addTask { await judge() }
      group.addTask {
        try? await deadline.waiting.wait(for: deadline.patience)
        return nil
      }
      defer { group.cancelAll() }
      if let judgements = await group.next() ?? nil { return judgements }
      let why = "the case was not over after \(deadline.patience)"
      return item.question.requirements.map { Judgement($0, .unknown(why: why)) }
    }
  }

  private func findings(
    _ item: Case,
    _ judgement: Judgement,
    _ flake: String?,
    _ milliseconds: Double
  ) -> [Finding] {
    var finding = finding(item, judgement.requirement.id, milliseconds)
    guard let grounds = requirements.grounds(of: judgement.requirement, in: item) else {
      finding.why = "the contract has no requirement \"\(judgement.requirement.id)\""
      return [finding]
    }
    finding.stand(on: grounds, judgement, strictness)
    switch strictness.outcome(of: judgement, on: grounds) {
    case .met: return [finding.telling(flake == nil ? .passed : .flaky, why: flake)]
    case .skipped(let why): return [finding.telling(.skipped, why: why)]
    case .unknown(let why): return [finding.telling(.errored, why: why)]
    case .unmet(let mismatches):
      let verdict = strictness.verdict(onUnmet: judgement.requirement.id, on: grounds)
      return mismatches.map { finding.telling(verdict, $0) }
    }
  }

  /// A finding of which nothing but the case is known yet.
  private func finding(_ item: Case, _ requirement: String, _ milliseconds: Double) -> Finding {
    Finding(
      caseID: item.id,
      requirement: requirement,
      level: .policy,
      verdict: .errored,
      place: item.question.place,
      request: item.question.ask.line,
      milliseconds: milliseconds,
      again: "touchstone check \(item.id)" + (againOptions.isEmpty ? "" : " \(againOptions)"),
      notes: item.notes
    )
  }
}

extension Finding {
  /// Notes what is demanded on which grounds, and how a ruling was answered.
  fileprivate mutating func stand(
    on grounds: Grounds,
    _ judgement: Judgement,
    _ strictness: Strictness
  ) {
    level = grounds.level
    switch grounds {
    case .quotation(let words): quotation = words
    case .ruling(let ruling):
      ruled = RulingAnswer(
        ruling: ruling.id,
        question: ruling.question,
        held: strictness.answers[ruling.id] ?? ruling.answer,
        given: Strictness.answers(given: judgement, to: ruling)
      )
    case .statement: break
    }
  }

  fileprivate func telling(_ verdict: Verdict, why: String?) -> Finding {
    var finding = self
    finding.verdict = verdict
    finding.why = why
    return finding
  }

  fileprivate func telling(_ verdict: Verdict, _ mismatch: Mismatch) -> Finding {
    var finding = telling(verdict, why: mismatch.why)
    finding.side = mismatch.side
    finding.pointer = mismatch.pointer
    finding.actual = mismatch.actual
    finding.expected = mismatch.expected
    finding.notes = JSONObject(notes.members + mismatch.notes.members)
    return finding
  }
}

extension Judgement {
  fileprivate var isUnmet: Bool {
    if case .unmet = outcome { return true }
    return false
  }
}
