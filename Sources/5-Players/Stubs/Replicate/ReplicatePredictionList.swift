import Bytes
import CanonicalJSON

/// `GET /v1/predictions`: all of them, a hundred a page, the newest first.
struct ReplicatePredictionList {
  let base: String
  /// Each prediction as it stands, under its id.
  let predictions: [(id: String, page: JSONObject)]

  private static let pageSize = 100

  /// The page behind a cursor; nil where no page has it.
  func page(after cursor: String?) -> JSONObject? {
    var start = 0
    if let cursor {
      guard let last = predictions.firstIndex(where: { self.cursor(after: $0.id) == cursor }) else {
        return nil
      }
      start = last + 1
    }
    let shown = predictions[start...].prefix(ReplicatePredictionList.pageSize)
    return [
      "next": shown.endIndex < predictions.count ? link(after: shown.last?.id) : .null,
      "previous": start == 0
        ? .null
        : link(after: predictions[..<start].dropLast(ReplicatePredictionList.pageSize).last?.id),
      "results": .array(shown.map { .object($0.page) }),
    ]
  }

  /// Opaque to clients.
  private func cursor(after id: String) -> String { Base64.encode(Array("p=\(id)".utf8)) }

  /// The first page has no cursor.
  private func link(after id: String?) -> JSON {
    let query = id.map { "?cursor=" + cursor(after: $0).replacing("=", with: "%3D") } ?? ""
    return .string("\(base)/v1/predictions\(query)")
  }
}
