import Bytes
package import Catalog

/// The base URLs of whoever plays the providers at one address, for people to paste.
package struct PlayedBases {
  private let url: String

  package init(at url: String) { self.url = url }

  /// Those that recordings know.
  package var recorded: String {
    """
      fal         \(url)/fal          (queue: \(url)/fal-queue)
      Replicate   \(url)/replicate/v1
      Fireworks   \(url)/fireworks/inference/v1

    """
  }

  /// The words that `replay` prints once it listens.
  package func replayBanner(exchanges: Int, recordings: Int) -> String {
    """
    Replaying \(exchanges.counted("exchange")) of \(recordings.counted("recording")) at \(url): base URLs are

    \(recorded)
    Nothing reaches the network. Ctrl-C stops it.


    """
  }

  /// The words that `stub` prints once it listens.
  package func stubBanner(_ catalog: ModelCatalog) -> String {
    let providers = catalog.everyProvider
    let keys = providers.filter { $0.key.sample != "any" }
      .map { "\($0.key.sample) at \($0.title)" }.joined(separator: ", ")
    let width = providers.map(\.title.count).max() ?? 0
    let ways = providers.map { "  \(way(to: $0, width))" }.joined(separator: "\n")
    return """
      Stub providers at \(url): set your gateway's base URLs to

      \(ways)

      or print a recipe: touchstone stub --print env|litellm|node|caddy|compose. Clients that insist on
      https or on the providers' own hosts want --tls-cert and --tls-key. Any key of a provider's own
      form will do: \(keys).
      Webhooks are sent.
      What came in: \(url)/__touchstone/journal. Ctrl-C stops it.


      """
  }

  /// A provider's title, so wide, and where it takes orders.
  private func way(to provider: Provider, _ width: Int) -> String {
    let bases = provider.stubBases(at: url)
    let way = provider.calls[.submit].flatMap { bases[$0.base] } ?? ""
    let queue = provider.calls[.enqueue].flatMap { bases[$0.base] }.map { "  (queue: \($0))" }
    let gap = String(repeating: " ", count: width - provider.title.count)
    return "\(provider.title)\(gap)  \(way)\(queue ?? "")"
  }
}
