/// Where providers are reached: by their own hosts, and by paths at a server that plays them all.
package struct ProviderMap: Sendable {
  /// A base of one provider.
  package struct Site: Sendable {
    package let provider: Provider
    package let base: String
  }

  private var steps: [String: Site] = [:]
  private var hosts: [String: Site] = [:]
  /// By what stands behind a host's first label.
  private var families: [String: Site] = [:]

  /// Of two providers with one host, the later has it.
  package init(_ providers: [Provider]) {
    for provider in providers {
      for (step, base) in provider.stubSteps {
        steps[step] = Site(provider: provider, base: base)
      }
      for (host, base) in provider.everyHost {
        let site = Site(provider: provider, base: base)
        if host.hasPrefix("*.") { families[String(host.dropFirst(2))] = site }
        if !host.hasPrefix("*.") { hosts[host] = site }
      }
    }
  }

  /// The base that a path's first step leads to: `fal-queue`.
  package func site(ofStep step: String) -> Site? { steps[step] }

  /// The base that an authority answers as: `queue.fal.run:443`.
  package func site(ofAuthority authority: String) -> Site? {
    let host = String(authority.lowercased().prefix { $0 != ":" })
    if let site = hosts[host] { return site }
    return host.firstIndex(of: ".").flatMap { families[String(host[$0...].dropFirst())] }
  }
}
