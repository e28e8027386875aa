import Bytes
import Catalog
import Recordings
import Sessions
import Terminal

/// `record OFFER…`: the scenarios of each offer, asked of the reference gateway, one file each.
struct RecordOffers {
  let call: Invocation

  func run() async throws -> ExitCode {
    let upstream = try call.providerUpstream()
    let jobs = try RecordJob.all(of: call.operands, at: upstream)
    guard !jobs.isEmpty else {
      let example = upstream.catalog.offers.first?.offer.key ?? "fal/flux.2-max"
      throw RecordingsUsage.missing("argument OFFER, such as \(example)")
    }
    call.console.show(plan(of: jobs, isLive: upstream.isLive))
    if call[.dryRun] { return .success }
    let budget = try upstream.isLive ? budget(for: jobs) : .ofPlayMoney()
    let (count, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await record(jobs, at: upstream, within: budget)
    }
    guard isInterrupted else { return .success }
    call.console.writeError("interrupted: \(count) of \(jobs.count.counted("scenario")) recorded\n")
    return .interrupted
  }

  /// How many were recorded to the end; what is whole of the next one when the task is cancelled is kept, too.
  private func record(
    _ jobs: [RecordJob],
    at upstream: ProviderUpstream,
    within budget: Budget
  ) async throws -> Int {
    let store = try call.keptRecordings()
    let recorder = ScenarioRecorder(upstream, pictures: call.keptPictures)
    for (count, job) in jobs.enumerated() {
      // What it may cost at worst is set aside before anybody is asked.
      if upstream.isLive { try budget.cover(job.cost, of: job.name) }
      let (recording, status) = try await recorder.record(job, key: key(for: job, upstream))
      if status != nil || !recording.entries.isEmpty {
        try keep(recording, of: job, in: store, status: status)
      }
      guard !Task.isCancelled else { return count }
    }
    return jobs.count
  }

  /// Nothing is spent blindly, and nothing without a limit.
  private func budget(for jobs: [RecordJob]) throws -> Budget {
    if let unpriced = jobs.first(where: { $0.cost == nil }) {
      throw SpendRefusal.noPrice(unpriced.name)
    }
    guard let limit = call[.budget] else {
      throw RecordingsUsage.missing("--budget USD, the most that may be spent")
    }
    return Budget(limit: limit)
  }

  private func plan(of jobs: [RecordJob], isLive: Bool) -> String {
    let rows = jobs.map { job in
      let price = isLive ? job.cost.map(\.description) ?? "price not known" : "free"
      return (job.name, "\(job.calls.counted("call")), \(price)")
    }
    let prices = jobs.compactMap(\.cost)
    let rest = prices.count < jobs.count ? ", and what has no known price" : ""
    let total = isLive ? "\(prices.reduce(.zero, +))\(rest)" : "nothing: the stubs answer"
    return call.console.table(rows) + "at most \(total)\n"
  }

  private func keep(
    _ recording: Recording,
    of job: RecordJob,
    in store: RecordingStore,
    status: Int?
  ) throws {
    let name = status == nil ? "\(job.name)-interrupted" : job.name
    let saved = try store.save(recording, as: name, policy: call.redactionPolicy)
    call.console.show(
      "\(saved.name): \(status.map(String.init) ?? "no answer"), \(recording.entries.count.counted("exchange")), "
        + "\(saved.findings.count.counted("redaction"))\n"
    )
  }

  private func key(for job: RecordJob, _ upstream: ProviderUpstream) throws -> String {
    let name = job.offer.provider
    guard let provider = upstream.catalog.provider(name) else {
      throw RecordingsUsage.unknownProvider(name)
    }
    guard let key = upstream.key(of: provider) else {
      throw RecordingsUsage.noKey(provider.key.variable)
    }
    return key
  }
}
