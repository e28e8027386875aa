/// Keeps long work off the event loops, whose other connections would wait for it.
package enum Aside {
  /// Below this, going elsewhere and back costs more than the work.
  private static let worthwhile = 64 << 10

  /// Does work over so many bytes: here where they are few, on the shared executor where they are many.
  ///
  /// Work stands in line there, so that nobody may want it any more when its turn comes.
  package static func run<Value: Sendable>(
    over bytes: Int,
    _ work: @Sendable () throws -> Value
  ) async throws -> Value {
    try Task.checkCancellation()
    guard bytes > worthwhile else { return try work() }
    return try await withTaskExecutorPreference(globalConcurrentExecutor) {
      try Task.checkCancellation()
      return try work()
    }
  }
}
