import HTTPMessages
import Synchronization

/// Lets bodies in by their bytes: who finds no room waits in line, and a line too long turns away.
///
/// A body that waits is not read, so that it stays with its client and takes no memory here.
package final class Admission: Sendable {
  /// How much is let in at a time, and how long a line may grow and last.
  package struct Limits: Sendable {
    package var bytes: Int
    package var waiting: Int
    package var patience: Duration

    package init(
      bytes: Int = 96 << 20,
      waiting: Int = 1024,
      patience: Duration = .seconds(120)
    ) {
      self.bytes = bytes
      self.waiting = waiting
      self.patience = patience
    }
  }

  /// There was no room, and there will be none soon.
  struct Full: Error, Equatable {}

  private let limits: Limits
  private let clock: any Waiting
  private let state: Mutex<AdmissionLine>

  init(_ limits: Limits, clock: any Waiting) {
    self.limits = limits
    self.clock = clock
    state = Mutex(AdmissionLine(free: limits.bytes))
  }

  /// Waits until there is room for `bytes`, and gives what must be handed to `leave`.
  func enter(_ bytes: Int) async throws -> Int {
    let bytes = min(max(bytes, 0), limits.bytes)
    if try take(bytes) { return bytes }
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await self.clock.wait(for: self.limits.patience)
        self.dismiss(id, Full())
      }
      defer { group.cancelAll() }
      try await wait(id, bytes)
    }
    return bytes
  }

  /// Makes room for those who wait.
  func leave(_ bytes: Int) {
    let next = state.withLock { state in
      state.free += bytes
      return state.admitted()
    }
    next.forEach { $0.continuation.resume() }
  }

  /// How many wait.
  var waiting: Int { state.withLock { $0.line.count } }

  /// Whether there was room at once; nobody overtakes those who wait.
  private func take(_ bytes: Int) throws -> Bool {
    try state.withLock { state in
      if state.line.isEmpty, state.free >= bytes {
        state.free -= bytes
        return true
      }
      guard state.line.count < limits.waiting else { throw Full() }
      return false
    }
  }

  private func wait(_ id: Int, _ bytes: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // Asked under the lock: a cancellation that comes later finds the waiter in the line.
        let next: [AdmissionLine.Waiter]? = state.withLock { state in
          guard !Task.isCancelled else { return nil }
          state.line.append(AdmissionLine.Waiter(id: id, bytes: bytes, continuation: continuation))
          return state.admitted()
        }
        guard let next else { return continuation.resume(throwing: CancellationError()) }
        next.forEach { $0.continuation.resume() }
      }
    } onCancel: {
      dismiss(id, CancellationError())
    }
  }

  /// Takes a waiter out of the line, which may let the next ones in.
  private func dismiss(_ id: Int, _ error: any Error) {
    let (waiter, next) = state.withLock { state in
      guard let place = state.line.firstIndex(where: { $0.id == id }) else {
        return (AdmissionLine.Waiter?.none, [AdmissionLine.Waiter]())
      }
      return (state.line.remove(at: place), state.admitted())
    }
    waiter?.continuation.resume(throwing: error)
    next.forEach { $0.continuation.resume() }
  }
}

/// What is free, and who waits for it, first come first served.
private struct AdmissionLine {
  struct Waiter {
    var id: Int
    var bytes: Int
    var continuation: CheckedContinuation<Void, any Error>
  }

  var free: Int
  var line: [Waiter] = []
  var nextID = 0

  /// Takes those out of the line for whom there is room now.
  mutating func admitted() -> [Waiter] {
    var admitted: [Waiter] = []
    while let first = line.first, first.bytes <= free {
      free -= first.bytes
      admitted.append(line.removeFirst())
    }
    return admitted
  }
}
