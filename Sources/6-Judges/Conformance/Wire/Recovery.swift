import CanonicalJSON
import HTTPMessages
import Synchronization

/// Waits after a provider's failure until the gateway serves again, for a circuit breaker is no fault.
package final class Recovery: Sendable {
  private let witness: WireWitness
  private let patience: Duration
  private let names: [String: String]
  /// Whether it was waited for once in vain, and is waited for no more.
  private let isGivenUp = Atomic(false)

  /// `names` are what clients call a model, by what the cases say of it: `fal/flux.2-max`.
  package init(
    _ witness: WireWitness,
    names: [String: String],
    patience: Duration = .seconds(30)
  ) {
    self.witness = witness
    self.names = names
    self.patience = patience
  }

  /// Whether all are served again that the case was about: an offer, or all offers of a model.
  package func wait(after item: Case) async -> Bool {
    guard !isGivenUp.load(ordering: .relaxed) else { return true }
    let deadline = witness.clock.now.advanced(by: patience)
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
    while witness.clock.now < deadline, !Task.isCancelled {
      if await isServed(name) { return true }
      try? await witness.clock.wait(for: pause)
      pause = min(pause * 2, .milliseconds(250))
    }
    return false
  }

  private func isServed(_ name: String) async -> Bool {
    let request = Ask(
      path: "/images/generations",
      fields: ["model": .string(name), "prompt": Ask.smallPicture]
    )
    let seen = try? await witness.marked { try await witness.testimony(to: request, for: $0) }
    return seen?.status == 200
  }
}
