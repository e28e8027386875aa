import Synchronization
import Testing

@testable import Sessions

/// Runs that follow changes of files.
struct WatchRunTests {
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

  private enum Outcome { case fine, broken, notBegun }

  private func watch(
    _ said: Log,
    run: @escaping @Sendable (_ onlyFailed: Bool) async throws -> Outcome?
  ) -> WatchRun<Outcome> {
    WatchRun(
      run: run,
      fail: { error in
        said.add("error: \(error)\n")
        return .notBegun
      },
      say: { said.add($0) }
    )
  }

  @Test func `runs everything once, then what failed at each change`() async throws {
    let (runs, errors) = (Log(), Log())
    let watch = watch(errors) { onlyFailed in
      runs.add(onlyFailed ? "failed" : "all")
      return onlyFailed ? .fine : .broken
    }
    let changes = Script(changes: [["a.py"], ["a", "b", "c", "d", "e"]])
    let outcome = try await watch.outcome(following: changes, until: forever)
    #expect(outcome == .fine)
    #expect(runs.all == ["all", "failed", "failed"])
    let waiting = "waiting for files to change; Ctrl-C ends\n"
    #expect(
      errors.all
        == [waiting, "changed: a.py\n", waiting, "changed: a, b, c and 2 more\n", waiting]
    )
  }

  @Test func `goes on where a run could not begin, for the next change may mend it`() async throws {
    let (runs, errors) = (Log(), Log())
    let watch = watch(errors) { onlyFailed in
      runs.add("run")
      if !onlyFailed { throw Failed() }
      return .fine
    }
    let changes = Script(changes: [["gateway.json"]])
    #expect(try await watch.outcome(following: changes, until: forever) == .fine)
    #expect(runs.all.count == 2)
    #expect(errors.all.first == "error: no gateway\n")
  }

  @Test func `ends where a run was interrupted, and where somebody interrupts the waiting`()
    async throws
  {
    let (runs, errors) = (Log(), Log())
    let watch = watch(errors) { _ in
      runs.add("run")
      return nil
    }
    #expect(
      try await watch.outcome(following: Script(changes: [["a"]]), until: forever) == nil
    )
    #expect(runs.all.count == 1)
    let waiting = self.watch(errors) { _ in .fine }
    #expect(try await waiting.outcome(following: Endless(), until: {}) == nil)
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
