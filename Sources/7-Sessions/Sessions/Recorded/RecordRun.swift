import Bytes
package import Catalog
package import Exchanges
package import Recordings

/// The scenarios of some offers, put one after the other, and kept one file each.
package struct RecordRun: Sendable {
  private let jobs: [RecordJob]
  private let upstream: ProviderUpstream
  private let store: RecordingStore
  private let pictures: RecordingSession.Pictures
  private let policy: RedactionPolicy

  package init(
    _ jobs: [RecordJob],
    at upstream: ProviderUpstream,
    into store: RecordingStore,
    pictures: RecordingSession.Pictures,
    policy: RedactionPolicy
  ) {
    self.jobs = jobs
    self.upstream = upstream
    self.store = store
    self.pictures = pictures
    self.policy = policy
  }

  /// Throws where the price of one is not known, for nothing is spent blindly.
  package func checkPrices() throws {
    if let unpriced = jobs.first(where: { $0.cost == nil }) {
      throw SpendRefusal.noPrice(unpriced.name)
    }
  }

  /// How many were recorded to the end; what is whole of the next one when the task is cancelled is kept, too.
  ///
  /// `tell` is told a line of each that is kept.
  package func run(
    within budget: Budget,
    tell: @Sendable (String) -> Void
  ) async throws -> Int {
    let recorder = ScenarioRecorder(upstream, pictures: pictures)
    for (count, job) in jobs.enumerated() {
      // What it may cost at worst is set aside before anybody is asked.
      if upstream.isLive { try budget.cover(job.cost, of: job.name) }
      let (recording, status) = try await recorder.record(job, key: key(for: job))
      if status != nil || !recording.entries.isEmpty {
        tell(try kept(recording, of: job, status: status))
      }
      guard !Task.isCancelled else { return count }
    }
    return jobs.count
  }

  private func kept(_ recording: Recording, of job: RecordJob, status: Int?) throws -> String {
    let name = status == nil ? "\(job.name)-interrupted" : job.name
    let saved = try store.save(recording, as: name, policy: policy)
    return
      "\(saved.name): \(status.map(String.init) ?? "no answer"), \(recording.entries.count.counted("exchange")), "
      + "\(saved.findings.count.counted("redaction"))\n"
  }

  private func key(for job: RecordJob) throws -> String {
    let name = job.offer.provider
    guard let provider = upstream.catalog.provider(name) else {
      throw RecordError.unknownProvider(name)
    }
    guard let key = upstream.key(of: provider) else {
      throw RecordError.noKey(provider.key.variable)
    }
    return key
  }
}

/// Why a provider can't be asked.
enum RecordError: Error, Equatable, CustomStringConvertible {
  case unknownProvider(String)
  case noKey(String)

  var description: String {
    switch self {
    case .unknownProvider(let name): "unknown provider '\(name)'; nothing tells how to call it"
    case .noKey(let variable): "no key: set \(variable)"
    }
  }
}
