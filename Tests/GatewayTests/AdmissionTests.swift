import CanonicalJSON
import HTTPMessages
import Synchronization
import Testing

@testable import Gateway

struct AdmissionTests {
  private let clock = HandClock()

  private func admission(bytes: Int = 100, waiting: Int = 2) -> Admission {
    Admission(
      Admission.Limits(bytes: bytes, waiting: waiting, patience: .seconds(60)),
      clock: clock
    )
  }

  @Test func `lets in what fits`() async throws {
    let admission = admission()
    #expect(try await admission.enter(60) == 60)
    #expect(try await admission.enter(40) == 40)
    #expect(admission.waiting == 0)
  }

  @Test func `what is larger than all there is waits for all of it`() async throws {
    let admission = admission()
    #expect(try await admission.enter(1000) == 100)
    admission.leave(100)
    #expect(try await admission.enter(100) == 100)
  }

  @Test func `those who wait come in by turns, and nobody overtakes them`() async throws {
    let admission = admission(waiting: 3)
    let order = Notes()
    _ = try await admission.enter(100)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (turn, bytes) in [80, 30, 10].enumerated() {
        group.addTask {
          let room = try await admission.enter(bytes)
          order.add("\(bytes)")
          admission.leave(room)
        }
        await settle { admission.waiting == turn + 1 }
      }
      // Room for the last of them alone: the first must not be starved.
      admission.leave(20)
      #expect(admission.waiting == 3)
      admission.leave(80)
      try await group.waitForAll()
    }
    #expect(order.all.hasPrefix("80\n"))
    #expect(try await admission.enter(100) == 100)
  }

  @Test func `a line that is too long turns away`() async throws {
    let admission = admission(waiting: 1)
    _ = try await admission.enter(100)
    let waiting = Task { try await admission.enter(1) }
    await settle { admission.waiting == 1 }
    await #expect(throws: Admission.Full.self) { _ = try await admission.enter(1) }
    admission.leave(100)
    #expect(try await waiting.value == 1)
  }

  @Test func `waiting has an end, and leaves nothing behind`() async throws {
    let admission = admission()
    _ = try await admission.enter(100)
    let waiting = Task { try await admission.enter(50) }
    await settle { admission.waiting == 1 && clock.sleeping == 1 }
    clock.advance(by: .seconds(61))
    await #expect(throws: Admission.Full.self) { _ = try await waiting.value }
    #expect(admission.waiting == 0)
    admission.leave(100)
    #expect(try await admission.enter(100) == 100)
  }

  @Test func `who is cancelled leaves the line to the others`() async throws {
    let admission = admission()
    _ = try await admission.enter(90)
    let large = Task { try await admission.enter(50) }
    await settle { admission.waiting == 1 }
    let small = Task { try await admission.enter(10) }
    await settle { admission.waiting == 2 }
    large.cancel()
    await #expect(throws: CancellationError.self) { _ = try await large.value }
    #expect(try await small.value == 10)
    #expect(clock.sleeping == 0)
  }

  @Test func `a body that waits is not read, and one too many is 429`() async throws {
    let gate = Gate()
    let upstream = ScriptedProviders { _, _ in
      await gate.pass()
      return nil
    }
    let driver = try GatewayDriver(upstream) { settings in
      settings.admission = Admission.Limits(bytes: 100, waiting: 1, patience: .seconds(60))
    }
    let first = Task { try await driver.generate(["model": "fal/flux.2-max", "prompt": "a"]) }
    await settle { upstream.calls.count == 1 }
    let reads = Mutex(0)
    let body = Array(#"{"model":"fal/flux.2-max","prompt":"b"}"#.utf8)
    let second = Task {
      let parts = Mutex([body[...]])
      let stream = HTTPBodyStream(length: 90) {
        reads.withLock { $0 += 1 }
        return parts.withLock { $0.popLast() }
      }
      return try await driver.send(.post, "/v1/images/generations", .stream(stream))
    }
    await settle { driver.gateway.admission.waiting == 1 }
    let third = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": .string(String(repeating: "c", count: 60)),
    ])
    #expect(third.status == 429)
    #expect(third["/error/code"] == "RATE_LIMITED")
    #expect(third.fields[.retryAfter] == "1")
    #expect(reads.withLock { $0 } == 0)
    gate.open()
    #expect(try await first.value.status == 200)
    #expect(try await second.value.status == 200)
    #expect(reads.withLock { $0 } > 0)
  }

  @Test func `a body of untold length takes only its own room once it is here`() async throws {
    let gate = Gate()
    let upstream = ScriptedProviders { _, _ in
      await gate.pass()
      return nil
    }
    let driver = try GatewayDriver(upstream) { settings in
      settings.admission = Admission.Limits(bytes: 100, waiting: 1, patience: .seconds(60))
    }
    let parts = Mutex([Array(#"{"model":"fal/flux.2-max","prompt":"a"}"#.utf8)[...]])
    let untold = HTTPBodyStream { parts.withLock { $0.popLast() } }
    let first = Task { try await driver.send(.post, "/v1/images/generations", .stream(untold)) }
    await settle { upstream.calls.count == 1 }
    let second = Task { try await driver.generate(["model": "fal/flux.2-max", "prompt": "b"]) }
    await settle { upstream.calls.count == 2 }
    #expect(upstream.calls.count == 2)
    gate.open()
    #expect(try await first.value.status == 200)
    #expect(try await second.value.status == 200)
  }
}

/// Holds tasks until it is opened.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }
}
