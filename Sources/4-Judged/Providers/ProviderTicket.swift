package import HTTPMessages

/// The step to take after an answer.
package enum ProviderStep: Sendable {
  case done(ProviderOutput)
  /// The work goes on: ask again after a pause.
  case wait(ProviderTicket)
  /// The work is over: ask for its result at once.
  case collect(ProviderTicket)
}

/// Work that a provider has taken, and the requests that follow it.
package struct ProviderTicket: Sendable {
  package var id: String
  /// Asks how far it is, or for its result.
  package var next: HTTPRequest
  /// Whether that leads away from where the provider is configured to be.
  package var isElsewhere = false
  /// Whether what it answers is the model's own, its failure included.
  package var isResult = false
  /// Calls it off; nil where the provider knows no such thing.
  package var cancellation: HTTPRequest?
}
