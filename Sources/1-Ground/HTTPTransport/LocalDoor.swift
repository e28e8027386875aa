package import HTTPMessages
import Sockets

/// The door of a server for this machine alone: a client that calls it by another machine's name stays out.
///
/// A web page can have a name of its own lead to 127.0.0.1, and then order and read like any program here. The
/// Host field still says the page's name.
package struct LocalDoor: HTTPHandler {
  /// Whether a host's name, or what a page comes from, counts as this machine's own.
  package struct Names: Sendable {
    private let isAlso: @Sendable (String) -> Bool

    /// `isAlso` knows names that lead here by the user's own will.
    package init(isAlso: @escaping @Sendable (String) -> Bool = { _ in false }) {
      self.isAlso = isAlso
    }

    /// The names that containers have for the machine they run on; no one can lead them elsewhere.
    private static let containerNames: Set = ["host.docker.internal", "host.containers.internal"]

    package func hold(_ authority: String) -> Bool {
      let host = Names.host(of: authority)
      return Names.isLoopback(host) || Names.containerNames.contains(host) || isAlso(host)
    }

    /// Whether an address to listen at is reached by this machine alone.
    package static func isLoopback(_ host: String) -> Bool {
      if let ip = IPAddress(host) { return ip.isLoopback }
      return host == "localhost" || host.hasSuffix(".localhost")
    }

    /// Without port and brackets, in small letters: `[::1]:4020` is `::1`.
    private static func host(of authority: String) -> String {
      let bracketed = authority.hasPrefix("[")
      let end = bracketed ? authority.firstIndex(of: "]") : authority.lastIndex(of: ":")
      return authority[..<(end ?? authority.endIndex)].dropFirst(bracketed ? 1 : 0).lowercased()
    }
  }

  private let inside: any HTTPHandler
  private let names: Names
  private let asksForOrigin: Bool
  private let refusal: @Sendable (String) -> HTTPResponse

  /// `refusal` puts a sentence in the shape of the service; pages of other places stay out where
  /// `asksForOrigin` says so.
  package init(
    to inside: any HTTPHandler,
    names: Names,
    asksForOrigin: Bool,
    refusal: @escaping @Sendable (String) -> HTTPResponse
  ) {
    self.inside = inside
    self.names = names
    self.asksForOrigin = asksForOrigin
    self.refusal = refusal
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    guard names.hold(request.authority) else {
      return refusal(
        "\(request.authority) is no name of this machine, which alone is served here; "
          + "if it is one of yours, start with --allow-host"
      )
    }
    guard !asksForOrigin || isAtHome(request) else {
      return refusal(
        "a page of another place may not ask here; "
          + "if it is one of yours, start with --allow-host and the page's host"
      )
    }
    return try await inside.respond(to: request)
  }

  /// Browsers say where a page comes from, or at least that it is from elsewhere; programs say nothing.
  private func isAtHome(_ request: HTTPRequest) -> Bool {
    guard let origin = request.fields["Origin"] else {
      return request.fields["Sec-Fetch-Site"] != "cross-site"
    }
    return HTTPURL(origin).map { names.hold($0.authority) } ?? false
  }
}
