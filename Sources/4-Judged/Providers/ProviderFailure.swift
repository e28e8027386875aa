/// Why a provider gave no picture.
package struct ProviderFailure: Error, Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// The prompt or the picture was refused for its content.
    case moderated
    /// The input was refused: 400, 422 and their like.
    case invalidInput
    /// The provider knows no such model or path.
    case notFound
    case rateLimited
    /// The gateway's own account was refused: its key, its balance, its limits.
    case account
    /// The provider is broken or overloaded: 408 and 5xx.
    case unavailable
    /// The work was taken and ended without a picture.
    case ended
    /// No connection, or one that broke.
    case unreachable
    case deadline
    /// An answer that means nothing: no JSON, no pictures, a picture cut short.
    case unreadable
  }

  package var provider: String
  package var kind: Kind
  /// The provider's status, where it answered.
  package var status: Int?
  /// The provider's own words where they help the client; never its raw body.
  package var message: String
  /// Seconds, from Retry-After.
  package var retryAfter: Int?
  /// Whether the work may have been done, and billed, although its outcome is unseen.
  package var isOpen = false
  /// The statuses of answers before it that were asked for again.
  package var absorbed: [Int] = []

  package init(
    provider: String,
    kind: Kind,
    status: Int? = nil,
    message: String,
    retryAfter: Int? = nil
  ) {
    self.provider = provider
    self.kind = kind
    self.status = status
    self.message = message
    self.retryAfter = retryAfter
  }
}

extension ProviderFailure: CustomStringConvertible {
  package var description: String {
    isOpen
      ? "\(summary); the picture may have been made and billed, and none was bought again" : summary
  }

  private var summary: String {
    let code = status.map { " with \($0)" } ?? ""
    switch kind {
    case .moderated: return "\(provider) refused the content: \(message)"
    case .invalidInput: return "\(provider) refused the input\(code): \(message)"
    case .notFound: return "\(provider) does not know the model\(code)"
    case .rateLimited: return "\(provider) is limiting requests"
    case .account: return "\(provider) refused the gateway's account\(code)"
    case .unavailable: return "\(provider) failed\(code)"
    case .ended: return "\(provider) ended without a picture: \(message)"
    case .unreachable: return "\(provider) could not be reached"
    case .deadline: return "\(provider) gave no picture in time"
    case .unreadable: return "\(provider) answered what cannot be read: \(message)"
    }
  }
}

extension ProviderFailure {
  /// Whether a bill may come for it.
  package var mayBeBilled: Bool { isOpen || kind == .unreadable }

  /// The same, where the answer leaves open what became of the work.
  var leavingOpen: ProviderFailure {
    var failure = self
    failure.isOpen = true
    return failure
  }

  /// The failure that a status means where the provider's body says nothing more telling.
  static func refusal(
    by provider: String,
    answer: ProviderAnswer,
    message: String,
    isModerated: Bool = false,
    isAboutAccount: Bool = false,
    retryAfter: Int? = nil
  ) -> ProviderFailure {
    let kind: Kind =
      switch answer.status {
      case _ where isModerated: .moderated
      case _ where isAboutAccount: .account
      // A redirect of a call is not followed: its key would go along.
      case 300...399: .unreadable
      case 401, 402, 403, 412: .account
      case 404: .notFound
      case 408, 500...: .unavailable
      case 429: .rateLimited
      default: .invalidInput
      }
    return ProviderFailure(
      provider: provider,
      kind: kind,
      status: answer.status,
      message: SafeText.shortened(message),
      retryAfter: answer.retryAfter ?? retryAfter
    )
  }
}
