package import Catalog
import Exchanges
package import HTTPMessages
import HTTPTransport
import Providers
package import Recordings

/// Puts one scenario after the other to the reference gateway, and keeps what its upstream said.
package struct ScenarioRecorder {
  package let catalog: ModelCatalog
  private let upstream: any HTTPHandler
  private let isLive: Bool
  private let pictures: RecordingSession.Pictures

  package init(
    _ catalog: ModelCatalog,
    upstream: any HTTPHandler,
    isLive: Bool,
    pictures: RecordingSession.Pictures
  ) {
    self.catalog = catalog
    self.upstream = upstream
    self.isLive = isLive
    self.pictures = pictures
  }

  /// The exchanges of one scenario, and the status that its client got.
  package func record(
    _ scenario: RecordScenario,
    of model: Model,
    at offer: Offer,
    key: String,
    cost: String?
  ) async throws -> (recording: Recording, status: Int) {
    let began = UTCTime(milliseconds: WallClock.milliseconds)
    let session = RecordingSession(pictures: pictures)
    let gateway = ScenarioGateway(
      catalog,
      upstream: Tap(upstream, into: session, clock: LoopWaiting()),
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
