package import Catalog
package import Providers

/// The dialects of all providers, led to stubs instead of the real hosts.
package enum OfflineDialects {
  /// `origin` is where the stubs are reached: `http://127.0.0.1:4021`; who stands in `accesses` is reached there instead.
  package static func all(
    at origin: String,
    isFalQueued: Bool = false,
    declared: [ProviderFacts] = [],
    instead accesses: [String: ProviderAccess] = [:]
  ) -> [any ProviderDialect] {
    let fal = ProviderAccess(base: origin + (isFalQueued ? "/fal-queue" : "/fal"), key: "any:key")
    let replicate = ProviderAccess(base: origin + "/replicate/v1", key: "r8_any")
    let fireworks = ProviderAccess(base: origin + "/fireworks/inference/v1", key: "fw_any")
    return [
      FalDialect(accesses["fal"] ?? fal, isQueued: isFalQueued),
      ReplicateDialect(accesses["replicate"] ?? replicate),
      FireworksDialect(accesses["fireworks"] ?? fireworks),
    ]
      + declared.map { facts in
        DeclaredDialect(facts, bases: facts.stubBases(at: origin), key: "any")
      }
  }
}
