import Bytes
import Catalog
import Sessions
import Terminal

extension RecordVerb {
  /// Puts the scenarios of each offer to the reference gateway, and keeps one file each.
  static func recordOffers(_ call: Invocation) async throws -> ExitCode {
    let upstream = try call.providerUpstream()
    let jobs = try RecordJob.all(of: call.operands, at: upstream)
    guard !jobs.isEmpty else {
      let example = upstream.catalog.offers.first?.offer.key ?? "fal/flux.2-max"
      throw RecordingsUsage.missing("argument OFFER, such as \(example)")
    }
    let total = jobs.total(isLive: upstream.isLive)
    call.console.show(
      call.console.table(jobs.rows(isLive: upstream.isLive)) + "at most \(total)\n"
    )
    if call[.dryRun] { return .success }
    let run = RecordRun(
      jobs,
      at: upstream,
      into: try call.keptRecordings(),
      pictures: call.keptPictures,
      policy: call.redactionPolicy
    )
    let budget = try upstream.isLive ? budget(for: run, call) : .ofPlayMoney()
    let (count, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await run.run(within: budget) { call.console.show($0) }
    }
    guard isInterrupted else { return .success }
    call.console.writeError("interrupted: \(count) of \(jobs.count.counted("scenario")) recorded\n")
    return .interrupted
  }

  /// Nothing is spent without a limit.
  private static func budget(for run: RecordRun, _ call: Invocation) throws -> Budget {
    try run.checkPrices()
    guard let limit = call[.budget] else {
      throw RecordingsUsage.missing("--budget USD, the most that may be spent")
    }
    return Budget(limit: limit)
  }
}
