import CanonicalJSON
import Contract
import Files
import HTTPMessages
import HTTPTransport
import Recordings
import Terminal

extension Service {
  static let allowedHosts = Option.list(
    "allow-host NAME",
    "let clients call this machine by that name, too; where it listens for itself alone, only names of its own do"
  )

  /// Where the network may come in, there is no door to let a name through.
  static let rules: [OptionRule] = [
    .apart(host, saying: { !LocalDoor.Names.isLoopback($0) }, from: Options(allowedHosts))
  ]

  /// The door before `handler`; none where the network may come in anyway.
  func guarded(_ handler: any HTTPHandler) -> any HTTPHandler {
    guard LocalDoor.Names.isLoopback(call[Service.host]) else { return handler }
    let named = Set(call[Service.allowedHosts].map { $0.lowercased() } + call.hostsOfProfile)
    return LocalDoor(
      to: handler,
      names: LocalDoor.Names { [playedHosts] host in
        named.contains(host) || !playedHosts.prefix(ofAuthority: host).isEmpty
      },
      asksForOrigin: spendsForAnybody,
      refusal: { [refusalBody] in
        HTTPResponse(
          403,
          fields: ["Content-Type": "application/json"],
          body: .bytes(refusalBody($0).bytes())
        )
      }
    )
  }
}

extension Invocation {
  /// The hosts by which the project's profile calls what is served here.
  fileprivate var hostsOfProfile: [String] {
    guard let project = try? goldenLayers().project,
      let profile = try? JSON(parsing: project.bytes(of: "gateway.json"))
    else { return [] }
    return [profile["base"], profile["upstream"]?["url"]].compactMap { url in
      url?.stringValue.flatMap(HTTPURL.init)?.hostAndPort?.host.lowercased()
    }
  }
}
