import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Providers
import Sessions
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
    let upstreams = try NamedUpstreams(
      call[ServeOptions.upstreams],
      environment: call.console.environment
    )
    let servesAnyModel = call[ServeOptions.anyModel]
    let buysTwice = call[ServeOptions.unknownOutcome] == .elsewhere
    if servesAnyModel, upstreams.accesses["fal"] != nil { throw ServeUsage.anyModelWithoutStub }
    let given = call[ServeOptions.key]
    let key = given ?? (upstreams.isPaid ? ClientKey.made() : nil)
    let pictures = try call[ServeOptions.store].map { try PictureFolder(path: call.absolute($0)) }
    var offline = Offline.Options()
    offline.isFalQueued = call[ServeOptions.fal] == .queue
    offline.latency = call[ServeOptions.latency]
    offline.upstreams = upstreams.accesses
    offline.schedule = upstreams.accesses.isEmpty ? .eager : .patient
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
    environment = ServeOptions.environment(call, isOffline: upstreams.accesses.isEmpty)
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
}

/// The consequence of an order whose outcome can't be found out.
enum UnknownOutcome: String, CaseIterable { case error, elsewhere }

/// How fal is called.
enum FalWay: String, CaseIterable { case sync, queue }

/// A mistake in how `serve` was called.
enum ServeUsage: Error, Equatable, CustomStringConvertible {
  case notALatency(String)
  case anyModelWithoutStub

  var description: String {
    switch self {
    case .notALatency(let text):
      "'--latency' must be realistic, none or xN with N from 0 to 100, not '\(text)'"
    case .anyModelWithoutStub:
      "'--any-model' needs fal's stub, which '--upstream-for fal=…' replaces; leave one of them out"
    }
  }
}
