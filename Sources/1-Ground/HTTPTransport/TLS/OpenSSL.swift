#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The calls that TLS needs of the system's OpenSSL 3, found at run time.
///
/// Linked at build time they would be a package to install before building, and a static binary
/// would carry its own, never patched.
@safe
package struct OpenSSL: Sendable {
  typealias Pointer = OpaquePointer?

  let clientMethod: @convention(c) @Sendable () -> Pointer
  let serverMethod: @convention(c) @Sendable () -> Pointer

  let contextNew: @convention(c) @Sendable (Pointer) -> Pointer
  let contextFree: @convention(c) @Sendable (Pointer) -> Void
  let contextControl:
    @convention(c) @Sendable (Pointer, CInt, CLong, UnsafeMutableRawPointer?) -> CLong
  let contextSetOptions: @convention(c) @Sendable (Pointer, UInt64) -> UInt64
  let contextSetVerify: @convention(c) @Sendable (Pointer, CInt, UnsafeRawPointer?) -> Void
  let contextTrustSystem: @convention(c) @Sendable (Pointer) -> CInt
  let contextTrustFile: @convention(c) @Sendable (Pointer, UnsafePointer<CChar>) -> CInt
  let contextUseChain: @convention(c) @Sendable (Pointer, UnsafePointer<CChar>) -> CInt
  let contextUseKey: @convention(c) @Sendable (Pointer, UnsafePointer<CChar>, CInt) -> CInt

  let new: @convention(c) @Sendable (Pointer) -> Pointer
  let free: @convention(c) @Sendable (Pointer) -> Void
  let setBIO: @convention(c) @Sendable (Pointer, Pointer, Pointer) -> Void
  let setConnect: @convention(c) @Sendable (Pointer) -> Void
  let setAccept: @convention(c) @Sendable (Pointer) -> Void
  let control: @convention(c) @Sendable (Pointer, CInt, CLong, UnsafeMutableRawPointer?) -> CLong
  let setHost: @convention(c) @Sendable (Pointer, UnsafePointer<CChar>) -> CInt
  let verifyParameters: @convention(c) @Sendable (Pointer) -> Pointer
  let handshake: @convention(c) @Sendable (Pointer) -> CInt
  let read: @convention(c) @Sendable (Pointer, UnsafeMutableRawPointer?, CInt) -> CInt
  let write: @convention(c) @Sendable (Pointer, UnsafeRawPointer?, CInt) -> CInt
  let hasPending: @convention(c) @Sendable (Pointer) -> CInt
  let error: @convention(c) @Sendable (Pointer, CInt) -> CInt
  let shutdown: @convention(c) @Sendable (Pointer) -> CInt
  let verifyResult: @convention(c) @Sendable (Pointer) -> CLong

  let memoryMethod: @convention(c) @Sendable () -> Pointer
  let bioNew: @convention(c) @Sendable (Pointer) -> Pointer
  let bioRead: @convention(c) @Sendable (Pointer, UnsafeMutableRawPointer?, CInt) -> CInt
  let bioWrite: @convention(c) @Sendable (Pointer, UnsafeRawPointer?, CInt) -> CInt
  let bioPending: @convention(c) @Sendable (Pointer) -> Int
  let setAddress: @convention(c) @Sendable (Pointer, UnsafePointer<CChar>) -> CInt
  let verifyErrorText: @convention(c) @Sendable (CLong) -> UnsafePointer<CChar>?
  let nextError: @convention(c) @Sendable () -> CUnsignedLong
  let clearErrors: @convention(c) @Sendable () -> Void
  let errorReason: @convention(c) @Sendable (CUnsignedLong) -> UnsafePointer<CChar>?
}

extension OpenSSL {
  #if canImport(Darwin)
  package static let libraryNames = (ssl: "libssl.3.dylib", crypto: "libcrypto.3.dylib")
  package static let remedy = "install OpenSSL 3, as by 'brew install openssl@3'"
  /// Where Homebrew and MacPorts put them, which the loader does not search by itself.
  fileprivate static let folders = [
    "", "/opt/homebrew/opt/openssl@3/lib/", "/usr/local/opt/openssl@3/lib/",
    "/opt/local/libexec/openssl3/lib/",
  ]
  #else
  package static let libraryNames = (ssl: "libssl.so.3", crypto: "libcrypto.so.3")
  package static let remedy = "install OpenSSL 3, the Debian package libssl3"
  fileprivate static let folders = [""]
  #endif

  /// The system's, found once.
  static let system = Result { () throws(TLSError) in
    try OpenSSL(ssl: libraryNames.ssl, crypto: libraryNames.crypto)
  }

