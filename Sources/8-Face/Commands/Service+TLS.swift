import HTTPTransport
import Terminal

extension Service {
  static let certificate = Option.text(
    "tls-cert FILE",
    "serve https with this certificate chain, in PEM"
  )
  static let privateKey = Option.text("tls-key FILE", "the certificate's private key, in PEM")

  /// For what is served to clients that hard-wire https.
  static let tlsOptions = Options(certificate, privateKey)

  /// Nil where neither file is named.
  static func security(_ call: Invocation) throws -> TLSContext? {
    switch (call[certificate], call[privateKey]) {
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
