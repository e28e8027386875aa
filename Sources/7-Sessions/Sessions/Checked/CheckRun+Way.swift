package import CanonicalJSON
package import Conformance
package import Contract

extension CheckRun {
  /// The way in which a run goes, and what is told of it besides its events.
  package struct Way: Sendable {
    /// How many cases run at a time; as many as suits the gateway where nobody says.
    package var jobs: Int?
    /// How often each case runs; nil where cases are not run to find flaky ones.
    package var repeats: Int?
    /// The number that decides the order; nil keeps that of the list.
    package var shuffle: Int?
    package var retries = 0
    package var failsFast = false
    package var isStrict = false
    package var isQuiet = false
    /// The options to put after `touchstone check CASE` to look at a case again.
    package var againOptions = ""
    /// Who is judged, and when, for reports.
    package var gateway: JSONObject
    package var facts: RunFacts
    /// How failures that are expected from now on are written down.
    package var word: BaselineWriter.Word
    /// Milliseconds of a clock that only goes forward.
    package var clock: @Sendable () -> Double
    /// Is told lines for people.
    package var say: @Sendable (String) -> Void

    package init(
      about gateway: JSONObject,
      _ facts: RunFacts,
      word: BaselineWriter.Word,
      clock: @escaping @Sendable () -> Double,
      say: @escaping @Sendable (String) -> Void
    ) {
      self.gateway = gateway
      self.facts = facts
      self.word = word
      self.clock = clock
      self.say = say
    }
  }
}

extension SessionPlan {
  /// What failed when this gateway's cases last ran.
  package var lastFailed: LastFailed {
    LastFailed(sources.layers, gateway: subject.name, environment: reach.environment)
  }
}

extension RunShard {
  init(_ shard: Shard, of cases: [Case]) {
    self.init(
      index: shard.index,
      count: shard.count,
      caseCount: cases.count,
      suite: Shard.digest(of: cases)
    )
  }
}
