import Foundation
import HTTPTransport
import Stubs

extension Verb {
  static let stub = Verb(
    name: "stub",
    operands: .none,
    summary: "the stub providers alone, for a gateway of your own",
    options: Service.options + Service.tlsOptions,
    run: StubVerb.run
  )
}

private enum StubVerb {
  static func run(_ call: Invocation) async throws -> ExitCode {
    let stubs = StubServer(
      try call.catalog(),
      clock: LoopWaiting(),
      client: HTTPClient(reaching: .anyAddress),
      unixTime: { Int(Date().timeIntervalSince1970) }
    )
    let service = Service(handler: stubs, call: call, defaultPort: 4021)
    return try await service.run(security: Service.security(call), banner: banner)
  }

  private static func banner(_ server: HTTPServer) -> String {
    """
    Stub providers at \(server.url): set your gateway's base URLs to

      fal         \(server.url)/fal          (queue: \(server.url)/fal-queue)
      Replicate   \(server.url)/replicate/v1
      Fireworks   \(server.url)/fireworks/inference/v1

    Any key will do. What came in: \(server.url)/__touchstone/journal. Ctrl-C stops it.


    """
  }
}
