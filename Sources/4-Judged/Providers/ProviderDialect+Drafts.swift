import Bytes
import CanonicalJSON
import Catalog
import Dialects
import HTTPMessages

/// A picture that is not finished yet, as a provider streams it.
package struct ProviderDraft: Sendable, Equatable {
  package let picture: [UInt8]
  /// Its number, from 0.
  package let index: Int
  /// What the provider chose, where it says so.
  package let quality: String?
  package let background: String?
}

/// What is done with each draft as it comes.
package typealias DraftReader = @Sendable (ProviderDraft) async -> Void

extension ProviderDialect {
  /// An answer read whole; where it comes as events, each draft is handed on before the rest is read.
  func answer(_ response: HTTPResponse, _ drafts: DraftReader?) async throws -> ProviderAnswer {
    guard response.status.isSuccess, ProviderStream.isOne(response.fields) else {
      return try await ProviderAnswer(response)
    }
    var stream = ProviderStream(of: data, limit: ProviderAnswer.largest)
    var reader = PartReader(response.body)
    while let bytes = try await reader.next() {
      for part in try stream.feed(bytes) {
        switch part {
        case .draft(let draft): await drafts?(ProviderDraft(draft))
        case .answer(let json):
          return ProviderAnswer(streamed: json, status: 200, fields: response.fields)
        case .refusal(let json):
          let status = isAboutRequest(json) ? 400 : 500
          return ProviderAnswer(streamed: json, status: status, fields: response.fields)
        }
      }
    }
    throw failure(.unreadable, "the stream ended before its picture").leavingOpen
  }

  /// Whether a refusal within a stream, which has no status of its own, blames what was asked.
  private func isAboutRequest(_ json: JSON) -> Bool {
    let type = json["error"]?["type"]?.stringValue ?? ""
    return data.complaint(in: json).isModerated || type.hasPrefix("invalid_request")
      || type.hasSuffix("user_error")
  }
}

extension ProviderDraft {
  fileprivate init(_ draft: ProviderStream.Draft) {
    picture = (try? Base64.decode(draft.picture)) ?? []
    (index, quality, background) = (draft.index, draft.quality, draft.background)
  }
}

/// The parts of a body one after the other, whether it is at hand or comes.
private struct PartReader {
  private let body: HTTPBody
  private var isRead = false

  init(_ body: HTTPBody) { self.body = body }

  mutating func next() async throws -> ArraySlice<UInt8>? {
    if case .stream(let stream) = body { return try await stream.next() }
    defer { isRead = true }
    return isRead ? nil : body.atHand[...]
  }
}
