package import Catalog
package import Contract
package import Drift
import HTTPMessages
import HTTPTransport
import Recordings

/// What every act of drift needs: the endpoints that it is about, who is asked of them, and where its files lie.
package struct DriftScene: Sendable {
  package let layers: GoldenLayers
  package let places: DriftPlaces
  package let upstream: ProviderUpstream
  package let subjects: [Subject]
  /// RFC 3339, to the second.
  package let now: String

  /// It is about the endpoints that begin with one of the prefixes; about all without any.
  package init(
    layers: GoldenLayers,
    places: DriftPlaces,
    upstream: ProviderUpstream,
    about prefixes: [String]
  ) throws(DriftFault) {
    let all = Subject.all(in: upstream.catalog, facts: upstream.catalog.everyProvider)
    subjects = all.filter { subject in
      prefixes.isEmpty || prefixes.contains { subject.id.hasPrefix($0) }
    }
    guard !subjects.isEmpty else { throw .noSubject(prefixes, known: all.map(\.id)) }
    self.layers = layers
    self.places = places
    self.upstream = upstream
    now = UTCTime(milliseconds: UTCTime.now.milliseconds / 1000 * 1000).description
  }

  /// The run that asks these kinds of questions.
  package func run(
    asking kinds: Set<DriftJob.Kind>,
    confirm: Int,
    against baselines: [String: Baseline] = [:],
    state: DriftState = DriftState(),
    budget: Budget
  ) -> DriftRun {
    DriftRun(
      subjects: subjects,
      baselines: baselines,
      state: state,
      keys: upstream.keys,
      client: upstream.handler,
      clock: LoopWaiting(),
      budget: budget,
      options: DriftRun.Options(kinds: kinds, confirm: confirm)
    )
  }

  package func judge(
    _ baselines: [String: Baseline],
    confirm: Int,
    patience: Int
  ) throws -> Judge {
    Judge(
      baselines: baselines,
      suppressions: try places.suppressions().suppressions,
      touches: TouchFinder(subjects: subjects, expected: expectedLines),
      confirm: confirm,
      patience: patience,
      now: now
    )
  }

  /// The lines that changes may break; none where there is no contract to break.
  var expectedLines: [ExpectedLine] { (try? layers.expectedLines()) ?? [] }
}
