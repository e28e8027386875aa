import Catalog
import Exchanges
import HTTPMessages
import HTTPTransport
import Providers
package import Recordings

/// Puts one scenario after the other to the reference gateway, and keeps what its upstream said.
package struct ScenarioRecorder: Sendable {
  private let upstream: ProviderUpstream
  private let pictures: RecordingSession.Pictures

  package init(_ upstream: ProviderUpstream, pictures: RecordingSession.Pictures) {
    self.upstream = upstream
    self.pictures = pictures
  }

  /// The exchanges of one job, and the status that its client got; a task that is cancelled has none, and
  /// the exchanges that were whole by then.
  package func record(
    _ job: RecordJob,
    key: String
  ) async throws -> (recording: Recording, status: Int?) {
    let began = UTCTime.now
    let (catalog, scenario) = (upstream.catalog, job.scenario)
    let session = RecordingSession(pictures: pictures)
    let gateway = ScenarioGateway(
      catalog,
      upstream: Tap(upstream.handler, into: session, clock: LoopWaiting()),
      keys: [job.offer.provider: key],
      isQueued: scenario.isQueued,
      schedule: upstream.isLive ? .patient : .eager,
      in: .offline
    )
    var status: Int?
    do {
      status = try await gateway.answer(to: scenario.request).status.code
    } catch  where Task.isCancelled {}
    let metadata = RecordingMetadata(
      origin: upstream.origin,
      source: upstream.source,
      provider: job.offer.provider,
      model: job.model.id,
      recordedAt: began.description,
      catalogHash: catalog.digest(of: job.model),
      cost: upstream.isLive ? job.cost.map(\.description) : nil,
      request: scenario.request
    )
    return (session.recording(metadata), Task.isCancelled ? nil : status)
  }
}
