import HTTPMessages
import Testing

struct AsideTests {
  private struct Broken: Error {}

  @Test(arguments: [0, 64 << 10, 65 << 10, Int.max])
  func `gives what the work gives, and throws what it throws`(bytes: Int) async throws {
    #expect(try await Aside.run(over: bytes) { bytes } == bytes)
    await #expect(throws: Broken.self) {
      try await Aside.run(over: bytes) { throw Broken() }
    }
  }

  @Test(arguments: [0, Int.max])
  func `work that nobody wants any more isn't done`(bytes: Int) async {
    let work = Task {
      while !Task.isCancelled { await Task.yield() }
      try await Aside.run(over: bytes) { _ = Issue.record("it was done") }
    }
    work.cancel()
    await #expect(throws: CancellationError.self) { try await work.value }
  }
}
