import Catalog
import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Providers
import Sessions
import Sockets
import Terminal

/// The options that `serve` was given.
struct ServeOptions {
  static let fal = Option<FalWay?>.choice("fal sync|queue", "how fal is called")
    .defaulting(to: "sync")
  static let key = Option.clientKey.saying(
    "the key that clients must give"
  ).defaulting(to: "any; where a real provider is paid, a new one that is printed")
  static let store = Option.text("store DIR", "keep hosted pictures in this folder, too")
  static let anyModel = Option.flag(
    "any-model",
    "also serve models that no catalog knows, by general rules, and mark them"
  )
  static let localURLs = Option.flag(
    "local-urls",
    "allow edits whose picture URLs lead to this machine or its network"
  )
  static let unknownOutcome = Option<UnknownOutcome?>.choice(
    "unknown-outcome error|elsewhere",
    "what a client gets for an order whose answer was lost: an error, or another provider's picture"
  ).defaulting(to: "error")
  static let latency = Option<Latency>.read(
    "latency realistic|none|xN",
    "how long pictures take, or N times as long as realistic",
    unlessGiven: .none
  ) { word throws(ServeUsage) in
    guard let latency = Latency(word) else { throw .notALatency(word) }
    return latency
  }.defaulting(to: "none")
  static let upstreams = Option.list(
    "upstream-for PROVIDER=URL",
    "call this URL instead of the stub, with the key in FAL_KEY or the like"
  )

  /// The key that clients must give; nil lets any bearer pass.
  let key: String?
  let servesAnyModel: Bool
  let offline: Offline.Options
  let environment: Environment
  /// The key as the banner tells it: one that was named is not repeated, one that was made must be told.
  let shownKey: String

  init(_ call: Invocation, _ notes: PlanNotes) throws {
    let upstreams = try ServeOptions.upstreams(call)
    let servesAnyModel = call[ServeOptions.anyModel]
    let buysTwice = call[ServeOptions.unknownOutcome] == .elsewhere
    if servesAnyModel, upstreams["fal"] != nil { throw ServeUsage.anyModelWithoutStub }
    let given = call[ServeOptions.key]
    let isPaid = upstreams.values.contains { !ServeOptions.isLocal($0.base) }
    let key = given ?? (isPaid ? ClientKey.made() : nil)
    let pictures = try call[ServeOptions.store].map { try PictureFolder(path: call.absolute($0)) }
    var offline = Offline.Options()
    offline.isFalQueued = call[ServeOptions.fal] == .queue
    offline.latency = call[ServeOptions.latency]
    offline.upstreams = upstreams
    offline.schedule = upstreams.isEmpty ? .eager : .patient
    offline.settle = { settings in
      settings.key = key
      settings.servesAnyModel = servesAnyModel
      settings.buysTwice = buysTwice
      settings.pictureStore = pictures
      settings.notePlan = { id, summary in notes.put(summary, for: id) }
    }
    self.key = key
    shownKey = given != nil ? "…the key you gave" : key ?? "any"
    self.servesAnyModel = servesAnyModel
    self.offline = offline
    environment = ServeOptions.environment(call, isOffline: upstreams.isEmpty)
  }

  private static func environment(_ call: Invocation, isOffline: Bool) -> Environment {
    var environment = isOffline ? Environment.offline : .online
    environment.downloads = HTTPClient(
      HTTPClientOptions(
        addresses: call[localURLs] ? .anyAddress : .publicOnly,
        whole: .seconds(60),
        redirects: 3
      )
    )
    return environment
  }

  static let options =
    Options(key, anyModel, latency, store, upstreams, fal, localURLs, unknownOutcome)

  private static func upstreams(_ call: Invocation) throws -> [String: ProviderAccess] {
    let providers = try Provider.shipped()
    var accesses: [String: ProviderAccess] = [:]
    for text in call[ServeOptions.upstreams] {
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
    guard isLocal(url.text) else {
      throw .noKey(provider: provider.name, variable: provider.key.variable)
    }
    return provider.key.sample
  }

  /// Whether a URL leads to this machine or its network, where no server takes money.
  private static func isLocal(_ url: String) -> Bool {
    let host = HTTPURL(url)?.hostAndPort?.host ?? ""
    return host == "localhost" || IPAddress(host)?.isPrivate == true
  }
}

/// The consequence of an order whose outcome can't be found out.
enum UnknownOutcome: String, CaseIterable { case error, elsewhere }

/// How fal is called.
enum FalWay: String, CaseIterable { case sync, queue }

/// A mistake in how `serve` was called.
enum ServeUsage: Error, Equatable, CustomStringConvertible {
  case notALatency(String)
  case notAnUpstream(String, providers: [String])
  case repeatedUpstream(String)
  case noKey(provider: String, variable: String)
  case anyModelWithoutStub

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
    }
  }
}
