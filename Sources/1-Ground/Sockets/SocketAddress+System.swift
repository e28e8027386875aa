#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension SocketAddress {
  /// Lends the address in the shape that the system's calls take.
  func withSystemAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
    if ip.isV6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = in_port_t(truncatingIfNeeded: port).bigEndian
      unsafe withUnsafeMutableBytes(of: &address.sin6_addr) { unsafe $0.copyBytes(from: ip.bytes) }
      return unsafe SocketAddress.lend(&address, body)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    unsafe withUnsafeMutableBytes(of: &address.sin_addr) { unsafe $0.copyBytes(from: ip.bytes) }
    return unsafe SocketAddress.lend(&address, body)
  }

  private static func lend<Address, R>(
    _ address: inout Address,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
  ) -> R {
    let size = socklen_t(MemoryLayout<Address>.size)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, size) }
    }
  }

  /// The address that the system bound a socket to.
  static func local(of descriptor: Int32) -> SocketAddress? {
    unsafe reading { unsafe getsockname(descriptor, $0, $1) }
  }

  private static func reading(
    _ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> SocketAddress? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      let result = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe call($0, &size)
      }
      guard result == 0 else { return nil }
      return unsafe SocketAddress(UnsafeRawPointer(pointer))
    }
  }

  /// Reads a `sockaddr`; nil for any other family than IPv4 and IPv6.
  init?(_ address: UnsafeRawPointer) {
    switch unsafe Int32(address.loadUnaligned(as: sockaddr.self).sa_family) {
    case AF_INET:
      var inner = unsafe address.loadUnaligned(as: sockaddr_in.self)
      let bytes = unsafe withUnsafeBytes(of: &inner.sin_addr) { unsafe Array($0) }
      self.init(IPAddress(bytes: bytes), port: Int(inner.sin_port.bigEndian))
    case AF_INET6:
      var inner = unsafe address.loadUnaligned(as: sockaddr_in6.self)
      let bytes = unsafe withUnsafeBytes(of: &inner.sin6_addr) { unsafe Array($0) }
      self.init(IPAddress(bytes: bytes), port: Int(inner.sin6_port.bigEndian))
    default: return nil
    }
  }
}
