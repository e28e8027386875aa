package import HTTPMessages

/// Leads an upstream's own requests into the journal by `X-Touchstone-Case`, a field that is not sent on.
package struct Outbox: ExchangeSink {
  private let journal: Journal

  package init(_ journal: Journal) { self.journal = journal }

  package var largestKept: Int { 1 << 20 }

  package func begin(_ exchange: inout Exchange, passing request: inout HTTPRequest) -> Bool {
    exchange.token = request.fields[.touchstoneCase].flatMap(CaseToken.init(id:))
    exchange.isOutgoing = true
    request.fields.removeAll(.touchstoneCase)
    exchange.request.fields = request.fields
    return true
  }

  package func note(_ exchange: Exchange) {
    if exchange.ending != nil { journal.note(sent: exchange) }
  }
}

extension HTTPFieldName {
  /// Tells a handler behind a journal whose a request is, and the journal whose a webhook is.
  package static let touchstoneCase: Self = "X-Touchstone-Case"
  /// Tells that a stub fetches something, as the provider that it plays would.
  package static let touchstoneStub: Self = "X-Touchstone-Stub"
}
