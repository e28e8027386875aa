import CanonicalJSON
import Catalog
import Conformance
import Exchanges
import FaultyGateways
import HTTPMessages
import HTTPTransport
import Mapping
import Offline
import Stubs
import TestSupport

/// The reference before stubs that take everything, perhaps spoilt on one of its sides, and ways to learn its maps.
struct MapTrial {
  let catalog: ModelCatalog
  let witness: WireWitness

  init(client wrap: Spoiler = { $0 }, upstream: Spoiler = { $0 }) throws {
    catalog = try ModelCatalog.shipped()
    let stubs = StubServer(catalog.opened, in: .fixed(RealClock(speed: 2)))
    let offline = Offline(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: upstream(stubs),
      in: .offline,
      options: WireTrial.options
    )
    let client = wrap(offline.gateway)
    witness = WireWitness(
      base: "http://gateway.invalid/openai/v1",
      key: "test-key",
      client: client,
      fetcher: HTTPHandlerClosure { request in
        request.authority == "upstream.invalid"
          ? try await stubs.respond(to: request) : try await client.respond(to: request)
      },
      journal: stubs.journal,
      catalog: catalog.opened,
      clock: LoopWaiting()
    )
  }

  var mapper: GatewayMapper {
    GatewayMapper(gateway: "trial", version: nil, date: "2026-11-29", jobs: 16) { [witness] ask in
      try await witness.sides(of: ask)
    }
  }

  /// The subject behind a name that forces an offer.
  func subject(_ name: String, _ mode: Mode) throws -> MapSubject {
    let place = OfferInMode.all(in: catalog).first { $0.forcedModel == name && $0.mode == mode }
    return MapSubject(
      name: name,
      mode: mode,
      model: place?.model,
      operation: place?.operation
    )
  }

  func learned(_ name: String, _ mode: Mode = .textToImage) async throws -> GatewayMap {
    try await mapper.map(of: MapTarget(model: "trial", subjects: [subject(name, mode)]))
  }

  /// What a gateway does otherwise than a map of it says.
  func check(
    _ offer: OfferMap,
    _ points: [MapCheck.Point]? = nil
  ) async throws -> MapCheck.Result {
    let mode = Mode(rawValue: offer.mode) ?? .textToImage
    let asker = mapper.asker(of: MapSubject(name: offer.model, mode: mode))
    return try await MapCheck(offer, asking: asker).result(of: points ?? offer.points)
  }
}

/// The reference's maps of some offers, learned once for all tests.
enum ReferenceMaps {
  static func offer(_ name: String, _ mode: Mode = .textToImage) async throws -> OfferMap {
    let maps = try await learned.value
    guard let offer = maps.first(where: { $0.model == name && $0.mode == mode.rawValue }) else {
      throw Missing(name: name)
    }
    return offer
  }

  /// Every offer of the catalog in each of its modes.
  static let learned = Task {
    let trial = try MapTrial()
    var offers: [OfferMap] = []
    for place in OfferInMode.all(in: trial.catalog) {
      offers += try await trial.learned(place.forcedModel, place.mode).offers
    }
    return offers
  }

  struct Missing: Error { var name: String }
}
