import CanonicalJSON
import Catalog
package import Conformance
package import Exploring
package import Mapping

/// A search for asks that break laws, in a session before stubs that take everything.
package struct ExploreRun: Sendable {
  package let plan: SessionPlan
  private let names: [String]
  private let laws: [Law]
  private let seed: UInt64
  private let jobs: Int
  private let maps: [GatewayMap]

  /// `names` are the models that are meant, all that the gateway has where none is named; `maps` are what was learned
  /// of it before.
  package init(
    _ plan: SessionPlan,
    names: [String],
    laws: [Law],
    seed: UInt64,
    jobs: Int?,
    maps: [GatewayMap] = []
  ) {
    var plan = plan
    plan.isLenient = true
    plan.firstModel = MapRun.firstModel(plan, named: names)
    self.plan = plan
    self.names = names
    // A provider plays no fault that a prompt asks for, and would be paid for it.
    self.laws = if case .live = plan.upstream { laws.filter { !$0.needsStubs } } else { laws }
    self.seed = seed
    self.jobs = plan.subject.jobs(asked: jobs)
    self.maps = maps
  }

  /// Asks nothing but one ask, and holds what comes to laws.
  package init(_ plan: SessionPlan, asking ask: Ask, laws: [Law]) {
    let model = ask.fields["model"]?.stringValue ?? ""
    self.init(plan, names: [model], laws: laws, seed: 1, jobs: nil)
  }

  /// Goes on until `goesOn` says no, asking `kept` first; `tell` is told of each discovery.
  package func explored(
    kept: [KeptAsk],
    while goesOn: @escaping @Sendable (_ asks: Int) -> Bool,
    tell: @escaping @Sendable (Discovery) -> Void
  ) async throws -> Explorer.Findings {
    try await Session.open(plan) { session in
      try await explored(kept: kept, while: goesOn, tell: tell, in: session)
    }
  }

  private func explored(
    kept: [KeptAsk],
    while goesOn: @escaping @Sendable (_ asks: Int) -> Bool,
    tell: @escaping @Sendable (Discovery) -> Void,
    in session: Session
  ) async throws -> Explorer.Findings {
    guard let witness = session.witness else { throw ExploreError.nobodyToAsk }
    let listed = plan.isDescribed ? nil : await witness.listing().models
    let subjects = plan.sources.subjects(
      named: names,
      plan.subject.profile,
      listed: listed,
      maps: maps
    )
    guard !subjects.isEmpty else { throw ExploreError.noModels }
    let explorer = Explorer(
      subjects,
      laws: laws,
      seed: seed,
      jobs: jobs,
      put: ExploreRun.put(witness, plan)
    )
    let found = try await explorer.run(kept: kept, while: goesOn, tell: tell)
    guard found.servedCount > 0 || Task.isCancelled else { throw ExploreError.nothingServed }
    return found
  }

  /// What came of one ask at the gateway.
  package func sides(of ask: Ask) async throws -> Sides {
    try await Session.open(plan) { try await sides(of: ask, in: $0) }
  }

  private func sides(of ask: Ask, in session: Session) async throws -> Sides {
    guard let witness = session.witness else { throw ExploreError.nobodyToAsk }
    return try await ExploreRun.put(witness, plan)(ask, true)
  }

  /// What came of one ask, and which laws it breaks; none where not even the plainest ask of its model is served.
  package func reproduced(_ ask: Ask) async throws -> (sides: Sides, found: Explorer.Findings) {
    let kept = laws.map { KeptAsk(law: $0.id, ask: ask, found: nil) }
    return try await Session.open(plan) { session in
      let sides = try await sides(of: ask, in: session)
      do {
        let goesOn = { @Sendable (_: Int) in false }
        return (sides, try await explored(kept: kept, while: goesOn, tell: { _ in }, in: session))
      } catch ExploreError.nothingServed, ExploreError.noModels {
        return (sides, Explorer.Findings())
      }
    }
  }

  /// The way to the gateway, as far as a budget goes.
  private static func put(_ witness: WireWitness, _ plan: SessionPlan) -> Witnessing.Put {
    let spending = MapSpending(plan)
    return { ask, looks in
      try await spending.paying { try await witness.sides(of: $0, looks: looks) }(ask)
    }
  }
}

/// Why there is nothing to explore.
package enum ExploreError: Error, Equatable, CustomStringConvertible {
  case nobodyToAsk
  case noModels
  case nothingServed
  case unknownLaw(String, suggestion: String?)

  package var description: String {
    switch self {
    case .nobodyToAsk: "laws are tried at a gateway that can be asked; replay has none"
    case .noModels: "the gateway lists no model; name one: --model MODEL"
    case .nothingServed:
      "the gateway serves none of these models; name one that it has: --model MODEL"
    case .unknownLaw(let name, let suggestion):
      "no help on '\(name)'"
        + (suggestion.map { ". Did you mean '\($0)'?" } ?? "; see 'touchstone help'")
    }
  }
}
