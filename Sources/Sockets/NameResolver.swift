import Synchronization

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
  /// resolver is asked on a thread of its own, since it blocks and can't be told to stop.
  package static func addresses(of host: String) async throws -> [IPAddress] {
    if let address = IPAddress(host) { return [address] }
    if host.lowercased() == "localhost" { return [.loopback, .loopbackV6] }
    let lookup = Lookup()
    return try await withTaskCancellationHandler {
      try await unsafe withUnsafeThrowingContinuation { continuation in
        guard unsafe lookup.start(continuation) else { return }
        System.startThread {
          let found = systemAddresses(of: host)
          lookup.finish(found.isEmpty ? .failure(SocketError.unknownHost(host)) : .success(found))
        }
      }
    } onCancel: {
      lookup.finish(.failure(CancellationError()))
    }
  }

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

/// One question to the resolver; whoever finishes it first wins.
private final class Lookup: Sendable {
  typealias Continuation = UnsafeContinuation<[IPAddress], any Error>

  @safe
  private struct State: Sendable {
    var waiter: Continuation?
    var isOver = false
  }

  private let state = Mutex(State())

  func start(_ continuation: Continuation) -> Bool {
    let starts = state.withLock { state in
      guard !state.isOver, !Task.isCancelled else { return false }
      unsafe state.waiter = continuation
      return true
    }
    if !starts { unsafe continuation.resume(throwing: CancellationError()) }
    return starts
  }

  func finish(_ result: Result<[IPAddress], any Error>) {
    let waiter = unsafe state.withLock { state in
      defer { unsafe (state.waiter, state.isOver) = (nil, true) }
      return unsafe state.waiter
    }
    unsafe waiter?.resume(with: result)
  }
}
