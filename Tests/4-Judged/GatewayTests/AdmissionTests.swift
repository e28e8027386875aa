import TestSupport
import CanonicalJSON
import HTTPMessages
import Synchronization
import Testing

@testable import Gateway

struct AdmissionTests {
  private let clock = TestClock.byHand()

  private func admission(bytes: Int = 100, small: Int = 100, waiting: Int = 2) -> Admission {
    Admission(
      Admission.Limits(bytes: bytes, small: small, waiting: waiting, patience: .seconds(60)),
      clock: clock
    )
  }

  /// A room in which all has come.
  private func settled(_ bytes: Int, in admission: Admission) async throws -> AdmittedRoom {
    let room = admission.open(most: bytes)
    try await room.hold(bytes)
    room.settle(bytes)
    return room
  }

  @Test func `lets in what fits`() async throws {
    let admission = admission()
    _ = try await settled(60, in: admission)
    _ = try await settled(40, in: admission)
    #expect(admission.waiting == 0)
    #expect(admission.used == 100)
  }

  @Test func `what is larger than all there is waits for all of it`() async throws {
    let admission = admission()
    let first = try await settled(1000, in: admission)
    let second = Task { try await settled(1, in: admission) }
    await settle { admission.waiting == 1 }
    first.leave()
    try await second.value.leave()
    #expect(admission.used == 0)
  }

  @Test func `the oldest is promised what it says, and nobody overtakes it`() async throws {
    let admission = admission(waiting: 3)
    let order = Notes()
    let all = try await settled(100, in: admission)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (turn, bytes) in [80, 30, 10].enumerated() {
        group.addTask {
          let room = try await settled(bytes, in: admission)
          order.add("\(bytes)")
          room.leave()
        }
        await settle { admission.waiting == turn + 1 }
      }
      // Room for the last of them alone: the first must not be starved.
      all.settle(80)
      #expect(admission.waiting == 3)
      all.leave()
      try await group.waitForAll()
    }
    #expect(order.all.hasPrefix("80\n"))
    #expect(admission.used == 0)
  }

  @Test func `only what has come takes room, but of the oldest`() async throws {
    let admission = admission(bytes: 1000, small: 50)
    let oldest = admission.open(most: 400)
    let others = (0..<4).map { _ in admission.open(most: 800) }
    for room in [oldest] + others { try await room.hold(10) }
    #expect(admission.used == 50)
    // An eighth is for small ones, and 390 are promised.
    let large = Task { try await settled(440, in: admission) }
    await settle { admission.waiting == 1 }
    _ = try await settled(50, in: admission)
    try await oldest.hold(400)
    oldest.settle(20)
    others.forEach { $0.leave() }
    _ = try await large.value
    #expect(admission.used == 510)
  }

  @Test func `a line that is too long turns away`() async throws {
    let admission = admission(waiting: 1)
    let all = try await settled(100, in: admission)
    let waiting = Task { try await settled(1, in: admission) }
    await settle { admission.waiting == 1 }
    await #expect(throws: Admission.Full.self) { _ = try await settled(1, in: admission) }
    all.leave()
    _ = try await waiting.value
  }

  @Test func `waiting has an end, and leaves nothing behind`() async throws {
    let admission = admission()
    let all = try await settled(100, in: admission)
    let room = admission.open(most: 50)
    let waiting = Task { try await room.hold(50) }
    await settle { admission.waiting == 1 && clock.sleeping == 1 }
    clock.advance(by: .seconds(61))
    await #expect(throws: Admission.Full.self) { try await waiting.value }
    #expect(admission.waiting == 0)
    room.leave()
    all.leave()
    #expect(admission.used == 0)
    _ = try await settled(100, in: admission)
  }

  @Test func `who is cancelled leaves the line to the others`() async throws {
    let admission = admission()
    _ = try await settled(90, in: admission)
    let room = admission.open(most: 50)
    let large = Task {
      defer { room.leave() }
      try await room.hold(50)
    }
    await settle { admission.waiting == 1 }
    let small = Task { try await settled(10, in: admission) }
    await settle { admission.waiting == 2 }
    large.cancel()
    await #expect(throws: CancellationError.self) { try await large.value }
    _ = try await small.value
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

  @Test func `bodies that drip hold up no other`() async throws {
    let driver = try GatewayDriver()
    let gate = Gate()
    let drip = HTTPBodyStream(length: 64 << 20) {
      await gate.pass()
      return nil
    }
    let fields: HTTPFields = [
      "Authorization": "Bearer any", "Content-Type": "multipart/form-data; boundary=b",
    ]
    let dripping = (0..<5).map { _ in
      Task { try await driver.send(.post, "/v1/images/edits", .stream(drip), fields: fields) }
    }
    await settle { driver.gateway.admission.used == 5 * 64 << 10 }
    #expect(try await driver.generate(["model": "fal/flux.2-max", "prompt": "a"]).status == 200)
    gate.open()
    for task in dripping { #expect(try await task.value.status == 400) }
    #expect(driver.gateway.admission.used == 0)
  }

  @Test func `pictures that are slow to come hold up no other`() async throws {
    let gate = Gate()
    let driver = try GatewayDriver { settings in
      settings.environment.downloads = HTTPHandlerClosure { _ in
        let parts = Mutex([Fixture.png[...]])
        let stream = HTTPBodyStream {
          await gate.pass()
          return parts.withLock { $0.popLast() }
        }
        return HTTPResponse(200, body: .stream(stream))
      }
    }
    let slow = (0..<5).map { _ in
      Task {
        try await driver.edit([
          "model": "fal/flux.2-max", "prompt": "a", "images": [["image_url": "http://a.test/"]],
        ])
      }
    }
    await settle { driver.gateway.admission.used > 5 * 64 << 10 }
    #expect(try await driver.generate(["model": "fal/flux.2-max", "prompt": "a"]).status == 200)
    gate.open()
    for task in slow { #expect(try await task.value.status == 200) }
    #expect(driver.gateway.admission.used == 0)
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
