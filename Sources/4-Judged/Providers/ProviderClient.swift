package import Catalog
package import HTTPMessages

/// Sees calls through: submits, polls, collects, gives up in time and calls the work off.
///
/// Nothing is bought twice: what was ordered is asked for by its id until its outcome is known, and where
/// that can't be, the failure says so.
package struct ProviderClient: Sendable {
  let client: any HTTPHandler
  let downloads: any HTTPHandler
  let clock: any Waiting
  private let schedule: PollSchedule
  private let patience: Duration
  let silence: Duration

  /// How often an answer may be lost of which another can be had.
  private static let mostLosses = 5

  /// `patience` is how long one call may take from its submission to its last picture, and `silence` how long
  /// a picture may pause on its way.
  ///
  /// `downloads` fetches what providers' answers name by URL; it must lead only where such answers may lead it. The client itself does where it is not given.
  package init(
    client: any HTTPHandler,
    downloads: (any HTTPHandler)? = nil,
    clock: any Waiting,
    schedule: PollSchedule = .patient,
    patience: Duration = .seconds(120),
    silence: Duration = .seconds(10)
  ) {
    self.client = client
    self.downloads = downloads ?? client
    self.clock = clock
    self.schedule = schedule
    self.patience = patience
    self.silence = silence
  }

  /// The pictures of one call, fetched; every failure but a cancellation is a `ProviderFailure`.
  ///
  /// `drafts` is told of each picture that comes before the finished one, where the provider streams.
  package func generate(
    _ call: ProviderCall,
    by dialect: ProviderDialect,
    drafts: DraftReader? = nil
  ) async throws -> ProviderResult {
    let work = OpenWork()
    do {
      return try await clock.run(until: clock.now.advanced(by: patience)) {
        let output = try await output(of: call, by: dialect, noting: work, drafts: drafts)
        var result = try await fetched(output, from: dialect.provider)
        result.absorbed = work.absorbed
        return result
      }
    } catch {
      await callOff(work)
      let failure = failure(for: error, at: dialect.provider, isOpen: work.isOpen)
      guard var told = failure as? ProviderFailure else { throw failure }
      told.absorbed = work.absorbed
      throw told
    }
  }

  /// The URL under which the provider keeps a picture from now on.
  func uploaded(_ file: ProviderFile, by dialect: ProviderDialect) async throws -> String {
    do {
      return try await clock.run(until: clock.now.advanced(by: patience)) {
        let answer = try await ProviderAnswer(client.respond(to: dialect.upload(file)))
        return try dialect.location(in: answer)
      }
    } catch {
      throw failure(for: error, at: dialect.provider, isOpen: false)
    }
  }

  private func output(
    of call: ProviderCall,
    by dialect: ProviderDialect,
    noting work: OpenWork,
    drafts: DraftReader?
  ) async throws -> ProviderOutput {
    let order = try await Aside.run(over: call.weight) { try dialect.submission(of: call) }
    var ticket: ProviderTicket?
    var polls = 0
    while true {
      let answer =
        if let ticket { try await answer(about: ticket, noting: work) } else {
          try await submit(order, work, dialect: dialect, drafts: drafts)
        }
      let step = try await Aside.run(over: answer.body.count) { [ticket] in
        try work.closing { try dialect.step(after: answer, to: ticket, of: call) }
      }
      switch step {
      case .done(let output):
        return output
      case .wait(let next):
        work.note(next)
        try await clock.wait(for: schedule.pause(before: polls))
        polls += 1
        ticket = next
      case .collect(let next):
        work.note(next)
        ticket = next
      }
    }
  }

  /// The order's own answer; while it is awaited, the work may or may not be taken.
  private func submit(
    _ order: HTTPRequest,
    _ work: OpenWork,
    dialect: ProviderDialect,
    drafts: DraftReader?
  ) async throws -> ProviderAnswer {
    work.noteSubmission()
    do {
      let response = try await client.respond(to: order)
      return try await dialect.answer(response, drafts)
    } catch let error as any SendingError where error.isUnsent {
      work.noteRefusal()
      throw error
    }
  }

  /// The state of work by its id, asked for again where an answer is lost or only says that it can't be told now.
  private func answer(
    about ticket: ProviderTicket,
    noting work: OpenWork
  ) async throws -> ProviderAnswer {
    // Where an answer leads away from the provider's own place, only what is open to strangers is reached.
    let handler = ticket.isElsewhere ? downloads : client
    return try await persisting {
      let answer = try await ProviderAnswer(handler.respond(to: ticket.next))
      guard !ticket.isResult, answer.isBusy else { return (answer, true) }
      work.noteAbsorbed(answer.status)
      return (answer, false)
    }
  }

  /// The outcome of what can be asked twice: the last one where none is final.
  func persisting<Value: Sendable>(
    _ ask: () async throws -> (value: Value, isFinal: Bool)
  ) async throws -> Value {
    var losses = 0
    while true {
      do {
        let (value, isFinal) = try await ask()
        if isFinal || losses == ProviderClient.mostLosses { return value }
      } catch let error where !ProviderClient.isLoss(error) || losses == ProviderClient.mostLosses {
        throw error
      } catch {}
      losses += 1
      try await clock.wait(for: schedule.pause(before: losses))
    }
  }

  /// Whether an answer came to grief on its way, so that another may come whole.
  static func isLoss(_ error: any Error) -> Bool {
    switch error {
    case is ProviderFailure, is CancellationError, is DeadlinePassed, is HTTPBodyTooLong: false
    case let error as any SendingError: !error.isUnsent
    default: true
    }
  }

  /// Calls work off, even when the task is cancelled already: the provider should not go on in vain.
  private func callOff(_ work: OpenWork) async {
    guard let cancellation = work.cancellation else { return }
    let (client, clock) = (client, clock)
    let isCalledOff = await Task {
      let deadline = clock.now.advanced(by: .seconds(5))
      let status = try? await clock.run(until: deadline) {
        let answer = try await client.respond(to: cancellation)
        _ = try await answer.body.collected(limit: 1 << 20)
        return answer.status
      }
      return status?.isSuccess ?? false
    }.value
    if isCalledOff { work.noteRefusal() }
  }

  /// `isOpen` says that the work may have been done, and billed, all the same.
  private func failure(for error: any Error, at provider: String, isOpen: Bool) -> any Error {
    func failure(_ kind: ProviderFailure.Kind, _ message: String) -> ProviderFailure {
      var failure = ProviderFailure(provider: provider, kind: kind, message: message)
      failure.isOpen = isOpen
      return failure
    }
    return switch error {
    case is ProviderFailure, is CancellationError: error
    case is DeadlinePassed: failure(.deadline, "the time was up")
    case is HTTPBodyTooLong: failure(.unreadable, "the answer is too long")
    default: failure(.unreachable, "no answer")
    }
  }
}

/// Pictures at hand, and what the provider says of them.
package struct ProviderResult: Sendable, Equatable {
  package var pictures: [[UInt8]]
  package var prompt: String?
  package var seed: Int?
  package var usage: TokenUsage?
  /// The statuses of answers that were asked for again before this one came.
  package var absorbed: [Int] = []
}

extension ProviderAnswer {
  /// Whether it says nothing of the work but that it can't be told now.
  fileprivate var isBusy: Bool { status == 408 || status == 429 || status >= 500 }
}
