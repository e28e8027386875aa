#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A port that takes connections.
///
/// It is opened without SO_REUSEPORT, so that a second process that wants the port is refused. One
/// task takes all connections and deals them out: left to the system, the loops would share a burst
/// of connections as they happened to wake, and a few long-lived ones would stay unevenly shared.
package final class SocketListener: Sendable {
  /// The address that was bound, the port found where none was asked for.
  package let address: SocketAddress
  private let descriptor: Descriptor
  private let watch: Watch
  private let loop: EventLoop

  package init(
    _ wanted: SocketAddress,
    on loop: EventLoop,
    backlog: Int32 = 1024
  ) throws(SocketError) {
    let descriptor = try System.tcpSocket(isV6: wanted.ip.isV6)
    let number = descriptor.number
    // A port whose last connections linger can be bound again; one that is listened on can't.
    System.set(SOL_SOCKET, SO_REUSEADDR, value: 1, on: number)
    if wanted.ip.isV6 { System.set(System.v6Level, IPV6_V6ONLY, value: 1, on: number) }
    guard unsafe wanted.withSystemAddress({ unsafe bind(number, $0, $1) }) == 0 else {
      let code = System.lastError
      if code == EADDRINUSE { throw .addressInUse("\(wanted)") }
      throw .failed(call: "bind to \(wanted)", code: code)
    }
    guard listen(number, backlog) == 0 else {
      throw .failed(call: "listen", code: System.lastError)
    }
    address = SocketAddress.local(of: number) ?? wanted
    watch = try loop.watch(number)
    self.loop = loop
    self.descriptor = descriptor
  }

  deinit {
    watch.close()
    loop.forget(watch, descriptor.number)
  }

  /// The next connection, on the loop of `loops` that has the least to do.
  package func accept(onto loops: EventLoops) async throws -> (SocketStream, EventLoop) {
    while true {
      try await watch.wait(for: .read, within: nil)
      let number = System.acceptOne(descriptor.number)
      if number >= 0 {
        watch.markReady(.read)
        let connection = Descriptor(number)
        System.prepare(number)
        let loop = loops.leastBusy
        // One that can't be watched is dropped; the next may fare better.
        guard let stream = try? SocketStream(connection, on: loop) else { continue }
        return (stream, loop)
      }
      try await recover(from: System.lastError)
    }
  }

  private func recover(from code: Int32) async throws {
    switch code {
    case EAGAIN, EWOULDBLOCK: return
    case EMFILE, ENFILE, ENOBUFS, ENOMEM:
      // Nothing to do but to wait until some connection ends.
      try await loop.sleep(until: .now.advanced(by: .milliseconds(50)))
      watch.markReady(.read)
    default: watch.markReady(.read)
    }
  }

  /// Takes no more connections; `accept` throws `SocketError.closed`.
  package func close() {
    System.endBothWays(descriptor.number)
    // Darwin goes on listening until the socket itself is gone.
    System.vacate(descriptor.number)
    watch.close()
  }
}
