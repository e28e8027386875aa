import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Synchronization

/// Work that is followed by polls.
struct StubJob: Sendable {
  var id: String
  /// The beginning of its paths: fal's owner and app, Fireworks' model.
  var scope: String
  /// Polls that still find it unfinished; nil for work that is never ready.
  var pollsLeft: Int?
  var isCancelled = false
  /// Whether a client has seen it at work.
  var hasBegun = false
  /// Whether it was called off by itself before that.
  var isAborted = false
  /// When it is called off by itself, where that was asked for.
  var deadline: ContinuousClock.Instant?
  /// The faults that hit its order, and the moments at which they have interfered.
  var faults = Faults()
  fileprivate(set) var interferences: Set<Interference.Moment> = []
  /// The answer to a request for its result.
  var result: HTTPResponse
  /// The work as its provider shows it before it is ready, where it shows it at all.
  var pending: JSONObject = [:]
  /// When the provider forgets what was made.
  var end: ContinuousClock.Instant
  /// The id of the case that ordered it.
  var owner: String?
  /// The purchase that it is billed as; nil where it comes to nothing.
  var purchase: Bookkeeper.Purchase?
  /// Sent as soon as it is ready.
  var webhooks: [Webhook] = []
  /// Sent instead where it is called off before.
  var webhooksIfCancelled: [Webhook] = []

  var isReady: Bool { pollsLeft == 0 || isCancelled }
}

/// All work of one stub.
final class JobStore: Sendable {
  private let jobs = Mutex(
    BoundedStore<String, StubJob>(limit: 10_000, bytes: 512 << 20) { $0.result.body.length ?? 0 }
  )

  func put(_ job: StubJob) { jobs.withLock { _ = $0.put(job, at: job.id) } }

  /// The job as it stands, without a poll.
  func job(_ id: String, in scope: String) -> StubJob? {
    jobs.withLock { jobs in jobs[id].flatMap { $0.scope == scope ? $0 : nil } }
  }

  /// The job as a poll finds it, and whether this poll was the last that finds it unfinished.
  func poll(_ id: String, in scope: String) -> (job: StubJob, isLast: Bool)? {
    jobs.withLock { jobs in
      guard let job = jobs[id], job.scope == scope else { return nil }
      guard !job.isReady else { return (job, false) }
      jobs.change(id) { ($0.pollsLeft, $0.hasBegun) = ($0.pollsLeft.map { $0 - 1 }, true) }
      return (job, job.pollsLeft == 1)
    }
  }

  /// All work of a scope, the newest first.
  func all(in scope: String) -> [StubJob] {
    jobs.withLock { $0.all.reversed().filter { $0.scope == scope } }
  }

  /// Calls work off whose deadline has passed before it was ready; whether this call did.
  func expire(_ id: String, in scope: String, at now: ContinuousClock.Instant) -> Bool {
    jobs.withLock { jobs in
      guard let job = jobs[id], job.scope == scope, !job.isReady, let deadline = job.deadline,
        now >= deadline
      else { return false }
      jobs.change(id) { ($0.isCancelled, $0.isAborted) = (true, !$0.hasBegun) }
      return true
    }
  }

  /// Whether nothing has interfered at this moment yet; from now on it has.
  func isFirst(_ moment: Interference.Moment, of id: String) -> Bool {
    jobs.withLock { jobs in
      guard jobs[id]?.interferences.contains(moment) == false else { return false }
      return jobs.change(id) { $0.interferences.insert(moment) }
    }
  }

  /// The job before it was cancelled; nil where there is none.
  func cancel(_ id: String, in scope: String) -> StubJob? {
    jobs.withLock { jobs in
      guard let job = jobs[id], job.scope == scope else { return nil }
      if !job.isReady { jobs.change(id) { $0.isCancelled = true } }
      return job
    }
  }
}
