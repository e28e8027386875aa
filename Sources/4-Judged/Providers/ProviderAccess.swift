import HTTPMessages

/// Another place where a provider is reached, and the key there.
package struct ProviderAccess: Sendable {
  /// The URL before every path, without a closing slash: `https://fal.run`.
  package var base: String
  package var key: String

  package init(base: String, key: String) {
    self.base = HTTPURL.base(base)
    self.key = key
  }
}
