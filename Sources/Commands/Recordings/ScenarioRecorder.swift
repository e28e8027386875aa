import Catalog
import HTTPMessages
import HTTPTransport
import Providers
import Recordings

/// Puts one scenario after the other to the reference gateway, and keeps what its upstream said.
struct ScenarioRecorder {
  let catalog: ModelCatalog
  let upstream: any HTTPHandler
  let isLive: Bool
  let pictures: RecordingSession.Pictures

  /// The exchanges of one scenario, and the status that its client got.
  func record(
    _ scenario: RecordScenario,
    of model: Model,
    at offer: Offer,
    key: String,
    cost: String?
  ) async throws -> (recording: Recording, status: Int) {
    let began = UTCTime.now
    let session = RecordingSession(pictures: pictures)
    let gateway = ScenarioGateway(
      catalog,
      upstream: Recorder(upstream, into: session, clock: LoopWaiting()),
      keys: [offer.provider: key],
      isQueued: scenario.isQueued,
      schedule: isLive ? .patient : .eager,
      clock: LoopWaiting()
    )
    let response = try await gateway.answer(to: scenario.request)
    let metadata = RecordingMetadata(
      origin: isLive ? .live : .simulated,
      source: isLive ? nil : "the stub providers",
      provider: offer.provider,
      model: model.id,
      recordedAt: began.description,
      catalogHash: catalog.digest(of: model),
      cost: cost,
      request: scenario.request
    )
    return (session.recording(metadata), response.status.code)
  }
}
