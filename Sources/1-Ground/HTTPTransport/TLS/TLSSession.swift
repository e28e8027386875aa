/// One side of one connection as a state machine over bytes: it never touches a socket.
///
/// Whatever comes from the peer is fed in; after every call, what `takeOutgoing` gives must go to the peer.
@safe
package struct TLSSession: ~Copyable {
  /// The result of a read.
  package enum Read: Equatable {
    case bytes([UInt8])
    /// Nothing before more is fed.
    case needsInput
    /// The peer said that it has nothing more to say.
    case closed
  }

  private let context: TLSContext
  private let session: OpaquePointer
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer
  private let host: String
  private var hasInputEnded = false
  /// Set by the first failure; every later call repeats it.
  private var failure: TLSError?

  private var openSSL: OpenSSL { context.openSSL }

  /// A client that will only talk to `host`: a name, which also goes out as SNI, or an address.
  package init(client context: TLSContext, host: String) throws(TLSError) {
    let handles = try Handles(context)
    do throws(TLSError) {
      try handles.expect(host, context.openSSL)
    } catch {
      unsafe context.openSSL.free(handles.session)
      throw error
    }
    unsafe context.openSSL.setConnect(handles.session)
    self.init(context, handles, host: host)
  }

  package init(server context: TLSContext) throws(TLSError) {
    let handles = try Handles(context)
    unsafe context.openSSL.setAccept(handles.session)
    self.init(context, handles, host: "")
  }

  private init(_ context: TLSContext, _ handles: Handles, host: String) {
    self.context = context
    unsafe session = handles.session
    unsafe incoming = handles.incoming
    unsafe outgoing = handles.outgoing
    self.host = host
  }

  deinit { unsafe context.openSSL.free(session) }

  /// Takes in what came from the peer.
  package mutating func feed(_ ciphertext: ArraySlice<UInt8>) {
    guard !ciphertext.isEmpty else { return }
    _ = unsafe ciphertext.withUnsafeBytes { bytes in
      unsafe openSSL.bioWrite(incoming, bytes.baseAddress, CInt(bytes.count))
    }
  }

  /// Notes that nothing more will come from the peer.
  package mutating func feedEnd() { hasInputEnded = true }

  /// Takes the bytes that must go to the peer now; empty when there are none.
  package mutating func takeOutgoing() -> [UInt8] {
    let count = unsafe openSSL.bioPending(outgoing)
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let taken = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe openSSL.bioRead(outgoing, buffer.baseAddress, CInt(buffer.count))
    }
    return Array(bytes.prefix(max(0, Int(taken))))
  }

  /// Goes on as far as what was fed allows; true once both sides are agreed.
  package mutating func handshake() throws(TLSError) -> Bool {
    if let failure { throw failure }
    openSSL.clearErrors()
    let result = unsafe openSSL.handshake(session)
    if result == 1 { return true }
    if unsafe openSSL.error(session, result) == OpenSSL.Constant.wantRead {
      guard hasInputEnded else { return false }
      throw fail(.closedInHandshake)
    }
    throw fail(handshakeFailure())
  }

  /// Up to `limit` bytes of plaintext.
  package mutating func read(limit: Int = 65_536) throws(TLSError) -> Read {
    if let failure { throw failure }
    openSSL.clearErrors()
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe openSSL.read(session, buffer.baseAddress?.advanced(by: filled), CInt(limit - filled))
      }
      guard count > 0 else {
        if filled > 0 { break }
        return try emptyRead(count)
      }
      filled += Int(count)
    }
    bytes.removeLast(limit - filled)
    return .bytes(bytes)
  }

  private mutating func emptyRead(_ result: CInt) throws(TLSError) -> Read {
    switch unsafe openSSL.error(session, result) {
    case OpenSSL.Constant.zeroReturn: return .closed
    case OpenSSL.Constant.wantRead:
      guard hasInputEnded else { return .needsInput }
      throw fail(.closedWithoutNotice)
    default: throw fail(.broken(openSSL.takeFailure().text))
    }
  }

  /// Whether something was fed that no read has given yet.
  package var hasUnread: Bool {
    unsafe openSSL.bioPending(incoming) > 0 || openSSL.hasPending(session) == 1
  }

  /// Seals `plaintext`, after the handshake only.
  package mutating func write(_ plaintext: ArraySlice<UInt8>) throws(TLSError) {
    if let failure { throw failure }
    guard !plaintext.isEmpty else { return }
    openSSL.clearErrors()
    let count = unsafe plaintext.withUnsafeBytes { bytes in
      unsafe openSSL.write(session, bytes.baseAddress, CInt(bytes.count))
    }
    guard Int(count) == plaintext.count else { throw fail(.broken(openSSL.takeFailure().text)) }
  }

  /// Says close_notify, so that the peer knows that nothing is missing.
  package mutating func close() {
    guard failure == nil else { return }
    openSSL.clearErrors()
    _ = unsafe openSSL.shutdown(session)
    openSSL.clearErrors()
  }

  private mutating func fail(_ error: TLSError) -> TLSError {
    failure = error
    return error
  }

  private func handshakeFailure() -> TLSError {
    let failure = openSSL.takeFailure()
    let verdict = unsafe openSSL.verifyResult(session)
    if verdict != 0 { return .untrusted(host: host, distrust(verdict)) }
    return switch failure.reason {
    // Unsupported protocol, version too low, and the peer's alert that says so.
    case 258, 396, 1_070: .oldProtocol
    // Wrong version number, an HTTP request, an HTTP answer, a record that can't be one.
    case 267, 155, 156, 244, 198: .notTLS
    default: .handshake(failure.text)
    }
  }

  private func distrust(_ verdict: CLong) -> TLSDistrust {
    switch verdict {
    case 18: .selfSigned
    case 2, 19, 20, 21: .unknownIssuer
    case 62, 64: .wrongHost
    case 10: .expired
    case 9: .notYetValid
    default:
      .other(
        unsafe openSSL.verifyErrorText(verdict).map { unsafe String(cString: $0) } ?? "unknown"
      )
    }
  }
}

