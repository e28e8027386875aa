import Sockets
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct SocketStreamTests {
  /// Both ends of a connection, each on either kind of loop.
  static func pair(_ index: Int) async throws -> (SocketStream, SocketStream) {
    let loops = EventLoopTests.loops[index]
    let listener = try SocketListener(SocketAddress(.loopback, port: 0), on: loops.current)
    let near = try await SocketStream.connect(to: listener.address, on: loops.current)
    return (near, try await listener.accept(onto: loops).0)
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `carries bytes both ways and then the end`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    try await near.write([1, 2, 3], within: nil)
    #expect(try await far.read(upTo: 2, within: nil) == [1, 2])
    #expect(!far.isQuiet)
    #expect(try await far.read(upTo: 2, within: nil) == [3])
    #expect(far.isQuiet)
    await near.finishWriting()
    #expect(try await far.read(upTo: 2, within: nil) == nil)
    #expect(try await far.read(upTo: 2, within: nil) == nil)
    try await far.write([4], within: nil)
    #expect(try await near.read(upTo: 2, within: nil) == [4])
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `tells the end of the other side before its bytes are read`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    let ending = Task { try await far.waitForEnd() }
    try await near.write([1, 2, 3], within: nil)
    await near.finishWriting()
    #expect(try await ending.value == .halfClosed)
    #expect(try await far.read(upTo: 4, within: nil) == [1, 2, 3])
    #expect(try await far.read(upTo: 4, within: nil) == nil)
    near.reset()
    _ = try await far.waitForEnd()
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `tells a break from an end`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    let ending = Task { try await far.waitForEnd() }
    near.reset()
    #expect(try await ending.value == .broken)
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `ends the wait for an end with its task or its own close`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    let cancelled = Task { try await near.waitForEnd() }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    let closed = Task { try await far.waitForEnd() }
    far.close()
    // The close may be seen first, as an end.
    _ = await closed.result
    await #expect(throws: SocketError.closed) { try await far.waitForEnd() }
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `loses patience when nothing comes or nothing is taken`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    await #expect(throws: SocketError.timedOut) {
      try await near.read(upTo: 1, within: .milliseconds(20))
    }
    let much = [UInt8](repeating: 0, count: 32 << 20)
    await #expect(throws: SocketError.timedOut) {
      try await near.write(much[...], within: .milliseconds(20))
    }
    try await far.write([1], within: nil)
    #expect(try await near.read(upTo: 1, within: nil) == [1])
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `holds a writer back until the reader reads`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    let much = [UInt8](repeating: 7, count: 32 << 20)
    async let writing: Void = near.write(much[...], within: .seconds(300))
    var count = 0
    while count < much.count, let part = try await far.read(upTo: 1 << 20, within: .seconds(300)) {
      count += part.count
    }
    try await writing
    #expect(count == much.count)
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `ends a wait at once when its task is cancelled`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    let reading = Task { try await near.read(upTo: 1, within: .seconds(3600)) }
    reading.cancel()
    await #expect(throws: CancellationError.self) { try await reading.value }
    try await far.write([1], within: nil)
    #expect(try await near.read(upTo: 1, within: nil) == [1])
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `tells whoever waits that it was closed`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    async let reading = near.read(upTo: 1, within: .seconds(300))
    near.close()
    // Closed before it waits or while it waits: the end, or why there is none.
    do {
      #expect(try await reading == nil)
    } catch {
      #expect(error as? SocketError == .closed)
    }
    #expect(try await far.read(upTo: 1, within: .seconds(300)) == nil)
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `shows a reset as a break, not as an end`(index: Int) async throws {
    let (near, far) = try await Self.pair(index)
    near.reset()
    await #expect(throws: SocketError.reset) { try await far.read(upTo: 1, within: nil) }
    await #expect(throws: SocketError.closed) { try await near.read(upTo: 1, within: nil) }
    await #expect(throws: (any Error).self) { try await near.write([1], within: nil) }
  }

  @Test(arguments: EventLoopTests.loops.indices)
  func `says when nothing listens`(index: Int) async throws {
    let loops = EventLoopTests.loops[index]
    let listener = try SocketListener(SocketAddress(.loopback, port: 0), on: loops.current)
    listener.close()
    await #expect(throws: SocketError.connectionRefused("\(listener.address)")) {
      try await SocketStream.connect(to: listener.address, on: loops.current)
    }
    await #expect(throws: SocketError.closed) { try await listener.accept(onto: loops) }
  }
}
