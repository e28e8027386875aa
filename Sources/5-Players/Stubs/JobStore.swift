import Bytes
import CanonicalJSON
import Exchanges
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
  /// When the provider forgets what was made.
  var end: ContinuousClock.Instant
  /// The id of the case that ordered it.
  var owner: String?
  /// What it is billed as; nil where it comes to nothing.
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
      guard !job.isCancelled, let left = job.pollsLeft, left > 0 else { return (job, false) }
      jobs.change(id) { $0.pollsLeft = left - 1 }
      return (job, left == 1)
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
