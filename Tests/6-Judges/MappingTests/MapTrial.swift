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
import Synchronization
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
    let maps = try await learned.value.flatMap(\.map.offers)
    guard let offer = maps.first(where: { $0.model == name && $0.mode == mode.rawValue }) else {
      throw Missing(name: name)
    }
    return offer
  }

  /// Each model of the catalog by each of its names in each of its modes, and how many asks were left out.
  static let learned = Task {
    let trial = try MapTrial()
    var maps: [(map: GatewayMap, leftOut: Int)] = []
    for target in MapTarget.targets(OfferInMode.all(in: trial.catalog)) {
      let leftOut = Mutex(0)
      let map = try await trial.mapper.map(of: target) { _, found in
        if case .served(_, let count) = found { leftOut.withLock { $0 += count } }
      }
      maps.append((map, leftOut.withLock { $0 }))
    }
    return maps
  }

  struct Missing: Error { var name: String }
}
