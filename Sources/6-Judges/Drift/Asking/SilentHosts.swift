import Bytes
import Synchronization

/// The hosts that gave no answer in this run: waiting for one of them once is enough.
package final class SilentHosts: Sendable {
  private let attempts = Mutex<[String: Int]>([:])

  package init() {}

  /// Why a host is not asked again; nil where it may be.
  func reason(of host: String) -> String? {
    attempts.withLock { $0[host] }
      .map { "\(host) gave no answer to \($0.counted("attempt"))" }
  }

  func note(_ host: String, attempts count: Int) {
    attempts.withLock { $0[host] = count }
  }
}
