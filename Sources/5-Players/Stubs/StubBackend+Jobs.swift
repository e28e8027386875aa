import Exchanges
import HTTPMessages

extension StubBackend {
  /// A poll of work; the last that finds it unfinished has its webhooks sent.
  func poll(_ id: String, in scope: String, by request: StubRequest) -> StubJob? {
    calls.notePoll(of: request.caseToken)
    guard let (job, isLast) = jobs.poll(id, in: scope) else { return nil }
    if isLast { courier.send(job.webhooks, owner: job.owner) }
    return job
  }

  /// Takes work, and has webhooks sent at once where it is ready.
  func take(_ job: StubJob, beginning: [Webhook] = []) {
    jobs.put(job)
    courier.send(beginning + (job.isReady ? job.webhooks : []), owner: job.owner)
  }

  /// The job before it was called off, which is billed no more; nil where there is none.
  func cancel(_ id: String, in scope: String) -> StubJob? {
    guard let job = jobs.cancel(id, in: scope) else { return nil }
    if !job.isReady { callOff(job, refunds: true) }
    return job
  }

  /// Tells of the end of work that has been called off.
  func callOff(_ job: StubJob, refunds: Bool) {
    courier.send(job.webhooksIfCancelled, owner: job.owner)
    if refunds, let purchase = job.purchase {
      bookkeeper.refund(purchase, for: job.owner.flatMap(CaseToken.init(id:)))
    }
  }

  /// An answer that says how far work is, and gives its result once it is ready.
  func answer(
    _ response: HTTPResponse,
    about job: StubJob,
    to request: StubRequest
  ) throws -> HTTPResponse {
    try answer(response, about: job, at: job.isReady ? [.status, .result] : [.status], to: request)
  }

  /// An answer about work, which may come to grief on its way, once at each moment.
  func answer(
    _ response: HTTPResponse,
    about job: StubJob,
    at moments: [Interference.Moment],
    to request: StubRequest
  ) throws -> HTTPResponse {
    for moment in moments {
      guard let kind = job.faults.interference(at: moment), jobs.isFirst(moment, of: job.id) else {
        continue
      }
      let player = FaultPlayer(backend: self)
      return try player.interfere(kind, with: response, to: request, ending: job.faults.ending)
    }
    return response
  }

  func isGone(_ job: StubJob) -> Bool { clock.now >= job.end }
}

extension Faults {
  /// Polls that find the work unfinished; nil where it is never ready.
  var pollsBeforeReady: Int? { isNeverReady ? nil : polls ?? 0 }
}
