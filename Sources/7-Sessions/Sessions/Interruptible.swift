/// Runs `body`, and ends it early where `interruption` returns before it: what it has until then is its result.
package func interruptible<Result: Sendable>(
  by interruption: @escaping @Sendable () async -> Void,
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> (Result, isInterrupted: Bool) {
  try await withThrowingTaskGroup(of: Result?.self) { group in
    // First, so that whoever interrupts before the work has begun is heard before it has ended.
    group.addTask {
      await interruption()
      return nil
    }
    group.addTask { try await body() }
    var isInterrupted = false
    while let result = try await group.next() {
      group.cancelAll()
      if let result { return (result, isInterrupted) }
      isInterrupted = true
    }
    throw CancellationError()
  }
}
