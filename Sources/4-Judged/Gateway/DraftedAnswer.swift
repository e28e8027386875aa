import CanonicalJSON
import Catalog
import HTTPMessages
import Normalization
import Synchronization

/// The answer to a request whose provider streams drafts: each goes on as it comes.
///
/// It begins with the first event, so that what fails before is refused with a status, as ever.
struct DraftedAnswer: Sendable {
  let gateway: Gateway
  let id: String
  let request: ImageRequest
  let choice: ModelChoice

  private typealias Parts = AsyncThrowingStream<ArraySlice<UInt8>, any Error>

  /// What is known of the answer while it is made.
  private final class Progress: Sendable {
    private let state = Mutex<
      (fields: HTTPFields, draft: ImageWork.Draft?, head: ArraySlice<UInt8>?)
    >(
      ([:], nil, nil)
    )

    var draft: ImageWork.Draft? { state.withLock { $0.draft } }
    var fields: HTTPFields { state.withLock { $0.fields } }

    func note(_ draft: ImageWork.Draft, _ fields: HTTPFields) {
      state.withLock {
        if $0.draft == nil { $0.fields = fields }
        $0.draft = draft
      }
    }

    func note(_ fields: HTTPFields) {
      state.withLock { if $0.draft == nil { $0.fields = fields } }
    }

    func keep(_ head: ArraySlice<UInt8>) { state.withLock { $0.head = head } }

    func takeHead() -> ArraySlice<UInt8>? {
      state.withLock { state in
        defer { state.head = nil }
        return state.head
      }
    }
  }

  func response(of work: ImageWork) async throws -> HTTPResponse {
    let (parts, feed) = Parts.makeStream()
    let progress = Progress()
    let task = Task { await make(work, progress, feed: feed) }
    // Whoever goes away wants no picture any more.
    feed.onTermination = { _ in task.cancel() }
    var iterator = parts.makeAsyncIterator()
    guard let head = try await iterator.next() else { throw CancellationError() }
    progress.keep(head)
    let body = HTTPBodyStream {
      if let head = progress.takeHead() { return head }
      var iterator = parts.makeAsyncIterator()
      return try await iterator.next()
    }
    return StreamedAnswer.response(progress.fields, .stream(body))
  }

  private func make(_ work: ImageWork, _ progress: Progress, feed: Parts.Continuation) async {
    let settings = gateway.settings
    let events = StreamedAnswer(
      mode: choice.plan.mode,
      created: settings.environment.unixTime()
    )
    let model = choice.plan.model.id
    var work = work
    work.showDraft = { draft in
      progress.note(
        draft,
        ["X-Lumenfall-Provider": draft.provider, "X-Lumenfall-Model": model]
      )
      feed.yield(events.partial(draft)[...])
    }
    var summary = PlanSummary(request: request, plan: choice.plan, purchases: work.purchases)
    defer { settings.notePlan?(id, summary.text) }
    do {
      let outcome = try await work.run()
      summary.outcome = outcome
      let answer = ImageAnswer(
        id: id,
        created: events.created,
        request: request,
        choice: choice,
        outcome: outcome,
        urls: [],
        catalog: settings.catalog
      )
      progress.note(answer.response.fields)
      feed.yield(events.completed(answer, after: progress.draft)[...])
      feed.finish()
    } catch {
      // A status can only be said before the first draft.
      guard progress.draft != nil, let refusal = try? gateway.refusal(for: error) else {
        feed.finish(throwing: error)
        return
      }
      feed.yield(StreamedAnswer.failure(refusal)[...])
      feed.finish()
    }
  }
}
