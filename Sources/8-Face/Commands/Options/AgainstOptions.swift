import Conformance
import Sessions
import Terminal

/// The way to a second gateway, which the first is held against.
enum AgainstOptions {
  static let key = Option.text(
    "against-key KEY",
    "the key that the other gateway wants",
    isSecret: true
  ).defaulting(to: "what its profile's key_variable holds, else any")
  static let listen = Option.text(
    "against-listen ADDRESS:PORT",
    "where the stub providers listen for the other gateway"
  ).defaulting(to: "as its profile says, else any free port of 127.0.0.1")
  static let url = Option.text(
    "against-url URL",
    "the stubs' address as the other gateway sees it"
  ).defaulting(to: "where they listen")

  static let all = Options(key, listen, url)
}

extension Invocation {
  /// A session with the gateway that the call's own is held against.
  func sessionPlan(_ sources: CaseSources, against name: String) throws -> SessionPlan {
    let reach = reach(
      key: self[AgainstOptions.key],
      listen: self[AgainstOptions.listen],
      upstreamURL: self[AgainstOptions.url]
    )
    return try sessionPlan(sources, gateway: name, before: .stubs, reach: reach)
  }
}
