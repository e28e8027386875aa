#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why a socket can't do what it was asked.
package enum SocketError: Error, Hashable, Sendable {
  /// A system call failed.
  case failed(call: String, code: Int32)
  case addressInUse(String)
  case connectionRefused(String)
  case unknownHost(String)
  case notAnAddress(String)
  case notAPort(Int)
  /// Nothing moved for as long as the caller was willing to wait.
  case timedOut
  /// It was closed on this side.
  case closed
  /// The other side broke it off.
  case reset
}

extension SocketError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .failed(let call, EMFILE):
      "\(call) failed: this program has too many files open; allow it more, as by 'ulimit -n 4096'"
    case .failed(let call, let code): "\(call) failed: \(System.message(code))"
    case .addressInUse(let address): "\(address) is in use; choose another port, or 0 for any"
    case .connectionRefused(let address): "nothing listens on \(address)"
    case .unknownHost(let host): "no address is known for \(host)"
    case .notAnAddress(let text): "\(text) is no IP address"
    case .notAPort(let number): "\(number) is no port; give one from 0 to 65535, 0 for any"
    case .timedOut: "nothing came in the time allowed"
    case .closed: "the connection is closed"
    case .reset: "the other side broke the connection off"
    }
  }
}
