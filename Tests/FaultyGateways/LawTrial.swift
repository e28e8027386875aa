package import Catalog
package import Conformance
import Exchanges
package import Exploring
package import HTTPMessages
import HTTPTransport
import Mapping
package import Offline
import Stubs
import TestSupport

/// The reference before stubs that take everything, perhaps spoilt on one of its sides, and an explorer of it.
package struct LawTrial: Sendable {
  package let catalog: ModelCatalog
  package let witness: WireWitness

  package init(
    _ catalog: ModelCatalog? = nil,
    client wrap: Spoiler = { $0 },
    upstream: Spoiler = { $0 },
    elsewhere: (any HTTPHandler)? = nil,
    options: Offline.Options = WireTrial.options
  ) throws {
    self.catalog = try catalog ?? ModelCatalog.shipped()
    let stubs = StubServer(self.catalog.opened, in: .fixed(RealClock(speed: 2)))
    var environment = Environment.offline
    environment.downloads = elsewhere
    let offline = Offline(
      self.catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: upstream(stubs),
      in: environment,
      options: options
    )
    let client = wrap(offline.gateway)
    var witness = WireWitness(
      base: "http://gateway.invalid/openai/v1",
      key: "test-key",
      client: client,
      fetcher: HTTPHandlerClosure { request in
        request.authority == "upstream.invalid"
          ? try await stubs.respond(to: request) : try await client.respond(to: request)
      },
      journal: stubs.journal,
      catalog: self.catalog.opened,
      clock: LoopWaiting(),
      patience: .seconds(5)
    )
    witness.tripwire = WireTrial.tripwire
    witness.unixTime = Environment.offline.unixTime
    self.witness = witness
  }

  /// Every offer of the catalog in each of its modes, or those whose names are given.
  package func subjects(_ names: Set<String> = []) -> [Subject] {
    let places = OfferInMode.all(in: catalog)
    return places.filter { names.isEmpty || names.contains($0.forcedModel) }.map { place in
      var subject = Subject(
        MapSubject(
          name: place.forcedModel,
          mode: place.mode,
          model: place.model,
          operation: place.operation
        )
      )
      let generation = places.first {
        $0.mode == .textToImage && $0.forcedModel == place.forcedModel
      }
      subject.generation = generation.map {
        Subject.Place(name: $0.forcedModel, operation: $0.operation)
      }
      return subject
    }
  }

  /// The offers that prefixes of cases speak of; those of one model where they speak of none.
  package func subjects(about prefixes: [String]) -> [Subject] {
    let meant = subjects().filter { subject in
      guard let model = subject.model?.id, let provider = subject.name.split(separator: "/").first
      else { return false }
      return prefixes.contains { $0.contains("\(model)/\(provider)") }
    }
    return meant.isEmpty ? subjects(["fal/flux.2-max", "replicate/flux.2-max"]) : meant
  }

  package func explorer(
    _ subjects: [Subject]? = nil,
    laws: [Law] = Law.all,
    seed: UInt64 = 1,
    jobs: Int = 16
  ) -> Explorer {
    Explorer(subjects ?? self.subjects(), laws: laws, seed: seed, jobs: jobs) { [witness] in
      try await witness.sides(of: $0, looks: $1)
    }
  }
}
