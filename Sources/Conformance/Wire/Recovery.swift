import CanonicalJSON
package import Catalog
import HTTPMessages
import Synchronization

/// Waits after a provider's failure until the gateway serves again, for a circuit breaker is no fault.
package final class Recovery: Sendable {
  private let gateway: GatewayUnderTest
  private let catalog: ModelCatalog
  private let patience: Duration
  private let names: [String: String]
  /// Whether it was waited for once in vain, and is waited for no more.
  private let isGivenUp = Atomic(false)

  /// `names` are what clients call a model, by what the cases say of it: `fal/flux.2-max`.
  package init(
    _ gateway: GatewayUnderTest,
    catalog: ModelCatalog,
    names: [String: String],
    patience: Duration = .seconds(30)
  ) {
    self.gateway = gateway
    self.catalog = catalog
    self.names = names
    self.patience = patience
  }

  /// Whether the model that the case was about is served again.
  package func wait(after item: Case) async -> Bool {
    guard let name = item.offerName.flatMap({ names[$0] }), !isGivenUp.load(ordering: .relaxed)
    else { return true }
    let clock = gateway.clock
    let deadline = clock.now.advanced(by: patience)
    while clock.now < deadline, !Task.isCancelled {
      if await isServed(name) { return true }
      try? await clock.wait(for: .milliseconds(250))
    }
    isGivenUp.store(true, ordering: .relaxed)
    return false
  }

  private func isServed(_ name: String) async -> Bool {
    let request = ClientRequest(
      path: "/images/generations",
      fields: ["model": .string(name), "prompt": "a red cube on a white table"]
    )
    let seen = try? await gateway.marked { try await gateway.ask(request, for: $0, catalog) }
    return seen?.status == 200
  }
}
