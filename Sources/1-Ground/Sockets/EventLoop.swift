import Synchronization

/// One thread that waits for descriptors and timers, and runs the tasks that prefer it.
///
/// A connection's task lives on its loop: what the loop wakes it runs itself, without a hop.
package final class EventLoop: TaskExecutor {
  fileprivate struct State: Sendable {
    var jobs: [UnownedJob] = []
    var timers = Timers()
    var watches = WatchTable()
    /// Whether the thread is in the system, and until when at the latest.
    var isAsleep = false
    var wakesAt: ContinuousClock.Instant?
  }

  /// How often fresh jobs run before descriptors get their turn.
  private static let roundsBetweenWaits = 16

  private let poller: any Poller
  private let state = Mutex(State())
  private let thread = Atomic<UInt>(0)

  init(_ kind: PollerKind) throws(SocketError) {
    poller = try kind.makePoller()
    try System.startThread { self.run() }
  }

  package var isCurrent: Bool { thread.load(ordering: .relaxed) == System.currentThread }

  /// How many descriptors it watches.
  package var load: Int { state.withLock { $0.watches.count } }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let wakes = state.withLock { state in
      state.jobs.append(job)
      return state.endSleep()
    }
    if wakes, !isCurrent { poller.wake() }
  }

  private func run() {
    thread.store(System.currentThread, ordering: .relaxed)
    while true {
      runJobs()
      let milliseconds = goToSleep()
      poller.wait(milliseconds: milliseconds) { token, readiness in
        state.withLock { $0.watches[token] }?.signal(readiness)
      }
      ringTimers()
    }
  }

  private func runJobs() {
    let executor = unsafe asUnownedTaskExecutor()
    for _ in 0..<EventLoop.roundsBetweenWaits {
      let jobs = state.withLock { state in
        defer { state.jobs = [] }
        return state.jobs
      }
      guard !jobs.isEmpty else { return }
      for job in jobs { unsafe job.runSynchronously(on: executor) }
    }
  }

  private func goToSleep() -> Int32 {
    state.withLock { state in
      guard state.jobs.isEmpty else { return 0 }
      state.wakesAt = state.timers.earliest
      state.isAsleep = true
      guard let deadline = state.wakesAt else { return -1 }
      let left = ContinuousClock.now.duration(to: deadline).components
      guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
      // Rounded up, since a wait that ends early only waits again.
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
      return Int32(clamping: milliseconds)
    }
  }

  private func ringTimers() {
    let now = state.withLock { state in
      state.isAsleep = false
      return state.timers.earliest.map { _ in ContinuousClock.now }
    }
    guard let now else { return }
    while let target = state.withLock({ $0.timers.popDue(now) }) {
      guard let again = target.ring(at: now) else { continue }
      state.withLock { $0.timers.insert(target, at: again) }
    }
  }
}

extension EventLoop {
  /// Takes a descriptor under watch, until `forget`.
  func watch(_ descriptor: Int32) throws(SocketError) -> Watch {
    let watch = state.withLock { $0.watches.add { Watch(on: self, token: $0) } }
    do {
      try poller.add(descriptor, token: watch.token)
    } catch {
      state.withLock { $0.watches.remove(watch.token) }
      throw error
    }
    return watch
  }

  func forget(_ watch: Watch, _ descriptor: Int32) {
    poller.remove(descriptor, token: watch.token)
    state.withLock { $0.watches.remove(watch.token) }
  }

  func expect(_ interest: Interest, token: UInt64) {
    if poller.expect(interest, token: token), !isCurrent { poller.wake() }
  }

  func schedule(_ target: any Timed, at deadline: ContinuousClock.Instant) {
    let wakes = state.withLock { state in
      state.timers.insert(target, at: deadline)
      if let wakesAt = state.wakesAt, wakesAt <= deadline { return false }
      return state.endSleep()
    }
    if wakes, !isCurrent { poller.wake() }
  }

  func noteTimerOver() { state.withLock { $0.timers.noteOver() } }
}

extension EventLoop.State {
  /// Whether the thread sleeps and has not been woken yet.
  fileprivate mutating func endSleep() -> Bool {
    defer { isAsleep = false }
    return isAsleep
  }
}
