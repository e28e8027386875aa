import HTTPMessages
import Synchronization

/// Lets bodies in as their bytes come: what finds no room is not read, and so stays with its client.
///
/// The oldest body that is still coming in may always become as long as it says, so that one after
/// the other ends; the others share what is left, and small ones have room that no large one takes.
package final class Admission: Sendable {
  /// How much is let in at a time, and how long a line may grow and last.
  package struct Limits: Sendable {
    package var bytes: Int
    /// No longer bodies may take the last eighth of the bytes.
    package var small: Int
    package var waiting: Int
    package var patience: Duration

    package init(
      bytes: Int = 96 << 20,
      small: Int = 64 << 10,
      waiting: Int = 1024,
      patience: Duration = .seconds(120)
    ) {
      self.bytes = bytes
      self.small = small
      self.waiting = waiting
      self.patience = patience
    }
  }

  /// There was no room, and there will be none soon.
  struct Full: Error, Equatable {}

  private let limits: Limits
  private let clock: any Waiting
  private let state: Mutex<AdmittedBodies>

  init(_ limits: Limits, clock: any Waiting) {
    self.limits = limits
    self.clock = clock
    state = Mutex(AdmittedBodies(limits))
  }

  /// Room for bytes of which there will be `most`; a caller that opens it must leave it.
  func open(most: Int) -> AdmittedRoom {
    AdmittedRoom(admission: self, id: state.withLock { $0.open(most: most) })
  }

  /// How many wait.
  var waiting: Int { state.withLock { $0.line.count } }

  /// How many bytes are let in.
  var used: Int { state.withLock { $0.used } }

  /// Waits until the room of `id` holds `bytes`.
  fileprivate func hold(_ bytes: Int, _ id: Int) async throws {
    let holds = try state.withLock { state in
      if state.hold(bytes, id) { return true }
      guard state.line.count < limits.waiting else { throw Full() }
      return false
    }
    guard !holds else { return }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await self.clock.wait(for: self.limits.patience)
        self.dismiss(id, Full())
      }
      defer { group.cancelAll() }
      try await wait(bytes, id)
    }
  }

  /// Changes a room, which may let others in.
  fileprivate func change(_ body: (inout AdmittedBodies) -> Void) {
    let next = state.withLock { state in
      body(&state)
      return state.admitted()
    }
    next.forEach { $0.continuation.resume() }
  }

  private func wait(_ bytes: Int, _ id: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // Asked under the lock: a cancellation that comes later finds the waiter in the line.
        let next: [AdmittedBodies.Waiter]? = state.withLock { state in
          guard !Task.isCancelled else { return nil }
          let waiter = AdmittedBodies.Waiter(id: id, bytes: bytes, continuation: continuation)
          state.line.append(waiter)
          return state.admitted()
        }
        guard let next else { return continuation.resume(throwing: CancellationError()) }
        next.forEach { $0.continuation.resume() }
      }
    } onCancel: {
      dismiss(id, CancellationError())
    }
  }

  private func dismiss(_ id: Int, _ error: any Error) {
    let waiter = state.withLock { state in
      state.line.firstIndex { $0.id == id }.map { state.line.remove(at: $0) }
    }
    waiter?.continuation.resume(throwing: error)
  }
}

/// The part of the room for bodies that one request holds.
struct AdmittedRoom: Sendable {
  fileprivate let admission: Admission
  fileprivate let id: Int

  /// How much of a body is let in at a time.
  private static let piece = 64 << 10

  /// Waits until there is room for so many bytes in all.
  func hold(_ bytes: Int) async throws { try await admission.hold(bytes, id) }

  /// Reads a body as there is room for it, behind what the room holds already.
  func collected(_ body: HTTPBody, limit: Int, behind held: Int = 0) async throws -> [UInt8] {
    switch body {
    case .bytes(let bytes):
      guard bytes.count <= limit else { throw HTTPBodyTooLong(limit: limit) }
      try await hold(held + bytes.count)
      return bytes
    case .stream(let stream):
      var bytes: [UInt8] = []
      let most = min(stream.length ?? limit, limit)
      while true {
        try await hold(held + min(most, bytes.count + AdmittedRoom.piece))
        guard let part = try await stream.next() else { return bytes }
        guard bytes.count + part.count <= limit else { throw HTTPBodyTooLong(limit: limit) }
        bytes += part
      }
    }
  }

  /// All has come: so many bytes stay until `leave`.
  func settle(_ bytes: Int) { admission.change { $0.settle(bytes, id) } }

  func leave() { admission.change { $0.leave(id) } }
}