/// OpenSSL's objects for one session; freeing the session frees its buffers.
@safe
private struct Handles {
  let session: OpaquePointer
  let incoming: OpaquePointer
  let outgoing: OpaquePointer

  init(_ context: TLSContext) throws(TLSError) {
    let openSSL = context.openSSL
    openSSL.clearErrors()
    guard let session = unsafe openSSL.new(context.pointer),
      let incoming = unsafe openSSL.bioNew(openSSL.memoryMethod()),
      let outgoing = unsafe openSSL.bioNew(openSSL.memoryMethod())
    else { throw .handshake(openSSL.takeFailure().text) }
    unsafe openSSL.setBIO(session, incoming, outgoing)
    unsafe self.session = session
    unsafe self.incoming = incoming
    unsafe self.outgoing = outgoing
  }

  /// Names the host that the certificate must be for; a name goes out as SNI, an address doesn't.
  func expect(_ host: String, _ openSSL: OpenSSL) throws(TLSError) {
    let isAddress = unsafe openSSL.setAddress(openSSL.verifyParameters(session), host) == 1
    openSSL.clearErrors()
    if isAddress { return }
    guard unsafe openSSL.setHost(session, host) == 1 else {
      throw .handshake(openSSL.takeFailure().text)
    }
    var name = Array(host.utf8CString)
    let result = unsafe name.withUnsafeMutableBytes { name in
      unsafe openSSL.control(
        session,
        OpenSSL.Constant.setServerName,
        OpenSSL.Constant.hostNameType,
        name.baseAddress
      )
    }
    guard result == 1 else { throw .handshake(openSSL.takeFailure().text) }
  }
}
