import Catalog
import Conformance
package import Mapping

/// Maps learned of a gateway, or held against it, in a session before stubs that take everything.
package struct MapRun: Sendable {
  package let plan: SessionPlan
  private let names: [String]
  private let jobs: Int
  private let date: String

  /// `names` are the models that are meant; all that the gateway has where none is named.
  ///
  /// `first` is the model to prove the way with, and `date` the day on which it runs.
  package init(
    _ plan: SessionPlan,
    names: [String],
    first: String? = nil,
    jobs: Int?,
    date: String
  ) {
    var plan = plan
    plan.isLenient = true
    plan.firstModel = first ?? MapRun.firstModel(plan, named: names)
    self.plan = plan
    self.names = names
    self.jobs = plan.subject.jobs(asked: jobs)
    self.date = date
  }

  static func firstModel(_ plan: SessionPlan, named names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    guard plan.isDescribed else { return names[0] }
    let targets = MapTarget.all(
      named: names,
      plan.sources,
      profile: plan.subject.profile,
      listed: nil
    )
    return targets.first?.subjects.first { $0.mode == .textToImage }?.name
  }

  /// The maps of a run, and the models that an interruption left without one.
  package struct Learned: Sendable {
    package var maps: [GatewayMap] = []
    package var missing: [String] = []

    /// How far it came, in half a sentence.
    package var summary: String {
      if maps.isEmpty { return "no map was learned" }
      return missing.isEmpty ? "every map is whole" : "no map of \(missing.joined(separator: ", "))"
    }
  }

  /// Each model that is meant, or what is whole of it where this is cancelled.
  ///
  /// `tell` is told what became of each name.
  package func learned(
    tell: @escaping @Sendable (MapSubject, MapFound) -> Void
  ) async throws -> Learned {
    do {
      return try await Session.open(plan) { try await learned(in: $0, tell: tell) }
    } catch  where Task.isCancelled {
      return Learned(missing: names)
    }
  }

  private func learned(
    in session: Session,
    tell: @escaping @Sendable (MapSubject, MapFound) -> Void
  ) async throws -> Learned {
    guard let witness = session.witness else { throw MapError.nobodyToAsk }
    let listing = await witness.listing()
    let targets = MapTarget.all(
      named: names,
      plan.sources,
      profile: plan.subject.profile,
      listed: plan.isDescribed ? nil : listing.models
    )
    guard !targets.isEmpty else { throw MapError.noModels }
    let mapper = mapper(asking: witness, version: listing.version)
    var maps: [GatewayMap] = []
    for (index, target) in targets.enumerated() {
      do {
        maps.append(try await mapper.map(of: heard(target, by: witness), tell: tell))
      } catch  where Task.isCancelled {
        return Learned(maps: maps, missing: targets[index...].map(\.model))
      }
    }
    guard maps.contains(where: { !$0.offers.isEmpty }) else {
      throw maps.contains { $0.asks > 0 } ? MapError.nothingServed : .beyondBudget
    }
    return Learned(maps: maps)
  }

  /// The model with the parameters that the gateway itself tells of.
  private func heard(_ target: MapTarget, by witness: WireWitness) async -> MapTarget {
    var target = target
    for name in target.names {
      let told = await witness.schema(of: name).map { Parameter.told(in: $0) } ?? []
      guard told.isEmpty else {
        target.hear(told)
        break
      }
    }
    return target
  }

  /// What became of the points of each map that `points` chooses.
  package func held(
    _ offers: [OfferMap],
    points: @escaping @Sendable (OfferMap) -> [MapCheck.Point]
  ) async throws -> [MapCheck.Result] {
    try await Session.open(plan) { session in
      guard let witness = session.witness else { throw MapError.nobodyToAsk }
      let mapper = mapper(asking: witness, version: nil)
      var results: [MapCheck.Result] = []
      for offer in offers {
        let points = points(offer)
        guard !points.isEmpty, let mode = Mode(rawValue: offer.mode) else { continue }
        let asker = mapper.asker(of: MapSubject(name: offer.model, mode: mode))
        results.append(try await MapCheck(offer, asking: asker).result(of: points))
      }
      return results
    }
  }

  private func mapper(asking witness: WireWitness, version: String?) -> GatewayMapper {
    GatewayMapper(
      gateway: plan.subject.name,
      version: version,
      date: date,
      jobs: jobs,
      put: MapSpending(plan).paying { try await witness.sides(of: $0) }
    )
  }
}

/// Why there is nothing to map.
package enum MapError: Error, Equatable, CustomStringConvertible {
  case nobodyToAsk
  case noModels
  case nothingServed
  case beyondBudget
  case noMaps(folder: String)

  package var description: String {
    switch self {
    case .nobodyToAsk: "a map is learned of a gateway that can be asked; replay has none"
    case .noModels: "the gateway lists no model; name one: touchstone map MODEL"
    case .nothingServed:
      "the gateway serves none of these models; name one that it has: touchstone map MODEL"
    case .beyondBudget:
      "the budget covers no ask of these models, or nobody knows their price; raise --budget, or name another model"
    case .noMaps(let folder): "\(folder) holds no such map; 'touchstone map MODEL' learns one"
    }
  }
}
