package import HTTPMessages
import Synchronization

/// Sees calls through: submits, polls, collects, gives up in time and calls the work off.
package struct ProviderClient: Sendable {
  private let client: any HTTPHandler
  private let downloads: any HTTPHandler
  private let clock: any Waiting
  private let schedule: PollSchedule
  private let patience: Duration

  /// `patience` is how long one call may take from its submission to its last picture.
  ///
  /// `downloads` fetches what providers' answers name by URL; it must lead only where such answers may lead it. The client itself does where it is not given.
  package init(
    client: any HTTPHandler,
    downloads: (any HTTPHandler)? = nil,
    clock: any Waiting,
    schedule: PollSchedule = .patient,
    patience: Duration = .seconds(120)
  ) {
    self.client = client
    self.downloads = downloads ?? client
    self.clock = clock
    self.schedule = schedule
    self.patience = patience
  }

  /// The pictures of one call, fetched; every failure but a cancellation is a `ProviderFailure`.
  package func generate(
    _ call: ProviderCall,
    by dialect: ProviderDialect
  ) async throws -> ProviderResult {
    let work = OpenWork()
    do {
      return try await clock.run(until: clock.now.advanced(by: patience)) {
        let output = try await output(of: call, by: dialect, noting: work)
        return try await fetched(output, from: dialect.provider)
      }
    } catch {
      await callOff(work)
      throw failure(for: error, at: dialect.provider)
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
      throw failure(for: error, at: dialect.provider)
    }
  }

  private func output(
    of call: ProviderCall,
    by dialect: ProviderDialect,
    noting work: OpenWork
  ) async throws -> ProviderOutput {
    var request = try await Aside.run(over: call.weight) { try dialect.submission(of: call) }
    var ticket: ProviderTicket?
    var polls = 0
    while true {
      let answer = try await ProviderAnswer(client.respond(to: request))
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
        (ticket, request) = (next, next.next)
      case .collect(let next):
        (ticket, request) = (next, next.next)
      }
    }
  }

  private func fetched(
    _ output: ProviderOutput,
    from provider: String
  ) async throws -> ProviderResult {
    var pictures: [[UInt8]] = []
    for image in output.images {
      switch image {
      case .bytes(let bytes): pictures.append(bytes)
      case .url(let url): pictures.append(try await picture(at: url, of: provider))
      }
    }
    return ProviderResult(pictures: pictures, prompt: output.prompt, seed: output.seed)
  }

  private func picture(at url: String, of provider: String) async throws -> [UInt8] {
    guard let request = HTTPRequest(.get, url: url) else {
      throw ProviderFailure(provider: provider, kind: .unreadable, message: "no URL of a picture")
    }
    let response = try await downloads.respond(to: request)
    let bytes = try await response.body.collected(limit: ProviderAnswer.largest)
    guard response.status.isSuccess else {
      // The status is that of the place where pictures lie, and says nothing of the call.
      throw ProviderFailure(
        provider: provider,
        kind: .unavailable,
        message: "the picture could not be fetched"
      )
    }
    if let length = response.fields[.contentLength].flatMap({ Int($0) }), length != bytes.count {
      throw ProviderFailure(provider: provider, kind: .unreadable, message: "a picture cut short")
    }
    return bytes
  }

  /// Calls work off, even when the task is cancelled already: the provider should not go on in vain.
  private func callOff(_ work: OpenWork) async {
    guard let cancellation = work.cancellation else { return }
    let (client, clock) = (client, clock)
    await Task {
      let deadline = clock.now.advanced(by: .seconds(5))
      _ = try? await clock.run(until: deadline) {
        try await client.respond(to: cancellation).body.collected(limit: 1 << 20)
      }
    }.value
  }

  private func failure(for error: any Error, at provider: String) -> any Error {
    switch error {
    case is ProviderFailure, is CancellationError: error
    case is DeadlinePassed:
      ProviderFailure(provider: provider, kind: .deadline, message: "the time was up")
    case is HTTPBodyTooLong:
      ProviderFailure(provider: provider, kind: .unreadable, message: "the answer is too long")
    default:
      ProviderFailure(provider: provider, kind: .unreachable, message: "no answer")
    }
  }
}

/// Pictures at hand, and what the provider says of them.
package struct ProviderResult: Sendable, Equatable {
  package var pictures: [[UInt8]]
  package var prompt: String?
  package var seed: Int?
}

/// The work that a provider still does for a call.
private final class OpenWork: Sendable {
  private let ticket = Mutex<ProviderTicket?>(nil)

  var cancellation: HTTPRequest? { ticket.withLock { $0?.cancellation } }

  func note(_ next: ProviderTicket) { ticket.withLock { $0 = next } }

  /// Takes a step after which nothing is left to call off: every answer but "wait" ends the work.
  func closing(_ step: () throws -> ProviderStep) throws -> ProviderStep {
    ticket.withLock { $0 = nil }
    return try step()
  }
}
