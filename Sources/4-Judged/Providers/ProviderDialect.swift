import CanonicalJSON
package import Catalog
import Dialects
package import HTTPMessages

/// One provider's side of a conversation: requests out, answers in, and no input or output of its own.
package struct ProviderDialect: Sendable {
  let dialect: Dialect
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

  func order(of call: ProviderCall) -> Provider.CallName {
    data.ordering(at: call.endpoint, edits: call.isEdit, queued: isQueued)
  }

  func sendable(_ request: HTTPRequest?) throws(ProviderFailure) -> HTTPRequest {
    guard let request else { throw failure(.unreachable, "the configured base is no URL") }
    return request
  }

  func failure(_ kind: ProviderFailure.Kind, _ message: String) -> ProviderFailure {
    ProviderFailure(provider: provider, kind: kind, message: SafeText.shortened(message))
  }

  func unreadable(_ answer: ProviderAnswer, _ message: String) -> ProviderFailure {
    ProviderFailure(
      provider: provider,
      kind: .unreadable,
      status: answer.status,
      message: message
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
