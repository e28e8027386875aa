import CanonicalJSON
package import Catalog
import Dialects
package import HTTPMessages

/// One provider's side of a conversation: requests out, answers in, and no input or output of its own.
package struct ProviderDialect: Sendable {
  private let dialect: Dialect
  private let isQueued: Bool
  private let wait: Int?

  /// `bases` lead somewhere else than the data says, base by base.
  ///
  /// Work is `isQueued` where the provider has a queue beside calls that are answered at once. `wait` is how
  /// many seconds an order may wait for its outcome, as long as the provider lets it unless given.
  package init(
    _ provider: Provider,
    bases: [String: String] = [:],
    key: String,
    isQueued: Bool = false,
    wait: Int? = nil
  ) {
    dialect = Dialect(provider, bases: bases, key: key)
    self.isQueued = isQueued
    self.wait = wait ?? provider.limits[.wait]?.value
  }

  /// Leads every call to one place.
  package init(
    _ provider: Provider,
    at access: ProviderAccess,
    isQueued: Bool = false,
    wait: Int? = nil
  ) {
    self.init(
      provider,
      bases: provider.bases.mapValues { _ in access.base },
      key: access.key,
      isQueued: isQueued,
      wait: wait
    )
  }

  var data: Provider { dialect.provider }

  /// The slug: `fal`.
  package var provider: String { data.name }

  /// The request that asks for the work.
  package func submission(of call: ProviderCall) throws(ProviderFailure) -> HTTPRequest {
    try sendable(dialect.order(order(of: call), call.input, at: call.endpoint, wait: wait))
  }

  private func order(of call: ProviderCall) -> Provider.CallName {
    data.ordering(at: call.endpoint, edits: call.isEdit, queued: isQueued)
  }

  private func sendable(_ request: HTTPRequest?) throws(ProviderFailure) -> HTTPRequest {
    guard let request else { throw failure(.unreachable, "the configured base is no URL") }
    return request
  }

  func failure(_ kind: ProviderFailure.Kind, _ message: String) -> ProviderFailure {
    ProviderFailure(provider: provider, kind: kind, message: SafeText.shortened(message))
  }

  private func unreadable(_ answer: ProviderAnswer, _ message: String) -> ProviderFailure {
    ProviderFailure(
      provider: provider,
      kind: .unreadable,
      status: answer.status,
      message: message
    )
  }
}

/// The step to take after an answer.
package enum ProviderStep: Sendable {
  case done(ProviderOutput)
  /// The work goes on: ask again after a pause.
  case wait(ProviderTicket)
  /// The work is over: ask for its result at once.
  case collect(ProviderTicket)
}

/// Work that a provider has taken, and the requests that follow it.
package struct ProviderTicket: Sendable {
  package var id: String
  /// Asks how far it is, or for its result.
  package var next: HTTPRequest
  /// Whether that leads away from where the provider is configured to be.
  package var isElsewhere = false
  /// Whether what it answers is the model's own, its failure included.
  package var isResult = false
  /// Calls it off; nil where the provider knows no such thing.
  package var cancellation: HTTPRequest?
}

