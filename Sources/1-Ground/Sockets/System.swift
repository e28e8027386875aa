#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The system calls whose types differ from one platform to the next, each in one place.
enum System {
  static func message(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }

  static var lastError: Int32 { errno }

  /// A TCP socket that neither blocks nor outlives an `exec`.
  static func tcpSocket(isV6: Bool) throws(SocketError) -> Descriptor {
    #if canImport(Glibc)
    let kind = Int32(SOCK_STREAM.rawValue)
    #else
    let kind = SOCK_STREAM
    #endif
    let number = socket(isV6 ? AF_INET6 : AF_INET, kind, 0)
    guard number >= 0 else { throw .failed(call: "socket", code: errno) }
    let descriptor = Descriptor(number)
    prepare(descriptor.number)
    return descriptor
  }

  static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  /// Small writes leave at once, and a peer that is gone raises no signal.
  static func prepareStream(_ descriptor: Int32) {
    set(tcpLevel, TCP_NODELAY, value: 1, on: descriptor)
    #if canImport(Darwin)
    set(SOL_SOCKET, SO_NOSIGPIPE, 1, on: descriptor)
    #endif
  }

  static func set(_ level: Int32, _ option: Int32, value: Int32, on descriptor: Int32) {
    var value = value
    let size = socklen_t(MemoryLayout<Int32>.size)
    _ = unsafe setsockopt(descriptor, level, option, &value, size)
  }

  /// The error that a connection attempt ended with; zero for none.
  static func pendingError(_ descriptor: Int32) -> Int32 {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let result = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    return result == 0 ? code : errno
  }

  /// Throws unsent bytes away on close, and the other side sees a reset.
  static func dropOnClose(_ descriptor: Int32) {
    var value = linger(l_onoff: 1, l_linger: 0)
    let size = socklen_t(MemoryLayout<linger>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, size)
  }

  /// Closes the file under the number at once, while the number stays taken.
  static func vacate(_ descriptor: Int32) {
    let nothing = unsafe Descriptor(open("/dev/null", O_RDWR))
    _ = dup2(nothing.number, descriptor)
    prepare(descriptor)
  }

  /// Zero, or why the attempt can't even start; `EINPROGRESS` where it is under way.
  static func startConnecting(_ descriptor: Int32, to address: SocketAddress) -> Int32 {
    unsafe address.withSystemAddress { pointer, size in
      unsafe connect(descriptor, pointer, size) == 0 ? 0 : errno
    }
  }

  static func transmit(_ bytes: UnsafeRawBufferPointer, on descriptor: Int32) -> Int {
    #if canImport(Glibc)
    let flags = Int32(MSG_NOSIGNAL)
    #else
    let flags: Int32 = 0
    #endif
    return unsafe send(descriptor, bytes.baseAddress, bytes.count, flags)
  }

  static func endWriting(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_WR)) }

  static func endBothWays(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

  static var peekFlags: Int32 {
    #if canImport(Glibc)
    Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
    #else
    MSG_PEEK | MSG_DONTWAIT
    #endif
  }

  private static var tcpLevel: Int32 { Int32(IPPROTO_TCP) }

  static var v6Level: Int32 { Int32(IPPROTO_IPV6) }

  static func acceptOne(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }

  #if canImport(Glibc)
  private static var files: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }
  #else
  private static var files: Int32 { RLIMIT_NOFILE }
  #endif

  /// How many files the program may have open at a time.
  static var descriptorLimit: Int {
    var limit = rlimit()
    guard unsafe getrlimit(files, &limit) == 0 else { return .max }
    return Int(clamping: limit.rlim_cur)
  }

  /// Lets the program open as many files as it may: Darwin starts with 256, fewer than a busy server has.
  static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(files, &limit) == 0 else { return }
    // More than this Darwin refuses, whatever it says.
    let most = min(limit.rlim_max, 10_240)
    guard limit.rlim_cur < most else { return }
    limit.rlim_cur = most
    _ = unsafe setrlimit(files, &limit)
  }

  static var currentThread: UInt {
    #if canImport(Glibc)
    UInt(pthread_self())
    #else
    unsafe UInt(bitPattern: pthread_self())
    #endif
  }

  /// Runs `body` on a thread of its own that is not waited for.
  static func startThread(_ body: @escaping @Sendable () -> Void) throws(SocketError) {
    let box = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    #if canImport(Glibc)
    var thread = pthread_t()
    let result = unsafe pthread_create(&thread, nil, runThread, box)
    if result == 0 { pthread_detach(thread) }
    #else
    var thread: pthread_t?
    let result = unsafe pthread_create(&thread, nil, runThread, box)
    if result == 0, let thread = unsafe thread { unsafe pthread_detach(thread) }
    #endif
    guard result == 0 else {
      unsafe Unmanaged<ThreadBody>.fromOpaque(box).release()
      throw .failed(call: "pthread_create", code: result)
    }
  }
}

#if canImport(Glibc)
private func runThread(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let box = unsafe box { unsafe runBody(box) }
  return nil
}
#else
private func runThread(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  unsafe runBody(box)
  return nil
}
#endif

private func runBody(_ box: UnsafeMutableRawPointer) {
  unsafe Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue().body()
}

private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
