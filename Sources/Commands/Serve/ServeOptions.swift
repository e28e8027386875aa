import Catalog
import HTTPMessages
import HTTPTransport
import Offline
import Providers
import Sessions
import Sockets

/// What `serve` was told to do.
struct ServeOptions {
  let offline: Offline.Options

  init(_ call: Invocation) throws {
    var options = Offline.Options(unixTime: { WallClock.seconds })
    options.key = call.value("key")
    options.servesAnyModel = call.isSet("any-model")
    options.isFalQueued = try call.choice("fal", of: FalWay.self) == .queue
    if let text = call.value("latency") {
      guard let latency = Latency(text) else { throw ServeUsage.notALatency(text) }
      options.latency = latency
    }
    if let folder = call.value("store") {
      options.shelf = try FolderShelf(path: call.absolute(folder))
    }
    options.upstreams = try ServeOptions.upstreams(call)
    if options.servesAnyModel, options.upstreams["fal"] != nil {
      throw ServeUsage.anyModelWithoutStub
    }
    if !options.upstreams.isEmpty {
      options.network = HTTPClient(reaching: .anyAddress)
      options.schedule = .patient
    }
    options.downloads = HTTPClient(
      HTTPClientOptions(
        addresses: call.isSet("local-urls") ? .anyAddress : .publicOnly,
        whole: .seconds(60),
        redirects: 3
      )
    )
    offline = options
  }

  private enum FalWay: String, CaseIterable {
    case sync
    case queue
  }

  private static func upstreams(_ call: Invocation) throws -> [String: ProviderAccess] {
    let providers = try Provider.shipped()
    var accesses: [String: ProviderAccess] = [:]
    for text in call.list("upstream-for") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let provider = providers.first(where: { $0.name == parts[0] }),
        let url = HTTPURL(parts[1])
      else {
        throw ServeUsage.notAnUpstream(text, providers: providers.map(\.name))
      }
      guard accesses[provider.name] == nil else {
        throw ServeUsage.repeatedUpstream(provider.name)
      }
      let base = parts[1].hasSuffix("/") ? String(parts[1].dropLast()) : parts[1]
      // What stands between the host and the calls may be left out.
      let prefix = provider.path(ofBase: provider.calls[.submit]?.base ?? "")
      accesses[provider.name] = ProviderAccess(
        base: base.hasSuffix(prefix) ? base : base + prefix,
        key: try key(provider, url, call)
      )
    }
    return accesses
  }

  /// The environment's key; what plays a provider on this machine takes any that looks like one.
  private static func key(
    _ provider: Provider,
    _ url: HTTPURL,
    _ call: Invocation
  ) throws(ServeUsage) -> String {
    if let key = call.console.environment[provider.key.variable], !key.isEmpty { return key }
    let host = url.hostAndPort?.host ?? ""
    guard host == "localhost" || IPAddress(host)?.isPrivate == true else {
      throw .noKey(provider: provider.name, variable: provider.key.variable)
    }
    return provider.key.sample
  }
}

/// What is wrong with how `serve` was called.
enum ServeUsage: Error, Equatable, CustomStringConvertible {
  case notALatency(String)
  case notAnUpstream(String, providers: [String])
  case repeatedUpstream(String)
  case noKey(provider: String, variable: String)
  case anyModelWithoutStub
  case unusableStore(path: String, why: String)

  var description: String {
    switch self {
    case .notALatency(let text):
      "'--latency' must be realistic, none or xN with N from 0 to 100, not '\(text)'"
    case .notAnUpstream(let text, let providers):
      "'--upstream-for' must be PROVIDER=URL with PROVIDER one of "
        + "\(providers.joined(separator: ", ")), as fal=https://fal.run, not '\(text)'"
    case .repeatedUpstream(let provider):
      "'--upstream-for' names \(provider) twice; name it once"
    case .noKey(let provider, let variable):
      "'--upstream-for \(provider)=…' needs a key: set \(variable)"
    case .anyModelWithoutStub:
      "'--any-model' needs fal's stub, which '--upstream-for fal=…' replaces; leave one of them out"
    case .unusableStore(let path, let why):
      "'--store' can't keep pictures in \(path): \(why)"
    }
  }
}
