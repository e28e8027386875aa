import CanonicalJSON
import Catalog
import Contract
import Files
import HTTPMessages
import HTTPTransport
import Sessions
import Terminal

/// The options of every verb that serves.
enum ServiceOptions {
  static let host = Option.read(
    "host ADDRESS",
    "the address to listen at",
    unlessGiven: "127.0.0.1"
  ) { $0 }.defaulting(to: "127.0.0.1")
  static let port = Option.read("port N", "the port to listen at; 0 takes any that is free") {
    word throws(UsageError) in
    let port = try Int(word, atLeast: 0, of: "port")
    guard port <= 65_535 else { throw .notAPort(option: "--port", value: port) }
    return port
  }
  static let allowedHosts = Option.list(
    "allow-host NAME",
    "let clients call this machine by that name, too; where it listens for itself alone, only names of its own do"
  )
  static let certificate = Option.text(
    "tls-cert FILE",
    "serve https with this certificate chain, in PEM"
  )
  static let privateKey = Option.text("tls-key FILE", "the certificate's private key, in PEM")

  /// For a verb with a port of its own.
  static func all(port number: Int) -> Options {
    Options(host, port.defaulting(to: "\(number)"), allowedHosts)
  }

  /// For what is served to clients that hard-wire https.
  static let tls = Options(certificate, privateKey)

  /// Where the network may come in, there is no door to let a name through.
  static let rules: [OptionRule] = [
    .apart(host, saying: { !LocalDoor.Names.isLoopback($0) }, from: Options(allowedHosts))
  ]
}

extension Invocation {
  /// The service that the call asks for, which listens at `port` where it says no other.
  func service(_ handler: any HTTPHandler, port: Int) -> Service {
    var service = Service(serving: handler, port: self[ServiceOptions.port] ?? port)
    service.host = self[ServiceOptions.host]
    let own = (try? goldenLayers().hostsOfProfile) ?? []
    service.names = Set(self[ServiceOptions.allowedHosts].map { $0.lowercased() } + own)
    service.version = Touchstone.version
    if !isQuiet { service.log = { [console] in console.show($0) } }
    return service
  }

  /// Says where the service is once it listens, and that it has stopped.
  func run(_ service: Service, banner: (HTTPServer) -> String) async throws -> ExitCode {
    try await service.run(until: {
      service.catalog.map { catalog in
        console.interruptionOfService { catalog.reload() }
      } ?? console.interruption()
    }) {
      console.write(banner($0))
    }
    console.write("stopped\n")
    return .success
  }

  /// The catalog of a service; `install` leads all that comes from now on to another one.
  func reloaded(
    _ catalog: ModelCatalog,
    install: @escaping @Sendable (ModelCatalog) -> Void
  ) -> ReloadedCatalog {
    ReloadedCatalog(
      catalog,
      reading: { try self.catalog() },
      telling: { told in
        switch told {
        case .changed(let line): if !isQuiet { console.show(line) }
        case .kept(let line): console.writeError(line)
        }
      },
      install: install
    )
  }

  /// What a server of https needs; nil where neither file is named.
  func security() throws -> TLSContext? {
    switch (self[ServiceOptions.certificate], self[ServiceOptions.privateKey]) {
    case (nil, nil): return nil
    case (let certificate?, let key?):
      return try TLSContext.server(certificate: absolute(certificate), key: absolute(key))
    case (nil, _): throw UsageError.missingCompanion(option: "--tls-key", needs: "--tls-cert FILE")
    case (_, nil): throw UsageError.missingCompanion(option: "--tls-cert", needs: "--tls-key FILE")
    }
  }
}
