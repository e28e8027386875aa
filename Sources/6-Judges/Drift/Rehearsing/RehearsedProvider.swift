import Catalog
package import HTTPMessages

/// A provider that is learned first, and then held to that while a change is planted in it.
package struct RehearsedProvider: Sendable {
  let provider: any HTTPHandler
  private let keys: [String: String]
  let subjects: [Subject]
  private let clock: any Waiting

  package init(
    _ provider: any HTTPHandler,
    keys: [String: String],
    subjects: [Subject],
    clock: any Waiting
  ) {
    self.provider = provider
    self.keys = keys
    self.subjects = subjects
    self.clock = clock
  }

  /// The baselines of the provider as it is.
  package func baselines(now: String, source: String) async -> [String: Baseline] {
    var baselines: [String: Baseline] = [:]
    for outcome in await run(on: provider, against: [:]).learned(samples: 3) {
      baselines[outcome.subject.id] = outcome.baseline(
        origin: .simulated,
        now: now,
        source: source
      )
    }
    return baselines
  }

  /// The report of a run that meets the change; stubs were asked, and took no money.
  package func report(on rehearsal: Rehearsal, by judge: Judge) async -> DriftReport {
    let run = run(on: rehearsal.planted(in: provider), against: judge.baselines)
    var state = DriftState()
    return judge.report(on: await run.outcomes(), spent: .zero, state: &state)
  }

  /// The run that asks `provider` in place of this one: about all endpoints and by every kind of question, unless told.
  func run(
    on provider: any HTTPHandler,
    against baselines: [String: Baseline],
    about subjects: [Subject]? = nil,
    asking kinds: Set<DriftJob.Kind> = Set(DriftJob.Kind.allCases)
  ) -> DriftRun {
    DriftRun(
      subjects: subjects ?? self.subjects,
      baselines: baselines,
      keys: keys,
      client: provider,
      clock: clock,
      budget: .ofPlayMoney(),
      options: DriftRun.Options(kinds: kinds)
    )
  }
}

extension DriftReport {
  /// Whether the planted change was found as the breach that it is.
  package func finds(_ rehearsal: Rehearsal) -> Bool {
    changes.contains { $0.change.rule == rehearsal.rule && $0.isBreach }
  }
}
