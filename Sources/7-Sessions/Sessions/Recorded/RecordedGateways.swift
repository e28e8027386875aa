import CanonicalJSON
import Catalog
import Conformance
import HTTPMessages
import HTTPTransport
import Recordings

/// A foreign gateway over sockets; it was told once where its upstream is.
struct RecordedForeign: RecordedGateway {
  let base: String
  let key: String
  private let client = HTTPClient(reaching: .anyAddress)

  init(base: String, key: String) {
    self.base = base
    self.key = key
  }

  func answer(to golden: ResponseGolden) async throws -> JSON {
    let request = ClientRequest(path: golden.path, fields: golden.request)
    guard let message = request.message(to: base, key: key) else {
      throw SessionError.notAURL(option: "--gateway", value: base)
    }
    let client = client
    return try await AnswerForm { url in
      guard let request = HTTPRequest(.get, url: url) else { return [] }
      return try await client.respond(to: request).body.collected()
    }.json(of: client.respond(to: message))
  }
}

extension Recording {
  /// Whether fal was asked through its queue.
  var isQueued: Bool {
    entries.first.map { $0.request.url.hasPrefix("https://queue.") } ?? false
  }
}
