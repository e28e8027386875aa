import Sessions
import Terminal

/// `check --watch`: runs again whenever files change, what failed last before anything else.
struct CheckWatch {
  static let watches = Option.flag(
    "watch",
    "run again what failed whenever files of the gateway or goldens change, until interrupted"
  )

  private let call: Invocation
  /// Runs the chosen cases of a call once, or those of them alone that failed when they last ran.
  private let run: @Sendable (_ call: Invocation, _ onlyFailed: Bool) async throws -> ExitCode

  init(
    _ call: Invocation,
    run: @escaping @Sendable (_ call: Invocation, _ onlyFailed: Bool) async throws -> ExitCode
  ) {
    self.call = call
    self.run = run
  }

  /// Ends when somebody interrupts, or with the code of the last run where nothing can change any more.
  func watch(_ changes: some ChangeSource) async throws -> ExitCode {
    let (code, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      await follow(changes)
    }
    return isInterrupted ? .interrupted : code
  }

  private func follow(_ changes: some ChangeSource) async -> ExitCode {
    var changes = changes
    var code = await once(onlyFailed: false)
    while code != .interrupted {
      if !call.isQuiet { call.console.writeError("waiting for files to change; Ctrl-C ends\n") }
      guard let files = try? await changes.nextChanges() else { return code }
      if !call.isQuiet { call.console.writeError("changed: \(CheckWatch.list(files))\n") }
      code = await once(onlyFailed: true)
    }
    return code
  }

  /// A run that can't begin is no reason to stop: the next change may mend what is wrong.
  private func once(onlyFailed: Bool) async -> ExitCode {
    do {
      // One listens for all runs: whoever interrupts cancels the task that they are part of.
      return try await run(call.endedByCancellation, onlyFailed)
    } catch is CancellationError {
      return .interrupted
    } catch {
      call.console.writeError("error: \(error)\n")
      return .usage
    }
  }

  private static let mostNamed = 3

  private static func list(_ files: [String]) -> String {
    let named = files.prefix(mostNamed).joined(separator: ", ")
    return files.count > mostNamed ? "\(named) and \(files.count - mostNamed) more" : named
  }
}
