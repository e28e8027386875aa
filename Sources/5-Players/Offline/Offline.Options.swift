package import Gateway
package import Providers

extension Offline {
  /// How the providers are reached and played, and what else the gateway is told.
  package struct Options: Sendable {
    package var isFalQueued = false
    package var schedule = PollSchedule.eager
    /// How long the gateway gives a provider.
    package var patience = Duration.seconds(120)
    /// How long a picture may pause on its way.
    package var silence = Duration.seconds(10)
    package var latency = Latency.none
    /// The upstreams that play a provider instead of its stub, by the provider's slug.
    package var upstreams: [String: ProviderAccess] = [:]
    /// Settles what is the gateway's alone: its key, its models, where it keeps pictures.
    package var settle: @Sendable (inout GatewaySettings) -> Void = { _ in }

    package init() {}
  }
}
