import HTTPTransport
import Synchronization
import Terminal
import Testing

@testable import Commands

/// A verb that serves, while a test talks to it.
struct RunningServer {
  let base: String
  let banner: String
  /// Lets it read anew what it was started with.
  var reload: @Sendable () -> Void = {}
  let client = HTTPClient(reaching: .anyAddress)
}

/// Runs a verb on a free port beside `body`, interrupts it then, and gives what it printed.
@discardableResult
func whileRunning(
  _ arguments: [String],
  environment: [String: String] = [:],
  in directory: String = "/",
  _ body: (RunningServer) async throws -> Void
) async throws -> String {
  let (printed, output) = AsyncStream.makeStream(of: String.self)
  let (ends, end) = AsyncStream.makeStream(of: Void.self)
  let reloads = Mutex<(@Sendable () -> Void)?>(nil)
  let console = Console(
    write: { output.yield($0) },
    writeError: { output.yield($0) },
    environment: environment,
    workingDirectory: directory,
    interruption: { { for await _ in ends {} } },
    interruptionOfService: { reload in
      reloads.withLock { $0 = reload }
      return { for await _ in ends {} }
    }
  )
  async let code = Touchstone.run(arguments + ["--port", "0"], console: console)
  var log = ""
  var lines = printed.makeAsyncIterator()
  while !log.contains("Ctrl-C"), let text = await lines.next() { log += text }
  do {
    let address = try #require(log.firstRange(of: "http://127.0.0.1:"))
    let port = log[address.upperBound...].prefix(while: \.isNumber)
    var server = RunningServer(base: "http://127.0.0.1:\(port)", banner: log)
    server.reload = { reloads.withLock { $0 }?() }
    try await body(server)
  } catch {
    end.finish()
    throw error
  }
  end.finish()
  #expect(await code == .success)
  output.finish()
  while let text = await lines.next() { log += text }
  return log
}
