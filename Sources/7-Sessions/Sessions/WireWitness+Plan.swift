import Conformance
import Exchanges
import HTTPMessages
import HTTPTransport
import Offline
import Stubs

extension WireWitness {
  /// A client that uses no connection twice: a server that ends idle ones, or ends one after a refusal, would
  /// leave the next case without an answer, and that says nothing of the gateway.
  static var client: HTTPClient {
    HTTPClient(HTTPClientOptions(addresses: .anyAddress, idleConnections: 0))
  }

  init(
    _ foreign: ForeignGateway,
    client: HTTPClient,
    journal: Journal,
    in plan: SessionPlan
  ) {
    self.init(
      base: foreign.base,
      key: foreign.key,
      client: client,
      fetcher: MediaFetcher(client: client, media: foreign.profile.media),
      journal: journal,
      in: plan
    )
    costField = foreign.profile.costHeader.map { HTTPFieldName($0) }
  }

  init(
    base: String,
    key: String,
    client: HTTPClient,
    fetcher: (any HTTPHandler)? = nil,
    journal: Journal,
    in plan: SessionPlan
  ) {
    self.init(
      base: base,
      key: key,
      client: client,
      fetcher: fetcher ?? client,
      journal: journal,
      catalog: plan.played,
      clock: LoopWaiting(),
      decoder: ForeignPictures.decoder
    )
    trace = plan.trace
    traces = plan.tracedSecrets.map { CaseTraces(secrets: $0) }
    log = plan.log
    unixTime = Environment.offline.unixTime
  }
}
