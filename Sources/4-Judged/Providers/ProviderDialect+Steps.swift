import CanonicalJSON
import Catalog
import Dialects
import HTTPMessages

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

  func refusal(_ answer: ProviderAnswer) -> ProviderFailure {
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
