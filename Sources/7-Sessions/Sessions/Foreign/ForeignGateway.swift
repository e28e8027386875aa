import Conformance
import HTTPMessages
import HTTPTransport

/// A foreign gateway for one run: its profile, and the facts that only the run knows.
struct ForeignGateway: Sendable {
  let profile: GatewayProfile
  /// The URL before `/images/generations`.
  let base: String
  let key: String
  let listenHost: String
  let listenPort: Int
  /// Who said so.
  let listenSetting: String
  /// The stubs' address as the gateway sees it.
  let upstreamURL: String
  /// Where its commands run: the profile's folder.
  let folder: String
  private let values: [String: String]

  /// Reads the profile; the values of the call go before its own.
  init(_ profile: GatewayProfile, folder: String, reach: SessionPlan.Reach) throws {
    let listen = reach.listen ?? profile.upstream.listen ?? "127.0.0.1:0"
    listenSetting = reach.listen != nil ? "--upstream-listen" : "the profile's upstream.listen"
    guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[colon...].dropFirst()),
      0...65535 ~= port
    else { throw SessionError.notAnAddress(option: "--upstream-listen", value: listen) }
    listenHost = String(listen[..<colon])
    // The gateway is told of the port before the stubs listen there.
    let free = try ForeignGateway.freePorts(3)
    listenPort = port == 0 ? free[0] : port
    upstreamURL =
      reach.upstreamURL ?? profile.upstream.url
      ?? "http://\(ForeignGateway.reachable(listenHost)):\(listenPort)"
    key = try reach.key ?? ForeignGateway.key(profile, reach.environment)
    var values = profile.upstream.paths.mapValues { [upstreamURL] in upstreamURL + $0 }
    values[ProfilePlaceholder.key] = key
    values[ProfilePlaceholder.folder] = folder
    values[ProfilePlaceholder.touchstone] = reach.executable ?? "touchstone"
    values[ProfilePlaceholder.port] = String(free[1])
    values[ProfilePlaceholder.port2] = String(free[2])
    self.profile = profile
    self.folder = folder
    self.values = values
    base = ProfilePlaceholder.filled(profile.base) { values[$0] }
  }

  /// A text of the profile with this run's values in it.
  func filled(_ text: String) -> String { ProfilePlaceholder.filled(text) { values[$0] } }

  /// The key that the profile's variable holds here, or in the environment that the gateway is started with.
  private static func key(
    _ profile: GatewayProfile,
    _ environment: [String: String]
  ) throws(SessionError) -> String {
    guard let variable = profile.keyVariable else { return "any" }
    if let key = environment[variable], !key.isEmpty { return key }
    if let given = profile.process.environment.first(where: { $0.from == variable }),
      !given.to.contains("{")
    {
      return given.to
    }
    // What is started here takes the key that it is given.
    guard profile.process.start.isEmpty else { return "sk-touchstone" }
    throw .noKey(variable: variable)
  }

  /// An address that listens at all of them is reached at this machine's own.
  private static func reachable(_ host: String) -> String {
    ["0.0.0.0", "[::]", "::"].contains(host) ? "127.0.0.1" : host
  }

  /// Ports that were free a moment ago.
  private static func freePorts(_ count: Int) throws -> [Int] {
    let nobody = HTTPHandlerClosure { _ in HTTPResponse(503) }
    let servers = try (0..<count).map { _ in try HTTPServer(serving: nobody) }
    defer { for server in servers { server.stop() } }
    return servers.map(\.port)
  }
}
