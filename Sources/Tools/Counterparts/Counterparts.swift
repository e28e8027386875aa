import Bytes
import HTTPMessages
import HTTPTransport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The harness's side of checks against other people's tools.
///
/// `Counterparts serve [CERTIFICATE KEY]` prints its URL and echoes what it is sent, until it is ended.
/// `Counterparts fetch URL [AUTHORITIES]` prints what it is answered, or why nothing.
/// `Counterparts drift` reads lines `BEFORE AFTER` and answers each with what changed between those two documents.
@main
struct Counterparts {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("serve", 1): try await serve(security: nil)
    case ("serve", 3):
      try await serve(security: .server(certificate: arguments[1], key: arguments[2]))
    case ("fetch", 2): await fetch(arguments[1], security: nil)
    case ("fetch", 3): try await fetch(arguments[1], security: .client(authorities: arguments[2]))
    case ("drift", 1): DocumentPairs.answer()
    default:
      print("usage: Counterparts serve [CERTIFICATE KEY] | fetch URL [AUTHORITIES] | drift")
    }
  }

  private static func serve(security: TLSContext?) async throws {
    let echo = HTTPHandlerClosure { request in
      let fields: HTTPFields = ["X-Method": request.method.name, "X-Target": request.target.text]
      return HTTPResponse(200, fields: fields, body: request.body)
    }
    let server = try HTTPServer(serving: echo, security: security)
    print(server.url)
    // A pipe would hold the line back.
    fflush(nil)
    try await server.run()
  }

  private static func fetch(_ url: String, security: TLSContext?) async {
    var options = HTTPClientOptions(addresses: .anyAddress)
    if let security { options.security = security }
    guard let request = HTTPRequest(.get, url: url) else { return print("no URL: \(url)") }
    do {
      let response = try await HTTPClient(options).respond(to: request)
      let body = try await response.body.collected()
      print("\(response.status.code) \(body.count) bytes, SHA-256 \(SHA256.hex(of: body))")
    } catch {
      print("refused: \(error)")
    }
  }
}