  /// Finds every function or says which library or function is missing.
  init(ssl sslName: String, crypto cryptoName: String) throws(TLSError) {
    let crypto = try Library(cryptoName)
    let ssl = try Library(sslName)
    unsafe clientMethod = try ssl.function("TLS_client_method")
    unsafe serverMethod = try ssl.function("TLS_server_method")
    unsafe contextNew = try ssl.function("SSL_CTX_new")
    unsafe contextFree = try ssl.function("SSL_CTX_free")
    unsafe contextControl = try ssl.function("SSL_CTX_ctrl")
    unsafe contextSetOptions = try ssl.function("SSL_CTX_set_options")
    unsafe contextSetVerify = try ssl.function("SSL_CTX_set_verify")
    unsafe contextTrustSystem = try ssl.function("SSL_CTX_set_default_verify_paths")
    unsafe contextTrustFile = try ssl.function("SSL_CTX_load_verify_file")
    unsafe contextUseChain = try ssl.function("SSL_CTX_use_certificate_chain_file")
    unsafe contextUseKey = try ssl.function("SSL_CTX_use_PrivateKey_file")
    unsafe new = try ssl.function("SSL_new")
    unsafe free = try ssl.function("SSL_free")
    unsafe setBIO = try ssl.function("SSL_set_bio")
    unsafe setConnect = try ssl.function("SSL_set_connect_state")
    unsafe setAccept = try ssl.function("SSL_set_accept_state")
    unsafe control = try ssl.function("SSL_ctrl")
    unsafe setHost = try ssl.function("SSL_set1_host")
    unsafe verifyParameters = try ssl.function("SSL_get0_param")
    unsafe handshake = try ssl.function("SSL_do_handshake")
    unsafe read = try ssl.function("SSL_read")
    unsafe write = try ssl.function("SSL_write")
    unsafe hasPending = try ssl.function("SSL_has_pending")
    unsafe error = try ssl.function("SSL_get_error")
    unsafe shutdown = try ssl.function("SSL_shutdown")
    unsafe verifyResult = try ssl.function("SSL_get_verify_result")
    unsafe memoryMethod = try crypto.function("BIO_s_mem")
    unsafe bioNew = try crypto.function("BIO_new")
    unsafe bioRead = try crypto.function("BIO_read")
    unsafe bioWrite = try crypto.function("BIO_write")
    unsafe bioPending = try crypto.function("BIO_ctrl_pending")
    unsafe setAddress = try crypto.function("X509_VERIFY_PARAM_set1_ip_asc")
    unsafe verifyErrorText = try crypto.function("X509_verify_cert_error_string")
    nextError = try crypto.function("ERR_get_error")
    clearErrors = try crypto.function("ERR_clear_error")
    unsafe errorReason = try crypto.function("ERR_reason_error_string")
  }

  /// The numbers behind the macros of OpenSSL's headers.
  enum Constant {
    static let setMinimumVersion: CInt = 123
    static let setServerName: CInt = 55
    static let hostNameType: CLong = 0
    static let tls12: CLong = 0x0303
    static let noRenegotiation: UInt64 = 1 << 30
    static let verifyPeer: CInt = 1
    static let pemFile: CInt = 1
    static let wantRead: CInt = 2
    static let zeroReturn: CInt = 6
  }

  /// The oldest failure in the thread's queue, which is then emptied.
  func takeFailure() -> Failure {
    let code = nextError()
    clearErrors()
    let text = unsafe errorReason(code).map { unsafe String(cString: $0) }
    return Failure(reason: Int(code & 0x7F_FFFF), text: text ?? "no reason given")
  }

  /// A failure, as OpenSSL numbers and words it.
  struct Failure {
    var reason: Int
    var text: String
  }
}

/// A shared library that stays loaded as long as the process lives.
@safe
private struct Library {
  private let handle: UnsafeMutableRawPointer
  private let name: String

  init(_ name: String) throws(TLSError) {
    var reason: String?
    for folder in OpenSSL.folders {
      if let handle = unsafe dlopen(folder + name, RTLD_NOW | RTLD_LOCAL) {
        unsafe self.handle = handle
        self.name = name
        return
      }
      // The first says what the loader itself looked through.
      reason = unsafe reason ?? dlerror().map { unsafe String(cString: $0) }
    }
    throw .unavailable(library: name, reason: reason ?? "not found")
  }

  /// The caller's type must be the C declaration's.
  func function<Function>(_ symbol: String) throws(TLSError) -> Function {
    guard let address = unsafe dlsym(handle, symbol) else {
      throw .unavailable(library: name, reason: "it lacks \(symbol)")
    }
    return unsafe unsafeBitCast(address, to: Function.self)
  }
}
