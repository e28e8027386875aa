import Offline
import Sessions
import Terminal

/// How the reference gateway is served.
enum ServeOptions {
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

  static func wish(_ call: Invocation) -> ServedReference.Wish {
    var wish = ServedReference.Wish()
    wish.upstreams = call[upstreams]
    wish.key = call[key]
    wish.servesAnyModel = call[anyModel]
    wish.buysTwice = call[unknownOutcome] == .elsewhere
    wish.store = call[store].map(call.absolute)
    wish.isFalQueued = call[fal] == .queue
    wish.latency = call[latency]
    wish.allowsLocalURLs = call[localURLs]
    return wish
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

  var description: String {
    switch self {
    case .notALatency(let text):
      "'--latency' must be realistic, none or xN with N from 0 to 100, not '\(text)'"
    }
  }
}
