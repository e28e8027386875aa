/// The words that an operand or the value of an option may be.
package enum Vocabulary: Sendable, Equatable {
  /// A few that are the same everywhere.
  case words([String])
  case files
  case folders
  /// Those that catalog, contract and project know where the shell asks.
  case known(Subject)

  /// Something that there are many of.
  package enum Subject: String, Sendable, CaseIterable {
    case models
    case offers
    case providers
    /// Each step that leads to a case.
    case cases
    /// The first step of each.
    case groups
    case gateways
    case recordings
    /// Whatever `help` explains.
    case topics
    case schemas
    /// Whatever needs review.
    case reviews
  }

  /// The words for a value that help calls so; nil where its name tells nothing.
  init?(placeholder: String?) {
    switch placeholder {
    case "DIR": self = .folders
    case "FILE": self = .files
    case "MODEL": self = .known(.models)
    case "OFFER": self = .known(.offers)
    case "PROVIDER": self = .known(.providers)
    case "PREFIX", "CASE": self = .known(.cases)
    default: return nil
    }
  }
}
