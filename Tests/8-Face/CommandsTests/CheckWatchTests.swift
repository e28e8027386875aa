import Sessions
import Synchronization
import Terminal
import Testing

@testable import Commands

/// Runs that follow changes of files.
struct CheckWatchTests {
  /// Changes that were written down before; nothing changes after the last.
  private struct Script: ChangeSource {
    var changes: [[String]]

    mutating func nextChanges() async throws -> [String]? {
      changes.isEmpty ? nil : changes.removeFirst()
    }
  }

  private struct Failed: Error, CustomStringConvertible { let description = "no gateway" }

  private final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  private func call(_ errors: Log, interruption: @escaping @Sendable () async -> Void = forever)
    throws
    -> Invocation
  {
    let parsed = try ArgumentParser([.check], environment: [:]).parse(["check", "--watch"])
    let console = Console(
      write: { _ in },
      writeError: { errors.add($0) },
      workingDirectory: "/",
      interruption: { interruption }
    )
    return try Invocation(parsed, console: console)
  }

  @Test func `runs everything once, then what failed at each change`() async throws {
    let (runs, errors) = (Log(), Log())
    let watch = CheckWatch(try call(errors)) { _, onlyFailed in
      runs.add(onlyFailed ? "failed" : "all")
      return onlyFailed ? .success : .failure
    }
    let code = try await watch.watch(Script(changes: [["a.py"], ["a", "b", "c", "d", "e"]]))
    #expect(code == .success)
    #expect(runs.all == ["all", "failed", "failed"])
    let waiting = "waiting for files to change; Ctrl-C ends\n"
    #expect(
      errors.all
        == [waiting, "changed: a.py\n", waiting, "changed: a, b, c and 2 more\n", waiting]
    )
  }

  @Test func `goes on where a run could not begin, for the next change may mend it`() async throws {
    let (runs, errors) = (Log(), Log())
    let watch = CheckWatch(try call(errors)) { _, onlyFailed in
      runs.add("run")
      if !onlyFailed { throw Failed() }
      return .success
    }
    #expect(try await watch.watch(Script(changes: [["gateway.json"]])) == .success)
    #expect(runs.all.count == 2)
    #expect(errors.all.first == "error: no gateway\n")
  }

  @Test func `ends where a run was interrupted, and where somebody interrupts the waiting`()
    async throws
  {
    let (runs, errors) = (Log(), Log())
    let watch = CheckWatch(try call(errors)) { _, _ in
      runs.add("run")
      return .interrupted
    }
    #expect(try await watch.watch(Script(changes: [["a"]])) == .interrupted)
    #expect(runs.all.count == 1)
    let waiting = CheckWatch(try call(errors, interruption: {})) { _, _ in .success }
    #expect(try await waiting.watch(Endless()) == .interrupted)
  }

  /// Nothing changes, for as long as anybody waits.
  private struct Endless: ChangeSource {
    mutating func nextChanges() async throws -> [String]? {
      await forever()
      return nil
    }
  }
}

/// Waits until the task is cancelled.
@Sendable private func forever() async {
  let (never, _) = AsyncStream.makeStream(of: Void.self)
  for await _ in never {}
}
