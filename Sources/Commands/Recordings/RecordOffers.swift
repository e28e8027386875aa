import Bytes
import Catalog
import HTTPMessages
import HTTPTransport
import Normalization
import Providers
import Recordings

/// `record OFFER…`: the scenarios of each offer, one file each.
struct RecordOffers {
  let call: Invocation
  private let isLive: Bool

  init(_ call: Invocation) throws {
    self.call = call
    isLive = try call.recordsLive()
  }

  /// One scenario at one offer, with what it will cost at most.
  private struct Job {
    var offer: Offer
    var model: Model
    var scenario: RecordScenario
    var plan: (calls: [Attempt.Call], micros: Int?)
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
    if call.isSet("dry-run") { return .success }
    var left = try budget()
    let client = try call.recordedUpstream()
    for job in jobs {
      if isLive {
        guard let price = job.plan.micros else { throw RecordingsUsage.noPrice(job.name) }
        guard price <= left else { throw RecordingsUsage.overBudget(job.name) }
        left -= price
      }
      try await record(job, client)
    }
    return .success
  }

  private func jobs(_ catalog: ModelCatalog) throws -> [Job] {
    var jobs: [Job] = []
    for key in call.operands {
      guard let found = catalog.offers.first(where: { $0.offer.key == key }) else {
        throw UsageError.unknownModel(
          key,
          suggestion: Suggestion.nearest(to: key, among: catalog.offers.map(\.offer.key))
        )
      }
      let (model, offer) = found
      for scenario in RecordScenario.all(of: offer, model: model)
      where !(isLive && scenario.needsStubs) {
        guard let plan = try scenario.plan(offer, catalog: catalog) else { continue }
        jobs.append(Job(offer: offer, model: model, scenario: scenario, plan: plan))
      }
    }
    return jobs
  }

  private func printPlan(_ jobs: [Job]) {
    var total = 0
    for job in jobs {
      let price = job.plan.micros.map(dollars) ?? "price not known"
      let cost = isLive ? price : "free"
      total += job.plan.micros ?? 0
      call.console.write("\(job.name)  \(job.plan.calls.count) calls, \(cost)\n")
    }
    call.console.write("at most \(isLive ? dollars(total) : "nothing, the stubs answer")\n")
  }

  private func budget() throws -> Int {
    guard let text = call.value("budget") else {
      if isLive { throw RecordingsUsage.missing("--budget USD, the most that may be spent") }
      return 0
    }
    guard let amount = Double(text), 0...100_000 ~= amount else {
      throw UsageError.notANumber(option: "--budget", value: text)
    }
    return Int((amount * 1_000_000).rounded())
  }

  private func record(_ job: Job, _ client: any HTTPHandler) async throws {
    let began = UTCTime.now
    let scenarios = ScenarioRecorder(
      client: client,
      clock: LoopWaiting(),
      bases: try bases(of: job.offer.provider),
      pictures: call.value("images") == "keep" ? .bytes : .measures
    )
    var (recording, failure) = try await scenarios.record(
      job.scenario,
      calls: job.plan.calls,
      at: job.offer
    )
    recording.metadata = RecordingMetadata(
      origin: isLive ? .live : .simulated,
      source: isLive ? nil : "the stub providers",
      provider: job.offer.provider,
      model: job.model.id,
      recordedAt: began.description,
      cost: isLive ? job.plan.micros.map(dollars) : nil
    )
    let (kept, findings) = try call.recordingStore().save(
      recording,
      as: job.name,
      policy: call.redactionPolicy()
    )
    let ending = failure.map { ", \($0.kind.rawValue)" } ?? ""
    call.console.write(
      "\(kept): \(recording.entries.count) exchanges, \(findings.count) redactions\(ending)\n"
    )
  }

  private func bases(of provider: String) throws -> ScenarioRecorder.Bases {
    guard isLive else {
      return try RecordOffers.bases(of: provider, key: RecordOffers.stubKey(of: provider))
    }
    let variable = try RecordOffers.facts(of: provider).keyVariable
    guard let key = call.console.environment[variable], !key.isEmpty else {
      throw RecordingsUsage.noKey(variable)
    }
    return try RecordOffers.bases(of: provider, key: key)
  }

  /// The provider's own hosts, which the stubs answer to as well.
  static func bases(of provider: String, key: String) throws -> ScenarioRecorder.Bases {
    let facts = try facts(of: provider)
    let sync = facts.bases["sync"] ?? facts.bases["api"] ?? ""
    return ScenarioRecorder.Bases(sync: sync, queue: facts.bases["queue"] ?? sync, key: key)
  }

  /// Stubs take any key that looks like the provider's own.
  private static func stubKey(of provider: String) -> String {
    switch provider {
    case "fal": "any:key"
    case "replicate": "r8_any"
    default: "fw_any"
    }
  }

  private static func facts(of provider: String) throws -> ProviderFacts {
    guard let facts = try ProviderFacts.shipped().first(where: { $0.name == provider }) else {
      throw RecordingsUsage.unknownProvider(provider)
    }
    return facts
  }

  private func dollars(_ micros: Int) -> String {
    let cents = (micros + 99) / 100
    let digits = String(cents % 10_000)
    return "$\(cents / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
