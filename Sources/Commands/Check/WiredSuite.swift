import Conformance
import Findings

/// The cases of a run with what must be done around them at the gateway that they ask.
struct WiredSuite: Sendable {
  var suite: Suite
  /// What is made of the cases that were chosen, such as leaving out what a budget does not cover.
  var limit: @Sendable ([Case]) -> [Case] = { $0 }
  /// Before each phase, such as closing circuit breakers.
  var prepare: @Sendable (Case.Phase) async -> Void = { _ in }
  /// Whether the gateway may hold a provider's failure against the next case.
  var isolatesFaults = true
  /// After a case in which a provider failed; false where the gateway does not serve again.
  var recover: @Sendable (Case) async -> Bool = { _ in true }
  /// What is left when all have run.
  var strays: @Sendable (Strictness, (String) -> Requirement?) -> [Finding] = { _, _ in [] }
}

extension WiredSuite {
  /// Cases around which nothing must be done.
  init(_ suite: Suite) { self.init(suite: suite) }
}
