import Catalog
import HTTPMessages
package import Providers
import Sockets

/// The places that stand for providers in a service, each named as `PROVIDER=URL`.
package struct NamedUpstreams {
  package private(set) var accesses: [String: ProviderAccess] = [:]

  /// Whether one of them may take money: what is on this machine or its network takes none.
  package var isPaid: Bool { accesses.values.contains { !NamedUpstreams.isLocal($0.base) } }

  package init(_ words: [String], environment: [String: String]) throws {
    let providers = try Provider.shipped()
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let provider = providers.first(where: { $0.name == parts[0] }),
        let url = HTTPURL(parts[1])
      else { throw Fault.notAnUpstream(word, providers: providers.map(\.name)) }
      guard accesses[provider.name] == nil else { throw Fault.repeated(provider.name) }
      let base = HTTPURL.base(parts[1])
      // What stands between the host and the calls may be left out.
      let prefix = provider.path(ofBase: provider.calls[.submit]?.base ?? "")
      accesses[provider.name] = ProviderAccess(
        base: base.hasSuffix(prefix) ? base : base + prefix,
        key: try NamedUpstreams.key(provider, url, in: environment)
      )
    }
  }

  /// The environment's key; what plays a provider on this machine takes any that looks like one.
  private static func key(
    _ provider: Provider,
    _ url: HTTPURL,
    in environment: [String: String]
  ) throws(Fault) -> String {
    if let key = environment[provider.key.variable], !key.isEmpty { return key }
    guard isLocal(url.text) else {
      throw .noKey(provider: provider.name, variable: provider.key.variable)
    }
    return provider.key.sample
  }

  private static func isLocal(_ url: String) -> Bool {
    let host = HTTPURL(url)?.hostAndPort?.host ?? ""
    return host == "localhost" || IPAddress(host)?.isPrivate == true
  }

  /// A place that is named wrongly.
  package enum Fault: Error, Equatable, CustomStringConvertible {
    case notAnUpstream(String, providers: [String])
    case repeated(String)
    case noKey(provider: String, variable: String)

    package var description: String {
      switch self {
      case .notAnUpstream(let text, let providers):
        "'--upstream-for' must be PROVIDER=URL with PROVIDER one of "
          + "\(providers.joined(separator: ", ")), as fal=https://fal.run, not '\(text)'"
      case .repeated(let provider): "'--upstream-for' names \(provider) twice; name it once"
      case .noKey(let provider, let variable):
        "'--upstream-for \(provider)=…' needs a key: set \(variable)"
      }
    }
  }
}
