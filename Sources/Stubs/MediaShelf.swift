import HTTPMessages
import Synchronization

/// The pictures that can be fetched: made ones and uploaded ones, the oldest make room.
final class MediaShelf: Sendable {
  struct Item: Sendable {
    var bytes: [UInt8]
    /// As it is declared, which need not be what it is.
    var mediaType: String
  }

  private struct State {
    var items: [String: Item] = [:]
    var order: [String] = []
    var oldest = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  init(limit: Int = 10_000) { self.limit = limit }

  /// Puts an item under a path below `/media`.
  func put(_ item: Item, at path: String) {
    state.withLock { state in
      if state.items.updateValue(item, forKey: path) == nil { state.order.append(path) }
      while state.items.count > limit {
        state.items[state.order[state.oldest]] = nil
        state.oldest += 1
      }
      guard state.oldest > limit else { return }
      state.order.removeFirst(state.oldest)
      state.oldest = 0
    }
  }

  subscript(path: String) -> Item? { state.withLock { $0.items[path] } }

  func response(to request: StubRequest) -> HTTPResponse {
    guard request.message.method == .get || request.message.method == .head else {
      return HTTPResponse(405, fields: ["Allow": "GET, HEAD"])
    }
    guard let item = self[request.path.joined(separator: "/")] else {
      return HTTPResponse(404, fields: [.contentType: "text/plain"], body: HTTPBody("Not Found"))
    }
    let fields: HTTPFields = [
      .contentType: item.mediaType, "Cache-Control": "public,max-age=3600",
      "Access-Control-Allow-Origin": "*",
    ]
    return HTTPResponse(200, fields: fields, body: .bytes(item.bytes))
  }
}
