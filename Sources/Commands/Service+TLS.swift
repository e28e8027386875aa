import HTTPTransport

extension Service {
  /// For what is served to clients that hard-wire https.
  static let tlsOptions: [Option] = [
    .value("tls-cert", "FILE", "serve https with this certificate chain, in PEM"),
    .value("tls-key", "FILE", "the certificate's private key, in PEM"),
  ]

  /// Nil where neither file is named.
  static func security(_ call: Invocation) throws -> TLSContext? {
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
}
