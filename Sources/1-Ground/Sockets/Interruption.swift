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
  ///
  /// Where there is something to `reload`, a hang-up asks for that instead, unless a closed terminal sent it.
  package init(reload: (@Sendable () -> Void)? = nil) {
    let (requests, continuation) = AsyncStream.makeStream(of: Void.self)
    self.requests = requests
    let hangUps = HangUps(reload)
    sources = Mutex(
      [SIGINT, SIGTERM, SIGHUP].filter { $0 != SIGHUP || hangUps.areHeard }.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
          if number == SIGHUP, !hangUps.ends() { return }
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
}

/// The meaning of a hang-up: a terminal was closed, or whoever keeps a service running wants it to read anew.
private final class HangUps: Sendable {
  private let reload: (@Sendable () -> Void)?
  /// Under nohup a closed terminal ends nothing.
  private let wereIgnored: Bool
  private let hasTerminal: Mutex<Bool>

  init(_ reload: (@Sendable () -> Void)?) {
    self.reload = reload
    wereIgnored = HangUps.isIgnored(signal(SIGHUP, SIG_IGN))
    hasTerminal = Mutex(HangUps.opensTerminal())
  }

  var areHeard: Bool { reload != nil || !wereIgnored }

  /// Whether the one that came ends the process; one that asks for a reload gets it.
  func ends() -> Bool {
    guard let reload else { return true }
    let isClosed = hasTerminal.withLock { hasTerminal in
      let hadTerminal = hasTerminal
      hasTerminal = HangUps.opensTerminal()
      return hadTerminal && !hasTerminal
    }
    if isClosed { return !wereIgnored }
    reload()
    return false
  }

  /// Whether the process has a terminal still: a closed one can't be opened.
  private static func opensTerminal() -> Bool {
    let number = unsafe open("/dev/tty", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return false }
    close(number)
    return true
  }

  private static func isIgnored(_ before: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
