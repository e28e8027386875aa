extension Provider {
  /// The base where finished pictures lie.
  package static let media = "media"

  /// The first step of a path that leads to a base of this provider at the stubs: `bfl`, `bfl-poll`.
  ///
  /// Pictures of all providers lie in one place.
  package func stubStep(ofBase base: String) -> String {
    if base == Provider.media { return base }
    return base == calls[.submit]?.base ? name : "\(name)-\(base)"
  }

  /// The base behind each first step of a path at the stubs.
  package var stubSteps: [String: String] {
    Dictionary(bases.keys.map { (stubStep(ofBase: $0), $0) }) { first, _ in first }
  }

  /// Where each base is while the stubs at `origin` play the provider.
  package func stubBases(at origin: String) -> [String: String] {
    var stubs: [String: String] = [:]
    for base in bases.keys {
      stubs[base] = "\(origin)/\(stubStep(ofBase: base))\(path(ofBase: base))"
    }
    return stubs
  }

  /// The first steps that want the provider's key: where work is ordered and asked after, and nowhere else.
  package var stepsWithKey: [String] {
    Set(calls.values.filter { !$0.isOpen }.map { stubStep(ofBase: $0.base) }).sorted()
  }

  /// The part between a base's host and the paths of its calls: `/v1`.
  package func path(ofBase base: String) -> String {
    guard let url = bases[base] else { return "" }
    return url.split(separator: "/", maxSplits: 2).dropFirst(2).first.map { "/\($0)" } ?? ""
  }

  /// The name of the base that this host answers as: `queue` for `queue.fal.run`.
  package func base(ofHost host: String) -> String? {
    let own = bases.sorted { $0.key < $1.key }.first { Provider.host(of: $0.value) == host }
    if let own { return own.key }
    let parent = host.split(separator: ".", maxSplits: 1).last.map { "*.\($0)" }
    return hosts.sorted { $0.key < $1.key }.first { _, others in
      others.contains { $0 == host || $0 == parent }
    }?.key
  }

  /// Every host with the name of the base that it answers as.
  package var everyHost: [(host: String, base: String)] {
    bases.compactMap { base, url in Provider.host(of: url).map { ($0, base) } }
      + hosts.flatMap { base, hosts in hosts.map { ($0, base) } }
  }

  private static func host(of url: String) -> String? {
    url.split(separator: "/").dropFirst().first.map(String.init)
  }
}
