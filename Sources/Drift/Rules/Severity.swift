/// How bad a change is for whoever calls the provider.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Worth knowing, breaks nobody.
  case info
  /// Pictures or costs may differ, or a careless reader may stumble.
  case warning
  /// What worked yesterday does not work any more.
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
  /// What is sent to the provider.
  case request
  /// What the provider sends back.
  case response
  /// The endpoint as a whole.
  case endpoint
}
