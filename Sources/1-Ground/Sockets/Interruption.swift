import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ctrl-C, the polite request to end, or a terminal that is closed, noticed while it is waited for.
package final class Interruption: Sendable {
  private let requests: AsyncStream<Void>
  private let sources: Mutex<[(number: Int32, source: any DispatchSourceSignal)]>

  /// Listens from now on; a second request ends the process at once.
  package init() {
    let (requests, continuation) = AsyncStream.makeStream(of: Void.self)
    self.requests = requests
    sources = Mutex(
      Interruption.numbers().map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
          signal(number, SIG_DFL)
          continuation.yield()
          continuation.finish()
        }
        // Until the system knows of the source, a signal would be lost.
        let isRegistered = DispatchSemaphore(value: 0)
        source.setRegistrationHandler { isRegistered.signal() }
        source.resume()
        isRegistered.wait()
        return (number, source)
      }
    )
  }

  /// Returns when the process is asked to end, even if that was before; from then on signals end it at once.
  package func wait() async {
    for await _ in requests { break }
    sources.withLock { sources in
      for (number, source) in sources {
        source.cancel()
        signal(number, SIG_DFL)
      }
      sources = []
    }
  }

  /// The signals that ask a process to end, but for a closed terminal's under nohup, where it ends nothing.
  private static func numbers() -> [Int32] {
    [SIGINT, SIGTERM, SIGHUP].filter { $0 != SIGHUP || !isIgnored(signal(SIGHUP, SIG_IGN)) }
  }

  private static func isIgnored(_ before: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
