import Catalog
import Providers

extension ProviderDialect {
  private static let keys = ["fal": "a:b", "replicate": "r8_fake", "fireworks": "fw_fake"]

  /// The shipped providers, each at a host of its own name.
  static func shipped(isQueued: Bool = false) -> [ProviderDialect] {
    keys.compactMap { name, key in
      Provider.known[name].map {
        ProviderDialect($0, at: .init(base: "http://\(name)", key: key), isQueued: isQueued)
      }
    }
  }
}
