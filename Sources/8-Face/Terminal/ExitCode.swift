/// The code that the program ends with, for the shell.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case success = 0
  /// The gateway does not conform, or a file is not sound.
  case failure = 1
  /// The call or the configuration is wrong, or no case was chosen.
  case usage = 2
  case breakingDrift = 3
  case secretFound = 4
  case couldNotFindOut = 5
  case needsPerson = 6
  case interrupted = 130
}

extension ExitCode {
  /// Of several that apply, the one to say.
  package static func first(of codes: Set<ExitCode>) -> ExitCode {
    let order: [ExitCode] = [
      .interrupted, .usage, .secretFound, .failure, .breakingDrift, .needsPerson,
      .couldNotFindOut,
    ]
    return order.first(where: codes.contains) ?? .success
  }
}

extension ExitCode {
  /// What a caller may conclude from it.
  package var meaning: String {
    switch self {
    case .success: "all is well"
    case .failure: "the gateway does not conform, or a file is not sound"
    case .usage: "the call or the configuration is wrong, or no case was chosen"
    case .breakingDrift: "a provider changed in a way that breaks its clients"
    case .secretFound: "a secret was found"
    case .couldNotFindOut: "it could not be found out"
    case .needsPerson: "something needs review"
    case .interrupted: "interrupted"
    }
  }
}
