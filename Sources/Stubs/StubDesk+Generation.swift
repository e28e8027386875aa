import CanonicalJSON
import Exchanges
import HTTPMessages

extension StubDesk {
  /// One generation from its input to the answer that `make` gives, faults included.
  ///
  /// A direct call is not polled, so that one that is never ready gets no answer at all.
  func generate(
    _ request: StubRequest,
    endpoint: String,
    input: JSONObject,
    takesNull: Bool,
    isDirect: Bool = false,
    make: (StubOrder) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    let (number, faults) = try faults(hitting: request, input: input)
    let player = FaultPlayer(desk: self)
    if let answer = try await player.begin(faults, of: request) { return answer }
    if isDirect, faults.isNeverReady { try await player.keepWaiting() }
    let order = try await order(
      endpoint,
      input: input,
      number: number,
      faults: faults,
      takesNull: takesNull
    )
    return player.finish(try await make(order), faults)
  }
}

extension StubDesk {
  /// A poll of work; the last that finds it unfinished has its webhooks sent.
  func poll(_ id: String, in scope: String) -> StubJob? {
    guard let (job, isLast) = jobs.poll(id, in: scope) else { return nil }
    if isLast { courier.send(job.webhooks) }
    return job
  }

  /// Takes work, and has webhooks sent at once where it is ready.
  func take(_ job: StubJob, beginning: [Webhook] = []) {
    jobs.put(job)
    courier.send(beginning + (job.isReady ? job.webhooks : []))
  }

  /// The job before it was called off; nil where there is none.
  func cancel(_ id: String, in scope: String) -> StubJob? {
    guard let job = jobs.cancel(id, in: scope) else { return nil }
    if !job.isReady { courier.send(job.webhooksIfCancelled) }
    return job
  }

  func isGone(_ job: StubJob) -> Bool { clock.now >= job.end }
}

extension Faults {
  /// Polls that find the work unfinished; nil where it is never ready.
  var pollsBeforeReady: Int? { isNeverReady ? nil : polls ?? 0 }
}
