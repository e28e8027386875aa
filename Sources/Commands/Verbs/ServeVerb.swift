import Exchanges
import Foundation
import HTTPTransport
import Offline

extension Verb {
  static let serve = Verb(
    name: "serve",
    operands: .none,
    summary: "the reference gateway with stub providers, offline: no key, no bill",
    options: Service.options + [
      .value("key", "KEY", "the key that clients must give; any will do unless given")
    ],
    run: ServeVerb.run
  )
}

private enum ServeVerb {
  static func run(_ call: Invocation) async throws -> ExitCode {
    var options = Offline.Options(unixTime: { Int(Date().timeIntervalSince1970) })
    options.key = call.value("key")
    let offline = Offline(try call.catalog(), clock: LoopWaiting(), options: options)
    let service = Service(handler: offline.gateway, call: call, defaultPort: 4020)
    return try await service.run { server in banner(server, key: call.value("key")) }
  }

  private static func banner(_ server: HTTPServer, key: String?) -> String {
    """
    The reference gateway, offline, at \(server.url)

      export OPENAI_BASE_URL=\(server.url)/openai/v1
      export OPENAI_API_KEY=\(key == nil ? "any" : "…the key you gave")

      curl \(server.url)/openai/v1/images/generations \\
        -H "Authorization: Bearer $OPENAI_API_KEY" -H "Content-Type: application/json" \\
        -d '{"model": "flux.2-max", "prompt": "a lighthouse", "size": "16:9"}'

    Pictures are drawn here; nothing leaves this machine. Ctrl-C stops it.


    """
  }
}
