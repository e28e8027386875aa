#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the addresses of a host.
package enum NameResolver {
  /// In the order in which they should be tried.
  ///
  /// An address is its own answer and `localhost` is this machine; for other names the system's
  /// resolver is asked on one of a few threads, since it blocks and can't be told to stop.
  package static func addresses(
    of host: String,
    on loop: EventLoop? = nil,
    until deadline: ContinuousClock.Instant? = nil
  ) async throws -> [IPAddress] {
    if let address = IPAddress(host) { return [address] }
    if host.lowercased() == "localhost" { return [.loopback, .loopbackV6] }
    return try await threads.answer(to: host, on: loop, until: deadline)
  }

  private static let threads = ResolverThreads(systemAddresses)

  private static func systemAddresses(of host: String) -> [IPAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_UNSPEC
    #if canImport(Glibc)
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
    unsafe hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { unsafe freeaddrinfo(list) }
    var found: [IPAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
      if let address = unsafe entry.pointee.ai_addr,
        let parsed = unsafe SocketAddress(UnsafeRawPointer(address)), !found.contains(parsed.ip)
      {
        found.append(parsed.ip)
      }
      unsafe next = entry.pointee.ai_next
    }
    return found
  }
}
