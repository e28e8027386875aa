import Foundation
import HTTPTransport
import Stubs

extension Verb {
  static let stub = Verb(
    name: "stub",
    operands: .none,
    summary: "the stub providers alone, for a gateway of your own",
    options: Service.options + [
      .value("tls-cert", "FILE", "serve https with this certificate chain, in PEM"),
      .value("tls-key", "FILE", "the certificate's private key, in PEM"),
    ],
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
    return try await service.run(security: security(call), banner: banner)
  }

  /// For clients that hard-wire https; nil where neither file is named.
  private static func security(_ call: Invocation) throws -> TLSContext? {
    switch (call.value("tls-cert"), call.value("tls-key")) {
    case (nil, nil): return nil
    case (let certificate?, let key?):
      return try TLSContext.server(
        certificate: call.absolute(certificate),
        key: call.absolute(key)
      )
    case (nil, _): throw UsageError.missingCompanion(option: "--tls-key", needs: "--tls-cert FILE")
    case (_, nil): throw UsageError.missingCompanion(option: "--tls-cert", needs: "--tls-key FILE")
    }
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
