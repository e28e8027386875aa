package import Catalog
package import HTTPMessages

/// One run: asks what it may and can afford, the cheapest first, and holds the answers against the baselines.
package struct DriftRun: Sendable {
  /// The choice of what is asked, and how thoroughly.
  package struct Options: Sendable {
    package var kinds: Set<DriftJob.Kind>
    /// In how many samples in a row a change must be seen before it is believed.
    package var confirm: Int

    package init(kinds: Set<DriftJob.Kind>, confirm: Int = 2) {
      self.kinds = kinds
      self.confirm = confirm
    }
  }

  package let subjects: [Subject]
  package let baselines: [String: Baseline]
  package let state: DriftState
  /// Keys by provider.
  package let keys: [String: String]
  package let client: any HTTPHandler
  package let clock: any Waiting
  package let budget: Budget
  let silent = SilentHosts()
  package var options: Options

  package init(
    subjects: [Subject],
    baselines: [String: Baseline],
    state: DriftState = DriftState(),
    keys: [String: String],
    client: any HTTPHandler,
    clock: any Waiting,
    budget: Budget,
    options: Options
  ) {
    self.subjects = subjects
    self.baselines = baselines
    self.state = state
    self.keys = keys
    self.client = client
    self.clock = clock
    self.budget = budget
    self.options = options
  }

  /// The jobs of the chosen kind; no provider is asked for what it does not have.
  package func jobs(_ kind: DriftJob.Kind) -> [DriftJob] {
    guard options.kinds.contains(kind) else { return [] }
    return subjects.map { DriftJob(subject: $0, kind: kind) }
      .filter { kind != .schema || $0.subject.facts.calls[.schema] != nil }
  }

  /// Each endpoint's outcome, in the order of the subjects; a task that is cancelled ends with what it has.
  ///
  /// `progress` is told what is known so far whenever a provider has answered all that it was asked at a time.
  package func outcomes(
    progress: @Sendable ([Outcome]) -> Void = { _ in }
  ) async -> [Outcome] {
    var collector = OutcomeCollector(subjects)
    for kind in DriftJob.Kind.allCases where !Task.isCancelled {
      var open = jobs(kind).filter { collector.mayAsk($0, keys: keys) }
      // What a job did not use of its worst case is there for the next ones.
      while !open.isEmpty, !Task.isCancelled {
        let plan = DriftPlan(open, state: state, budget: budget.remainder())
        for job in plan.unpriced { collector.add(.unpriced(what: job.title), to: job) }
        guard !plan.chosen.isEmpty else {
          for job in plan.unaffordable {
            collector.add(.unaffordable(what: job.title, cost: job.cost ?? .zero), to: job)
          }
          break
        }
        await run(plan.chosen, on: &collector, progress: progress)
        open = plan.unaffordable.filter { collector.mayAsk($0, keys: keys) }
      }
    }
    return collector.outcomes
  }

  /// One provider's jobs one after another, so that a limit of its holds all of them; providers side by side.
  private func run(
    _ jobs: [DriftJob],
    on collector: inout OutcomeCollector,
    progress: @Sendable ([Outcome]) -> Void
  ) async {
    let queues = Dictionary(grouping: jobs, by: \.subject.provider)
    await withTaskGroup(of: [JobResult].self) { group in
      for queue in queues.values {
        group.addTask {
          var results: [JobResult] = []
          for job in queue {
            guard let result = await JobRunner(run: self, job: job).result() else { break }
            results.append(result)
            if result.trouble?.isOfTheProvider == true { break }
          }
          return results
        }
      }
      for await results in group {
        results.forEach { collector.add($0) }
        progress(collector.outcomes.filter(\.isLookedAt))
      }
    }
  }
}
