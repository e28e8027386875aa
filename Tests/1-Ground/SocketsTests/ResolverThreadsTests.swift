import Sockets
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite(.timeLimit(.minutes(10)))
struct ResolverThreadsTests {
  /// A resolver that says nothing until it is let.
  private final class Silent: Sendable {
    private let state = Mutex((isOpen: false, asked: 0))

    var asked: Int { state.withLock { $0.asked } }

    func open() { state.withLock { $0.isOpen = true } }

    func resolve(_ host: String) -> [IPAddress] {
      state.withLock { $0.asked += 1 }
      while !state.withLock({ $0.isOpen }) { sched_yield() }
      return host == "nobody" ? [] : [.loopback]
    }
  }

  @Test func `those who left leave no threads behind`() async throws {
    let silent = Silent()
    let threads = ResolverThreads(limit: 2) { silent.resolve($0) }
    let asking = (0..<50).map { number in
      Task { try await threads.answer(to: "host \(number)") }
    }
    while silent.asked < 2 { await Task.yield() }
    asking.forEach { $0.cancel() }
    for task in asking {
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(threads.running <= 2)
    let last = Task { try await threads.answer(to: "last") }
    silent.open()
    #expect(try await last.value == [.loopback])
    // The two that were being asked when their askers left, and the last.
    #expect(silent.asked == 3)
    while threads.running > 0 { await Task.yield() }
    await #expect(throws: SocketError.unknownHost("nobody")) {
      try await threads.answer(to: "nobody")
    }
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `an answer that doesn't come has an end`(index: Int) async {
    let loop = EventLoopTests.loops[index].current
    let silent = Silent()
    let threads = ResolverThreads(limit: 1) { silent.resolve($0) }
    await #expect(throws: SocketError.timedOut) {
      try await threads.answer(to: "host", on: loop, until: .now)
    }
    silent.open()
  }
}
