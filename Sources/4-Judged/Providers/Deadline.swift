package import HTTPMessages

/// The time was up before the work was done.
package struct DeadlinePassed: Error {}

extension Waiting {
  /// Does the work, or cancels it at `deadline` and throws `DeadlinePassed`.
  package func run<Value: Sendable>(
    until deadline: ContinuousClock.Instant,
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await wait(until: deadline)
        throw DeadlinePassed()
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw CancellationError() }
      return value
    }
  }
}
