package import Catalog
package import Conformance
import Recordings

/// The plan of a session: whose gateway, before which providers, and where both sides meet.
package struct SessionPlan: Sendable {
  package var sources: CaseSources
  package var subject: GatewayChoice
  package var upstream: Upstream
  package var reach: Reach
  /// Is told of every request that a case makes; nil where none is followed.
  package var trace: (@Sendable (WireWitness.Trace) -> Void)?
  /// The secrets to hide in the traces of failed cases; nil where no trace is kept.
  package var tracedSecrets: [String]?
  /// The log that keeps both sides of each case, where two gateways are compared.
  package var log: EvidenceLog?

  /// Whether the stubs take every endpoint and every input, so that what a gateway does is seen and nobody is judged.
  package var isLenient = false
  /// The model that the first request asks for; the first that makes pictures from text unless given.
  package var firstModel: String?

  /// Whether a profile says which models the gateway has; of one that only a URL tells of nobody knows.
  package var isDescribed: Bool {
    if case .foreign(_, nil) = subject { false } else { true }
  }

  /// The models as the stubs know them.
  var played: ModelCatalog { isLenient ? sources.catalog.opened : sources.catalog }

  /// The player of the providers.
  package enum Upstream: Sendable {
    case stubs
    case replay
    /// The providers themselves, as far as the budget goes: only the client's side is seen.
    case live(Budget)
  }

  /// Where the gateway and the stubs find each other; each goes before what the profile says.
  package struct Reach: Sendable {
    package var key: String?
    package var listen: String?
    package var upstreamURL: String?
    package var environment: [String: String] = [:]
    package var workingDirectory: String
    /// This program, for profiles that start it themselves.
    package var executable: String?

    package init(workingDirectory: String) { self.workingDirectory = workingDirectory }
  }

  package init(
    _ subject: GatewayChoice,
    before upstream: Upstream,
    sources: CaseSources,
    reach: Reach
  ) throws(SessionError) {
    if case .live = upstream, subject.profile == nil { throw .liveReference }
    self.sources = sources
    self.subject = subject
    self.upstream = upstream
    self.reach = reach
  }

  /// The cases that such a session can judge; to list them nothing is started and nothing listens.
  package func suite(in scope: SuiteScope = .everything) throws -> Suite {
    switch (subject, upstream) {
    case (.reference, .replay): Suite.responses(sources.responses, isReference: true)
    case (.reference, _): sources.reference(in: scope)
    case (.foreign, .replay): Suite.responses(try playable, isReference: false)
    case (.foreign(let profile, _), _): sources.wire(profile, in: scope)
    }
  }

  /// The cases that are run of those that were chosen: before live providers what the budget covers.
  package func limited(_ cases: [Case]) -> [Case] {
    guard case .live(let budget) = upstream else { return cases }
    return cases.onClientSide(within: budget, sources.catalog, sources.requirements)
  }

  /// The goldens for a foreign gateway, which asks fal at another address than the queue's.
  var playable: [ResponseGolden] {
    get throws {
      let recordings = LayeredRecordings(sources.layers)
      return try sources.responses.filter { try !recordings.recording($0.recording).isQueued }
    }
  }
}
