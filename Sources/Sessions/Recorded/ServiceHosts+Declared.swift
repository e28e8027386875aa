package import Catalog
import HTTPMessages
package import Recordings

extension ModelCatalog {
  /// Which host plays which part, those of declared providers among them.
  package var serviceHosts: ServiceHosts {
    var hosts = ServiceHosts.providers
    for facts in providers {
      for (base, url) in facts.bases {
        let names = [HTTPURL(url)?.authority].compactMap { $0 } + (facts.hosts[base] ?? [])
        for name in names {
          let part = facts.stubStep(ofBase: base)
          if name.hasPrefix("*") { hosts.endings[String(name.dropFirst())] = part }
          if !name.hasPrefix("*") { hosts.prefixes[name] = part }
        }
      }
    }
    return hosts
  }
}

extension ProviderFacts {
  /// The parts that want the provider's key: where work is ordered and asked after, and nowhere else.
  package var partsWithKeys: [String] {
    if name == "fal" { return ["fal", "fal-queue", "fal-rest"] }
    if ProviderFacts.known[name] != nil { return [name] }
    return Set(calls.values.filter { !$0.isOpen }.map { stubStep(ofBase: $0.base) }).sorted()
  }
}
