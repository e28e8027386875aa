import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A TCP connection on a loop.
package final class SocketStream: ByteStream {
  private let descriptor: Descriptor
  private let watch: Watch
  private let loop: EventLoop

  init(_ descriptor: consuming Descriptor, on loop: EventLoop) throws(SocketError) {
    System.prepareStream(descriptor.number)
    watch = try loop.watch(descriptor.number)
    self.descriptor = descriptor
    self.loop = loop
  }

  /// Gives the number back, only here, when no call can hold it any more.
  deinit {
    watch.close()
    loop.forget(watch, descriptor.number)
  }

  /// Connects to `address`; the caller's cancellation or lost patience ends the attempt.
  package static func connect(
    to address: SocketAddress,
    on loop: EventLoop,
    within patience: Duration? = nil
  ) async throws -> SocketStream {
    let descriptor = try System.tcpSocket(isV6: address.ip.isV6)
    let number = descriptor.number
    let code = System.startConnecting(number, to: address)
    guard code == 0 || code == EINPROGRESS || code == EINTR else {
      throw SocketStream.connectError(code, address)
    }
    let stream = try SocketStream(descriptor, on: loop)
    try await stream.watch.wait(for: .write, within: patience)
    let error = System.pendingError(number)
    guard error == 0 else { throw SocketStream.connectError(error, address) }
    return stream
  }

  private static func connectError(_ code: Int32, _ address: SocketAddress) -> SocketError {
    code == ECONNREFUSED
      ? .connectionRefused("\(address)") : .failed(call: "connect to \(address)", code: code)
  }

  package func read(upTo limit: Int, within patience: Duration?) async throws -> [UInt8]? {
    while true {
      try await watch.wait(for: .read, within: patience)
      guard let bytes = try receive(limit) else { continue }
      // A part that fills its room may have more behind it, of which the system tells only once.
      if bytes.count == limit { watch.markReady(.read) }
      return bytes.isEmpty ? nil : bytes
    }
  }

  /// Nil where nothing is there yet, empty at the end.
  private func receive(_ limit: Int) throws(SocketError) -> [UInt8]? {
    var code: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var result: Int
      repeat {
        result = unsafe recv(descriptor.number, buffer.baseAddress, limit, 0)
      } while result < 0 && errno == EINTR
      code = result < 0 ? errno : 0
      count = max(result, 0)
    }
    switch code {
    case 0: return bytes.count * 2 < limit ? Array(bytes[...]) : bytes
    case EAGAIN, EWOULDBLOCK: return nil
    default: throw SocketStream.error("recv", code)
    }
  }

  package func write(_ bytes: ArraySlice<UInt8>, within patience: Duration?) async throws {
    var rest = bytes
    while !rest.isEmpty {
      if let count = try send(rest) {
        rest = rest.dropFirst(count)
      } else {
        try await watch.wait(for: .write, within: patience)
      }
    }
  }

  package func offer(_ bytes: [UInt8]) { if !bytes.isEmpty { _ = try? send(bytes[...]) } }

  /// How many bytes the system took; nil where it takes none for now.
  private func send(_ bytes: ArraySlice<UInt8>) throws(SocketError) -> Int? {
    var (result, code) = (0, Int32(0))
    unsafe bytes.withUnsafeBytes { buffer in
      repeat {
        result = unsafe System.transmit(buffer, on: descriptor.number)
        code = errno
      } while result < 0 && code == EINTR
    }
    if result >= 0 { return result }
    if code == EAGAIN || code == EWOULDBLOCK { return nil }
    throw SocketStream.error("send", code)
  }

  private static func error(_ call: String, _ code: Int32) -> SocketError {
    switch code {
    // What Darwin says of a connection that is just being taken down.
    case ECONNRESET, EPIPE, EPROTOTYPE: .reset
    case ENOTSOCK: .closed
    default: .failed(call: call, code: code)
    }
  }

  /// How the other side can end a connection.
  package enum End: Sendable {
    /// It writes no more; it may read on.
    case halfClosed
    case broken
  }

  /// Returns once the other side writes no more, though bytes of it may still wait to be read.
  package func waitForEnd() async throws -> End {
    try await watch.wait(for: .end, within: nil)
    return watch.isBroken ? .broken : .halfClosed
  }

  package func finishWriting() async { System.endWriting(descriptor.number) }

  package func close() {
    System.endBothWays(descriptor.number)
    watch.close()
  }

  package func reset() {
    System.dropOnClose(descriptor.number)
    System.vacate(descriptor.number)
    watch.close()
  }

  package var isQuiet: Bool {
    var byte: UInt8 = 0
    let result = unsafe recv(descriptor.number, &byte, 1, System.peekFlags)
    return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
  }
}
