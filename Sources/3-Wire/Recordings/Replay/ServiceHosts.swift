package import Catalog
package import HTTPMessages

/// Which host plays which part, and under what path a local server stands in for it.
///
/// `https://queue.fal.run/x` and `http://127.0.0.1:4021/fal-queue/x` are the same place, so that a recording
/// of the real provider answers a gateway that is pointed at this machine.
package struct ServiceHosts: Sendable {
  /// By host: the first part of the path.
  package var prefixes: [String: String]
  /// For hosts that come in numbers, by what their names end in.
  package var endings: [String: String]

  package init(prefixes: [String: String], endings: [String: String] = [:]) {
    self.prefixes = prefixes
    self.endings = endings
  }

  /// The hosts of providers; of two with one host, the later has it.
  package init(_ providers: [Provider]) {
    self.init(prefixes: [:])
    for provider in providers {
      for (host, base) in provider.everyHost {
        let part = provider.stubStep(ofBase: base)
        if host.hasPrefix("*") { endings[String(host.dropFirst())] = part }
        if !host.hasPrefix("*") { prefixes[host] = part }
      }
    }
  }

  /// Those of the shipped providers.
  package static let providers = ServiceHosts(Array(Provider.known.values))

  /// `/fal-queue`, or nothing for a host that has no part.
  package func prefix(ofAuthority authority: String) -> String {
    let isLowercase = !authority.utf8.contains { 0x41...0x5A ~= $0 }
    let name = isLowercase ? authority : authority.lowercased()
    let host = name.utf8.firstIndex(of: UInt8(ascii: ":")).map { String(name[..<$0]) } ?? name
    if let prefix = prefixes[host] { return "/\(prefix)" }
    let ending = endings.first { host.utf8.suffix($0.key.utf8.count).elementsEqual($0.key.utf8) }
    return ending.map { "/\($0.value)" } ?? ""
  }

  /// The real address of a local path: the host whose part its first part names, and the rest.
  package func upstream(of target: HTTPTarget) -> HTTPURL? {
    let text = target.text.dropFirst()
    let name = text.prefix { $0 != "/" && $0 != "?" }
    let hosts = prefixes.filter { $0.value == name }.keys.sorted { ($0.count, $0) < ($1.count, $1) }
    return hosts.first.flatMap { HTTPURL("https://\($0)\(text.dropFirst(name.count))") }
  }
}
