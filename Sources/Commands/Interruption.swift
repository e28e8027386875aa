import Dispatch

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ctrl-C and the polite request to end, as something that a task can wait for.
enum Interruption {
  /// Returns when the process is asked to end; a second time ends it at once.
  static func wait() async {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        signal(number, SIG_DFL)
        continuation.yield()
        continuation.finish()
      }
      source.resume()
      return source
    }
    for await _ in signals { break }
    sources.forEach { $0.cancel() }
  }
}
