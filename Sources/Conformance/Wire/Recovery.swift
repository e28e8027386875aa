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

  /// Whether all are served again that the case was about: an offer, or all offers of a model.
  package func wait(after item: Case) async -> Bool {
    guard !isGivenUp.load(ordering: .relaxed) else { return true }
    let deadline = gateway.clock.now.advanced(by: patience)
    for name in models(of: item) {
      guard await isServed(name, by: deadline) else {
        isGivenUp.store(true, ordering: .relaxed)
        return false
      }
    }
    return true
  }

  private func models(of item: Case) -> [String] {
    guard let model = item.model else { return [] }
    if let provider = item.provider { return names["\(provider)/\(model)"].map { [$0] } ?? [] }
    return names.keys.filter { $0.hasSuffix("/\(model)") }.sorted().compactMap { names[$0] }
  }

  /// Asks again and again, ever more slowly.
  private func isServed(_ name: String, by deadline: ContinuousClock.Instant) async -> Bool {
    var pause = Duration.milliseconds(10)
    while gateway.clock.now < deadline, !Task.isCancelled {
      if await isServed(name) { return true }
      try? await gateway.clock.wait(for: pause)
      pause = min(pause * 2, .milliseconds(250))
    }
    return false
  }

  private func isServed(_ name: String) async -> Bool {
    let request = ClientRequest(
      path: "/images/generations",
      fields: ["model": .string(name), "prompt": WireQuestion.smallPicture]
    )
    let seen = try? await gateway.marked { try await gateway.ask(request, for: $0, catalog) }
    return seen?.status == 200
  }
}
