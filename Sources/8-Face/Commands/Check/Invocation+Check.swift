import Conformance
import Contract
import Reports
import Sessions
import Terminal

extension Invocation {
  /// The run that `check` asks for, of all cases that are chosen or of those among them that failed last.
  func checkRun(_ plan: SessionPlan, onlyFailed: Bool) throws -> CheckRun {
    let (subject, layers) = (plan.subject, plan.sources.layers)
    try tryWriting(to: reportPlaces)
    let filter = try CaseOptions.filter(
      self,
      of: subject,
      failed: onlyFailed ? plan.lastFailed.cases : nil
    )
    let expected = try ExpectedFailures(
      subject,
      layers,
      change: ExpectedOptions.change(self),
      isFrozen: isFrozen,
      shown: shown
    )
    return CheckRun(
      plan,
      filter,
      in: try way(plan.subject),
      expecting: expected,
      adopting: try AdoptedRulings(
        subject,
        writtenBy: self[ExpectedOptions.adoptsRulings] ? ExpectedOptions.adoptsRulings.flag : nil,
        isFrozen: isFrozen,
        shown: shown
      )
    )
  }

  private func way(_ subject: GatewayChoice) throws -> CheckRun.Way {
    // The reference is this program's own.
    let own = subject.profile == nil ? Touchstone.version : subject.version
    var facts = runFacts
    facts.upstream = self[GatewayOptions.upstream]?.rawValue ?? UpstreamWord.stubs.rawValue
    facts.filter = CaseOptions.words(self)
    var way = CheckRun.Way(
      about: subject.facts(
        version: self[GatewayOptions.gatewayVersion] ?? own,
        isStrict: self[.strict],
        shown: shown
      ),
      facts,
      word: try ExpectedOptions.word(self),
      clock: console.milliseconds,
      say: console.writeError
    )
    way.jobs = self[RunOptions.jobs]
    way.repeats = self[RunOptions.repeats]
    way.shuffle = self[RunOptions.shuffle]
    way.retries = self[RunOptions.retries]
    way.failsFast = self[RunOptions.failFast]
    way.isStrict = self[.strict]
    way.isQuiet = isQuiet
    way.againOptions = AgainCommand(self, deciding: GatewayOptions.deciding).options
    return way
  }

  /// The facts of a run that begins now.
  var runFacts: RunFacts {
    RunFacts(
      version: Touchstone.version,
      at: console.unixTime(),
      environment: console.environment
    )
  }

  /// The reports that the call asks for, with one for standard output in any case.
  func sinks(explaining requirements: [Requirement], and others: [ReportSink] = []) -> [ReportSink]
  {
    let contract = try? goldenLayers().contract
    return [ReportSink](self, explaining: requirements, in: contract, and: others)
  }
}

extension ExitCode {
  /// The code for a run of `check`.
  init<Told>(of ended: CheckRun.Ended<Told>) {
    let code =
      ended.isAdopted
      ? ExitCode(ofAdopted: ended.tally) : ExitCode(of: ended.tally, hunting: ended.hunts)
    // Cases that look at no picture say nothing of the one that was wrong.
    self = code == .success && ended.isDoubted ? .couldNotFindOut : code
  }
}
