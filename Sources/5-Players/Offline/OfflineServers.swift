package import Catalog
package import Exchanges
import HTTPMessages
package import HTTPTransport
package import Stubs

/// Gateway and stubs on sockets of their own, so that each hop is a real one.
package struct OfflineServers: Sendable {
  package let gateway: HTTPServer
  package let upstream: HTTPServer
  package let stubs: StubServer

  /// Binds both ports of this machine; port 0 takes any that is free.
  package init(
    _ catalog: ModelCatalog,
    gatewayPort: Int = 0,
    upstreamPort: Int = 0,
    journal: Journal = Journal(),
    options: Offline.Options = Offline.Options()
  ) throws {
    let environment = Environment.online
    stubs = StubServer(catalog, journal: journal, in: environment)
    upstream = try HTTPServer(serving: stubs, port: upstreamPort)
    let offline = Offline(
      catalog,
      stubs: stubs,
      origin: upstream.url,
      client: HTTPClient(reaching: .anyAddress),
      in: environment,
      options: options
    )
    gateway = try HTTPServer(serving: offline.gateway, port: gatewayPort)
  }

  /// Answers requests at both ports until `stop`, or until the task is cancelled.
  package func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await upstream.run() }
      group.addTask { try await gateway.run() }
      try await group.waitForAll()
    }
  }

  package func stop() {
    gateway.stop()
    upstream.stop()
  }
}
