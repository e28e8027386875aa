/// The severity of a change for a caller of the provider.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Worth knowing, breaks no gateway.
  case info
  /// Pictures or costs may differ, or a careless reader may stumble.
  case warning
  /// A call that worked yesterday does not work any more.
  case breaking

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .breaking: 2
    }
  }

  package static func < (first: Severity, second: Severity) -> Bool { first.rank < second.rank }
}

/// Which way the changed thing travels.
package enum Direction: String, Sendable, CaseIterable {
  /// The requests to the provider.
  case request
  /// The provider's answers.
  case response
  /// The endpoint as a whole.
  case endpoint
  /// The published page of a model.
  case page
}
