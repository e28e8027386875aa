/// Runs that follow changes of files: everything once, then at each change what failed last before anything else.
package struct WatchRun<Outcome: Sendable>: Sendable {
  /// Runs once, or only what failed when it last ran; nil where somebody interrupts.
  private let run: @Sendable (_ onlyFailed: Bool) async throws -> Outcome?
  /// The outcome of a run that can't begin, which is no reason to stop: the next change may mend what is wrong.
  private let fail: @Sendable (any Error) -> Outcome
  private let say: @Sendable (String) -> Void

  package init(
    run: @escaping @Sendable (_ onlyFailed: Bool) async throws -> Outcome?,
    fail: @escaping @Sendable (any Error) -> Outcome,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.run = run
    self.fail = fail
    self.say = say
  }

  /// The outcome of the last run where nothing can change any more; nil where somebody interrupts.
  package func outcome(
    following changes: some ChangeSource,
    until interruption: @escaping @Sendable () async -> Void
  ) async throws -> Outcome? {
    let (outcome, isInterrupted) = try await interruptible(by: interruption) {
      await follow(changes)
    }
    return isInterrupted ? nil : outcome
  }

  private func follow(_ changes: some ChangeSource) async -> Outcome? {
    var changes = changes
    var outcome = await once(onlyFailed: false)
    while outcome != nil {
      say("waiting for files to change; Ctrl-C ends\n")
      guard let files = try? await changes.nextChanges() else { return outcome }
      say("changed: \(list(files))\n")
      outcome = await once(onlyFailed: true)
    }
    return outcome
  }

  private func once(onlyFailed: Bool) async -> Outcome? {
    do {
      return try await run(onlyFailed)
    } catch is CancellationError {
      return nil
    } catch {
      return fail(error)
    }
  }

  private func list(_ files: [String]) -> String {
    let mostNamed = 3
    let named = files.prefix(mostNamed).joined(separator: ", ")
    return files.count > mostNamed ? "\(named) and \(files.count - mostNamed) more" : named
  }
}
