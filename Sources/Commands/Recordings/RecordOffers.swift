import Bytes
import Catalog
import Normalization
import Recordings
import Sessions

/// `record OFFER…`: the scenarios of each offer, asked of the reference gateway, one file each.
struct RecordOffers {
  let call: Invocation
  private let isLive: Bool

  init(_ call: Invocation) {
    self.call = call
    isLive = call.recordsLive
  }

  /// One scenario at one offer, with what it will cost at most.
  private struct Job {
    var offer: Offer
    var model: Model
    var scenario: RecordScenario
    var plan: (calls: [Attempt.Call], cost: Money?)
    var name: String { "\(offer.key)/\(scenario.name)" }
  }

  func run() async throws -> ExitCode {
    let catalog = try call.catalog()
    let jobs = try jobs(catalog)
    guard !jobs.isEmpty else {
      throw RecordingsUsage.missing(
        "an offer, as \(catalog.offers.first?.offer.key ?? "fal/flux.2-max")"
      )
    }
    printPlan(jobs)
    if call[.dryRun] { return .success }
    if isLive, let unpriced = jobs.first(where: { $0.plan.cost == nil }) {
      throw RecordingsUsage.noPrice(unpriced.name)
    }
    let budget = Budget(limit: call[.budget] ?? .zero)
    if isLive, call[.budget] == nil {
      throw RecordingsUsage.missing("--budget USD, the most that may be spent")
    }
    let store = try call.keptRecordings()
    let recorder = ScenarioRecorder(
      catalog,
      upstream: try call.recordedUpstream(),
      isLive: isLive,
      pictures: call.keptPictures
    )
    for job in jobs {
      // What it may cost at worst is set aside before anybody is asked.
      if isLive { try budget.cover(job.plan.cost, of: job.name) }
      try await record(job, by: recorder, into: store)
    }
    return .success
  }

  private func jobs(_ catalog: ModelCatalog) throws -> [Job] {
    var jobs: [Job] = []
    for key in call.operands {
      guard let found = catalog.offers.first(where: { $0.offer.key == key }) else {
        throw RecordingsUsage.unknownOffer(key, known: catalog.offers.map(\.offer.key))
      }
      let (model, offer) = found
      for scenario in RecordScenario.all(of: offer, model: model, isLive: isLive) {
        guard let plan = try scenario.plan(offer, catalog: catalog) else { continue }
        jobs.append(Job(offer: offer, model: model, scenario: scenario, plan: plan))
      }
    }
    return jobs
  }

  private func printPlan(_ jobs: [Job]) {
    let rows = jobs.map { job in
      let price = isLive ? job.plan.cost.map(\.description) ?? "price not known" : "free"
      return (job.name, "\(job.plan.calls.count.counted("call")), \(price)")
    }
    call.console.write(HelpText.table(rows))
    let prices = jobs.compactMap(\.plan.cost)
    let total =
      !isLive
      ? "nothing: the stubs answer"
      : "\(prices.reduce(.zero, +))"
        + (prices.count < jobs.count ? ", and what has no known price" : "")
    call.console.write("at most \(total)\n")
  }

  private func record(
    _ job: Job,
    by recorder: ScenarioRecorder,
    into store: RecordingStore
  ) async throws {
    let (recording, status) = try await recorder.record(
      job.scenario,
      of: job.model,
      at: job.offer,
      key: key(of: job.offer.provider, recorder.catalog),
      cost: isLive ? job.plan.cost.map(\.description) : nil
    )
    let (kept, findings) = try store.save(
      recording,
      as: job.name,
      policy: call.redactionPolicy
    )
    call.console.write(
      "\(kept): \(status), \(recording.entries.count.counted("exchange")), "
        + "\(findings.count.counted("redaction"))\n"
    )
  }

  private func key(of provider: String, _ catalog: ModelCatalog) throws -> String {
    guard let facts = catalog.provider(provider) else {
      throw RecordingsUsage.unknownProvider(provider)
    }
    guard isLive else { return facts.key.sample }
    guard let key = call.console.environment[facts.key.variable], !key.isEmpty else {
      throw RecordingsUsage.noKey(facts.key.variable)
    }
    return key
  }
}