extension ProviderDialect {
  /// Chooses the step after an answer; `ticket` is the one it was asked with, nil for the submission's own.
  package func step(
    after answer: ProviderAnswer,
    to ticket: ProviderTicket?,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderStep {
    guard answer.isSuccess else { throw refusal(answer) }
    let word = said(.status, answer)
    let state = word.flatMap(data.speech.state)
    switch state {
    case .moderated: throw failure(.moderated, word ?? "")
    case .failed, .missing: throw ended(answer, word)
    case .waiting, .done, nil: break
    }
    guard data.isFollowed(order(of: call)) else { return .done(try output(answer)) }
    guard answer.json != nil else { throw unreadable(answer, "the body is no JSON").leavingOpen }
    // What waits for its pictures may have them while it still says that it works.
    if !data.pictures(in: answer.json).isEmpty { return .done(try output(answer)) }
    switch (state, ticket) {
    case (.waiting, let ticket?): return .wait(ticket)
    case (.waiting, nil): return .wait(try self.ticket(answer, of: call))
    case (nil, nil) where word == nil: return .wait(try self.ticket(answer, of: call))
    case (.done, let ticket?) where data.calls[.result] != nil:
      return .collect(try collecting(ticket, of: call))
    case (nil, _) where word != nil: throw ended(answer, word)
    default: return .done(try output(answer))
    }
  }

  /// The failure of work that ended without a picture; the answer may blame its content all the same.
  private func ended(_ answer: ProviderAnswer, _ word: String?) -> ProviderFailure {
    let complaint = data.complaint(in: answer.json)
    return failure(
      complaint.isModerated ? .moderated : .ended,
      complaint.message ?? word ?? "no reason given"
    )
  }

  private func ticket(
    _ answer: ProviderAnswer,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderTicket {
    guard let id = data.text(of: .id, in: answer.json) else {
      throw unreadable(answer, "the work has no id").leavingOpen
    }
    guard let poll = dialect.poll(id, at: call.endpoint, after: answer.json) else {
      throw failure(.unreadable, "the polling URL is none").leavingOpen
    }
    return ProviderTicket(
      id: id,
      next: poll.request,
      isElsewhere: !poll.isOwn,
      cancellation: dialect.request(.cancel, endpoint: call.endpoint, id: id)
    )
  }

  private func collecting(
    _ ticket: ProviderTicket,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderTicket {
    var ticket = ticket
    (ticket.isResult, ticket.isElsewhere) = (true, false)
    ticket.next = try sendable(dialect.request(.result, endpoint: call.endpoint, id: ticket.id))
    return ticket
  }

  /// The text at a place of the body, else in a field.
  private func said(_ place: Provider.Place, _ answer: ProviderAnswer) -> String? {
    data.text(of: place, in: answer.json)
      ?? data.head[place].flatMap { answer.fields[HTTPFieldName($0)] }
  }

  private func output(_ answer: ProviderAnswer) throws(ProviderFailure) -> ProviderOutput {
    let seed =
      data.value(of: .seed, in: answer.json)?.intValue ?? said(.seed, answer).flatMap { Int($0) }
    if answer.fields[.contentType]?.hasPrefix("image/") == true {
      return ProviderOutput(images: [.bytes(answer.body)], seed: seed)
    }
    guard answer.json != nil else { throw unreadable(answer, "the body is no JSON").leavingOpen }
    var images: [ProviderImage] = []
    for text in data.pictures(in: answer.json) { images.append(try image(text)) }
    guard !images.isEmpty else {
      // An answer of success may still say that the content is why.
      let complaint = data.complaint(in: answer.json)
      if complaint.isModerated { throw failure(.moderated, complaint.message ?? "") }
      throw unreadable(answer, "there are no pictures in it")
    }
    let prompt = data.text(of: .prompt, in: answer.json)
    return ProviderOutput(
      images: images,
      prompt: prompt?.isEmpty == true ? nil : prompt,
      seed: seed,
      usage: data.usage(in: answer.json)
    )
  }

  /// A URL, a data URI, or bare base64, which has no colon.
  private func image(_ text: String) throws(ProviderFailure) -> ProviderImage {
    text.contains(":")
      ? try ProviderImage(text, from: provider)
      : try ProviderImage(base64: text[...], from: provider)
  }

  private func refusal(_ answer: ProviderAnswer) -> ProviderFailure {
    let complaint = data.complaint(in: answer.json)
    let moderated = data.speech.answer(.moderated)
    let isSaid =
      moderated.status >= 400 && moderated.body != [:]
      && moderated.matches(status: answer.status, answer.json)
    return .refusal(
      by: provider,
      answer: answer,
      message: complaint.message ?? "no reason given",
      isModerated: complaint.isModerated || isSaid,
      isAboutAccount: complaint.isAboutAccount,
      retryAfter: data.retrySeconds(in: answer.json)
    )
  }
}

extension ProviderDialect {
  /// How long a data URI may be; beyond, a picture is uploaded first.
  package var longestDataURI: Int { data.limits[.dataURI]?.value ?? .max }

  /// The request that hands a picture in.
  func upload(_ file: ProviderFile) throws(ProviderFailure) -> HTTPRequest {
    try sendable(dialect.upload(file.name, mediaType: file.mediaType, bytes: file.bytes))
  }

  /// The URL that the answer to an upload gives.
  func location(in answer: ProviderAnswer) throws(ProviderFailure) -> String {
    guard answer.isSuccess else { throw refusal(answer) }
    guard let url = data.text(of: .upload, in: answer.json) else {
      throw unreadable(answer, "the upload has no URL")
    }
    return url
  }
}
