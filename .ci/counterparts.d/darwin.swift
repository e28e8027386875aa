// Darwin as far as its types differ from Glibc's, for type-checking alone. Written by hand, with no Mac at hand.
// All else is Glibc's, so what Glibc has and Darwin has not is not noticed.

@_exported public import Glibc

public let SOCK_STREAM: Int32 = 1
public let SO_NOSIGPIPE: Int32 = 0x1022
public let MSG_PEEK: Int32 = 0x2
public let MSG_DONTWAIT: Int32 = 0x80
public let IPPROTO_TCP: Int32 = 6
public let IPPROTO_IPV6: Int32 = 41
public let SHUT_WR: Int32 = 1
public let SHUT_RDWR: Int32 = 2
public let RLIMIT_NOFILE: Int32 = 8
public func getrlimit(_ resource: Int32, _ limit: UnsafeMutablePointer<rlimit>) -> Int32 { 0 }
public func setrlimit(_ resource: Int32, _ limit: UnsafePointer<rlimit>) -> Int32 { 0 }
public typealias pthread_t = OpaquePointer
public func pthread_self() -> pthread_t { fatalError() }
public func pthread_create(
  _ thread: UnsafeMutablePointer<pthread_t?>, _ attributes: UnsafePointer<pthread_attr_t>?,
  _ start: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?, _ argument: UnsafeMutableRawPointer?
) -> Int32 { 0 }
@discardableResult public func pthread_detach(_ thread: pthread_t) -> Int32 { 0 }
public typealias posix_spawn_file_actions_t = UnsafeMutableRawPointer
public typealias posix_spawnattr_t = UnsafeMutableRawPointer
public typealias sigset_t = UInt32
@discardableResult public func posix_spawn_file_actions_init(_ a: UnsafeMutablePointer<posix_spawn_file_actions_t?>) -> Int32 { 0 }
@discardableResult public func posix_spawn_file_actions_destroy(_ a: UnsafeMutablePointer<posix_spawn_file_actions_t?>) -> Int32 { 0 }
@discardableResult public func posix_spawn_file_actions_adddup2(_ a: UnsafeMutablePointer<posix_spawn_file_actions_t?>, _ from: Int32, _ to: Int32) -> Int32 { 0 }
@discardableResult public func posix_spawn_file_actions_addopen(_ a: UnsafeMutablePointer<posix_spawn_file_actions_t?>, _ n: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: UInt16) -> Int32 { 0 }
@discardableResult public func posix_spawnattr_init(_ a: UnsafeMutablePointer<posix_spawnattr_t?>) -> Int32 { 0 }
@discardableResult public func posix_spawnattr_destroy(_ a: UnsafeMutablePointer<posix_spawnattr_t?>) -> Int32 { 0 }
@discardableResult public func posix_spawnattr_setsigmask(_ a: UnsafeMutablePointer<posix_spawnattr_t?>, _ s: UnsafePointer<sigset_t>) -> Int32 { 0 }
@discardableResult public func posix_spawnattr_setsigdefault(_ a: UnsafeMutablePointer<posix_spawnattr_t?>, _ s: UnsafePointer<sigset_t>) -> Int32 { 0 }
@discardableResult public func posix_spawnattr_setpgroup(_ a: UnsafeMutablePointer<posix_spawnattr_t?>, _ g: Int32) -> Int32 { 0 }
@discardableResult public func posix_spawnattr_setflags(_ a: UnsafeMutablePointer<posix_spawnattr_t?>, _ f: Int16) -> Int32 { 0 }
public func posix_spawn(
  _ pid: UnsafeMutablePointer<pid_t>?, _ path: UnsafePointer<CChar>, _ a: UnsafePointer<posix_spawn_file_actions_t?>?,
  _ b: UnsafePointer<posix_spawnattr_t?>?, _ argv: UnsafePointer<UnsafeMutablePointer<CChar>?>,
  _ envp: UnsafePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 { 0 }
public func posix_spawnp(
  _ pid: UnsafeMutablePointer<pid_t>?, _ file: UnsafePointer<CChar>, _ a: UnsafePointer<posix_spawn_file_actions_t?>?,
  _ b: UnsafePointer<posix_spawnattr_t?>?, _ argv: UnsafePointer<UnsafeMutablePointer<CChar>?>,
  _ envp: UnsafePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 { 0 }
@discardableResult public func sigemptyset(_ s: UnsafeMutablePointer<sigset_t>) -> Int32 { 0 }
@discardableResult public func sigaddset(_ s: UnsafeMutablePointer<sigset_t>, _ n: Int32) -> Int32 { 0 }
