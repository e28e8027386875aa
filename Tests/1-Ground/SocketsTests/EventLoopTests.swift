import Sockets
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct EventLoopTests {
  static let loops = PollerKind.allCases.map { EventLoops($0, count: 1) }

  @Test(arguments: loops.indices)
  func `runs a task that prefers it and the children that follow`(index: Int) async {
    let loop = Self.loops[index].current
    let stays = await withTaskExecutorPreference(loop) {
      async let child = loop.isCurrent
      let here = loop.isCurrent
      return await [here, child]
    }
    #expect(stays == [true, true])
  }

  /// Runs sleepers that are all asleep before the first is due; on a busy machine again, with more time to lie down.
  private func order(
    of body: (_ start: ContinuousClock.Instant, _ isInTime: @escaping @Sendable () -> Void) async
      -> [Int]
  ) async -> [Int] {
    var lead = Duration.milliseconds(50)
    while true {
      let start = ContinuousClock.now.advanced(by: lead)
      let isLate = Atomic(false)
      let order = await body(start) {
        if ContinuousClock.now >= start { isLate.store(true, ordering: .relaxed) }
      }
      if !isLate.load(ordering: .relaxed) { return order }
      lead *= 2
    }
  }

  @Test(arguments: loops.indices)
  func `wakes sleepers in the order of their deadlines`(index: Int) async throws {
    let loop = Self.loops[index].current
    let order = await order { start, isInTime in
      await withTaskGroup(of: Int.self) { group in
        for delay in [30, 10, 20] {
          group.addTask(executorPreference: loop) {
            isInTime()
            try? await loop.sleep(until: start.advanced(by: .milliseconds(delay)))
            return ContinuousClock.now < start.advanced(by: .milliseconds(delay)) ? -1 : delay
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(order == [10, 20, 30])
  }

  @Test(arguments: loops.indices)
  func `ends a sleep at once when it is cancelled`(index: Int) async {
    let loop = Self.loops[index].current
    let task = Task { try await loop.sleep(until: .now.advanced(by: .seconds(3600))) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test(arguments: loops.indices)
  func `keeps the order of hundreds of sleepers when others are cancelled`(index: Int) async {
    let loop = Self.loops[index].current
    let order = await order { start, isInTime in
      await withTaskGroup(of: Int?.self) { group in
        // 7 and 400 share no divisor, so that every number comes once, far from its neighbors.
        for number in (0..<400).map({ $0 * 7 % 400 }) {
          group.addTask(executorPreference: loop) {
            let sleeping = Task(executorPreference: loop) {
              isInTime()
              try await loop.sleep(until: start.advanced(by: .microseconds(number)))
            }
            if number % 2 == 1 { sleeping.cancel() }
            return (try? await sleeping.value).map { number }
          }
        }
        return await group.reduce(into: [] as [Int]) { order, number in
          if let number { order.append(number) }
        }
      }
    }
    #expect(order == Array(stride(from: 0, to: 400, by: 2)))
  }

  @Test(arguments: [(1, 1), (64, 32), (256, 128), (1024, 768), (10_240, 9984)])
  func `connections leave files for all else`(limit: Int, room: Int) {
    #expect(EventLoops.connectionRoom(ofFiles: limit) == room)
  }
}
