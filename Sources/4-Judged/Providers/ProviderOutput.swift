package import Catalog

/// The pictures that a provider made in one call.
package struct ProviderOutput: Sendable, Equatable {
  package var images: [ProviderImage]
  /// The prompt as the provider used it, where it says so.
  package var prompt: String?
  package var seed: Int?
  /// The tokens that it counted for all of them, where it counts tokens.
  package var usage: TokenUsage?

  package init(
    images: [ProviderImage],
    prompt: String? = nil,
    seed: Int? = nil,
    usage: TokenUsage? = nil
  ) {
    self.images = images
    self.prompt = prompt
    self.seed = seed
    self.usage = usage
  }
}

/// A picture as a provider hands it out: to be fetched, or at hand.
package enum ProviderImage: Sendable, Equatable {
  case url(String)
  case bytes([UInt8])
}
