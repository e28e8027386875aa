import Bytes
package import CanonicalJSON
package import Catalog
package import HTTPMessages

/// Tells what an answer answers, and what in it leads on, by the provider's data.
package struct AnswerReader: Sendable {
  private let provider: Provider

  package init(_ provider: Provider) { self.provider = provider }

  /// The kind of an answer to `call`; nil for weather, such as a limit or a failure of the day.
  package func kind(
    of call: Provider.CallName,
    status: Int,
    body: JSON?
  ) -> AnswerKind? {
    switch status {
    case 200...299: return success(call, body)
    case 400, 422: return call.isOrder || call == .result ? .refused : nil
    case 404, 405: return [.status, .result].contains(call) ? .missing : nil
    default: return nil
    }
  }

  private func success(_ call: Provider.CallName, _ body: JSON?) -> AnswerKind? {
    guard let body else { return call == .result || call == .submit ? .result : nil }
    switch call {
    case .cancel: return .cancelled
    case .result: return .result
    case .submit, .enqueue, .direct, .edit, .status:
      let state = provider.state(in: body)
      // Where results have no call of their own, the status says that the work is done.
      let isDone = state == .done && provider.calls[.result] == nil
      if isDone || provider.value(of: .output, in: body) != nil { return .result }
      // Some answer 200 for work that they do not know.
      if call == .status { return state == .missing ? .missing : .status }
      return id(in: body) == nil ? .result : .queued
    case .upload, .schema: return nil
    }
  }

  /// Whether the work has ended without a picture.
  package func hasFailed(_ body: JSON) -> Bool {
    [.failed, .moderated].contains(provider.state(in: body))
  }

  /// The end of work without a picture, in a few words of the answer.
  func failure(in body: JSON) -> String {
    let said =
      provider.complaint(in: body).message ?? provider.value(of: .error, in: body)?.text()
      ?? provider.text(of: .status, in: body)
    return String((said ?? "no reason given").prefix(200))
  }

  /// The cost of the work by an answer: in a field of the result, or in the body.
  ///
  /// Replicate's `predict_time` is none: its official models are billed by the picture.
  package func billed(_ kind: AnswerKind, _ fields: HTTPFields, body: JSON?) -> String? {
    let field = provider.head[.cost].flatMap { fields[HTTPFieldName($0)] }
    if kind == .result, let field { return field }
    guard kind == .result || kind == .queued else { return nil }
    return provider.value(of: .cost, in: body)?.numberValue?.text
  }

  package func id(in body: JSON) -> String? { provider.text(of: .id, in: body) }

  /// The addresses of the pictures in a finished answer, in order.
  package func addresses(in body: JSON) -> [String] {
    provider.pictures(in: body).filter { StringKind(of: $0) == .url }
  }

  /// The pictures that stand in a finished answer themselves, each a data URI or bare base64.
  package func inlinePictures(in body: JSON) -> [String] {
    provider.pictures(in: body).filter { [.dataURI, .base64].contains(StringKind(of: $0)) }
  }

  /// The bytes of a picture that stands in an answer; nil where it is not written as one.
  static func bytes(ofInline text: String) -> [UInt8]? {
    let comma = text.hasPrefix("data:") ? text.firstIndex(of: ",") : nil
    return try? Base64.decode(comma.map { String(text[$0...].dropFirst()) } ?? text)
  }
}
