package import Exchanges
package import HTTPMessages

/// How recordings are played.
package struct ReplayOptions: Sendable {
  package enum Latency: Sendable, Equatable {
    case none
    case recorded
    /// As many times as long as it took.
    case scaled(Double)

    /// Reads `none`, `recorded`, `x0.5`.
    package init?(_ text: String) {
      switch text {
      case "none": self = .none
      case "recorded": self = .recorded
      default:
        guard text.hasPrefix("x"), let factor = Double(text.dropFirst()), 0...1000 ~= factor else {
          return nil
        }
        self = .scaled(factor)
      }
    }

    func duration(of recorded: Duration) -> Duration {
      switch self {
      case .none: .zero
      case .recorded: recorded
      case .scaled(let factor): recorded * factor
      }
    }
  }

  /// The clients that share a place in a sequence of identical requests.
  package enum Sessions: Sendable, Equatable {
    /// All clients.
    case one
    /// Each case has its own, by the token that its request carries or its upstream has told.
    case byCase
    /// Each value of a field has its own.
    case byField(HTTPFieldName)
  }

  package var latency: Latency
  package var sessions: Sessions
  /// Whether the last answer of a sequence is given again and again.
  package var reuses: Bool
  /// Fields that must agree beyond method, path, query and body.
  package var fields: [HTTPFieldName]
  /// Query parameters, members and parts that need not agree.
  package var ignored: Set<String>
  package var hosts: ServiceHosts
  /// For live requests, so that they look like redacted ones.
  package var policy: RedactionPolicy

  package init(
    latency: Latency = .none,
    sessions: Sessions = .byCase,
    reuses: Bool = false,
    fields: [HTTPFieldName] = [],
    ignored: Set<String> = [],
    hosts: ServiceHosts = .providers,
    policy: RedactionPolicy = RedactionPolicy()
  ) {
    self.latency = latency
    self.sessions = sessions
    self.reuses = reuses
    self.fields = fields
    self.ignored = ignored
    self.hosts = hosts
    self.policy = policy
  }
}
