import CanonicalJSON
import HTTPMessages
import Synchronization

/// Work that is followed by polls.
struct StubJob: Sendable {
  var id: String
  /// What its paths begin with: fal's owner and app, Fireworks' model.
  var scope: String
  /// Polls that still find it unfinished; nil for work that is never ready.
  var pollsLeft: Int?
  var isCancelled = false
  /// What the result's request is answered.
  var result: HTTPResponse

  /// The work as its provider shows it before it is ready, where it shows it at all.
  var pending: JSONObject = [:]

  var isReady: Bool { pollsLeft == 0 || isCancelled }
}

/// All work of one stub; the oldest makes room.
final class JobShelf: Sendable {
  private struct State {
    var jobs: [String: StubJob] = [:]
    var order: [String] = []
    var oldest = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  init(limit: Int = 10_000) { self.limit = limit }

  func put(_ job: StubJob) {
    state.withLock { state in
      if state.jobs.updateValue(job, forKey: job.id) == nil { state.order.append(job.id) }
      while state.jobs.count > limit {
        state.jobs[state.order[state.oldest]] = nil
        state.oldest += 1
      }
      guard state.oldest > limit else { return }
      state.order.removeFirst(state.oldest)
      state.oldest = 0
    }
  }

  /// The job as it stands, without a poll.
  func job(_ id: String, in scope: String) -> StubJob? {
    state.withLock { state in state.jobs[id].flatMap { $0.scope == scope ? $0 : nil } }
  }

  /// The job as a poll finds it.
  func poll(_ id: String, in scope: String) -> StubJob? {
    state.withLock { state in
      guard let job = state.jobs[id], job.scope == scope else { return nil }
      if let left = job.pollsLeft, left > 0 { state.jobs[id]?.pollsLeft = left - 1 }
      return job
    }
  }

  /// The job before it was cancelled; nil where there is none.
  func cancel(_ id: String, in scope: String) -> StubJob? {
    state.withLock { state in
      guard let job = state.jobs[id], job.scope == scope else { return nil }
      if !job.isReady { state.jobs[id]?.isCancelled = true }
      return job
    }
  }
}
