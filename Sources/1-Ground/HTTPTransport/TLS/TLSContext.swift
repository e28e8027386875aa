/// The part that many connections share: whom a client trusts, or who a server is.
///
/// Never a fallback: TLS 1.2 at least, the chain and the host always verified. Unchecked, since
/// OpenSSL itself guards a context that is no longer configured.
@safe
package final class TLSContext: @unchecked Sendable {
  let isServer: Bool
  let openSSL: OpenSSL
  let pointer: OpaquePointer

  /// For clients: the system's authorities, and those of a PEM file.
  package static func client(authorities path: String? = nil) throws(TLSError) -> TLSContext {
    let context = try TLSContext(isServer: false)
    try context.trust(path)
    return context
  }

  /// For servers: a chain and its key in PEM files.
  package static func server(
    certificate: String,
    key: String
  ) throws(TLSError) -> TLSContext {
    let context = try TLSContext(isServer: true)
    try context.identify(certificate: certificate, key: key)
    return context
  }

  /// Throws what a first connection would: the library that is missing, and what to install.
  package static func checkAvailability(
    ssl: String = OpenSSL.libraryNames.ssl,
    crypto: String = OpenSSL.libraryNames.crypto
  ) throws(TLSError) {
    _ = try OpenSSL(ssl: ssl, crypto: crypto)
  }

  private init(isServer: Bool) throws(TLSError) {
    self.isServer = isServer
    openSSL = try OpenSSL.system.get()
    let method = unsafe isServer ? openSSL.serverMethod() : openSSL.clientMethod()
    guard let pointer = unsafe openSSL.contextNew(method) else {
      throw .handshake(openSSL.takeFailure().text)
    }
    unsafe self.pointer = pointer
    _ = unsafe openSSL.contextControl(
      pointer,
      OpenSSL.Constant.setMinimumVersion,
      OpenSSL.Constant.tls12,
      nil
    )
    _ = unsafe openSSL.contextSetOptions(pointer, OpenSSL.Constant.noRenegotiation)
  }

  deinit { unsafe openSSL.contextFree(pointer) }

  private func trust(_ path: String?) throws(TLSError) {
    unsafe openSSL.contextSetVerify(pointer, OpenSSL.Constant.verifyPeer, nil)
    _ = unsafe openSSL.contextTrustSystem(pointer)
    openSSL.clearErrors()
    guard let path, unsafe openSSL.contextTrustFile(pointer, path) != 1 else { return }
    throw .unreadableAuthorities(path: path, reason: openSSL.takeFailure().text)
  }

  private func identify(certificate: String, key: String) throws(TLSError) {
    openSSL.clearErrors()
    guard unsafe openSSL.contextUseChain(pointer, certificate) == 1 else {
      throw .unreadableCertificate(path: certificate, reason: openSSL.takeFailure().text)
    }
    // Refuses a key that isn't the certificate's.
    guard unsafe openSSL.contextUseKey(pointer, key, OpenSSL.Constant.pemFile) == 1 else {
      throw .unreadableKey(path: key, reason: openSSL.takeFailure().text)
    }
  }
}
