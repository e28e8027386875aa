import Catalog

/// Where a provider is reached, and with which key.
package struct ProviderAccess: Sendable {
  /// What stands before every path, without a closing slash: `https://fal.run`.
  package var base: String
  package var key: String

  package init(base: String, key: String) {
    self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    self.key = key
  }
}

extension ProviderDialect {
  /// How the provider is reached, as its documents have it; the shipped facts hold it.
  var facts: ProviderFacts? { ProviderFacts.known[provider] }

  /// The key as the Authorization field has it.
  func authorization(_ access: ProviderAccess) -> String {
    "\(facts?.keyScheme ?? "Bearer") \(access.key)"
  }

  /// The URL of a call of the provider's by its name in the facts.
  func url(
    _ call: String,
    _ access: ProviderAccess,
    _ values: [String: String] = [:]
  ) throws(ProviderFailure) -> String {
    guard let path = facts?.path(call, filling: values) else {
      throw ProviderFailure(provider: provider, kind: .unreachable, message: "no call \(call)")
    }
    return access.base + path
  }
}
