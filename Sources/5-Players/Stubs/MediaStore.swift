import Bytes
import Exchanges
import HTTPMessages
import Synchronization

/// The pictures that can be fetched: made ones and uploaded ones.
final class MediaStore: Sendable {
  struct Item: Sendable {
    var bytes: [UInt8]
    /// As it is declared, which need not be what it is.
    var mediaType: String
    /// When it is gone; nil where it stays.
    var end: ContinuousClock.Instant?
    /// Whether it was made for an order that has not fetched it yet.
    var isForSale = false
    /// The faults that hit its order, until they have interfered.
    var faults = Faults()
  }

  private let items = Mutex(
    BoundedStore<String, Item>(limit: 10_000, bytes: 512 << 20) { $0.bytes.count }
  )

  /// Puts an item under a path below `/media`.
  func put(_ item: Item, at path: String) { items.withLock { _ = $0.put(item, at: path) } }

  func remove(_ path: String) { items.withLock { _ = $0.remove(path) } }

  func item(at path: String, now: ContinuousClock.Instant) -> Item? {
    guard let item = items.withLock({ $0[path] }) else { return nil }
    return item.end.map { now < $0 } ?? true ? item : nil
  }

  /// The mishap of an item on its way, once.
  func interference(at path: String) -> (kind: Interference.Kind, ending: NoAnswer.Ending)? {
    items.withLock { items in
      guard let faults = items[path]?.faults, let kind = faults.interference(at: .media) else {
        return nil
      }
      items.change(path) { $0.faults = Faults() }
      return (kind, faults.ending)
    }
  }

  /// Whether the item is fetched for the first time by the client that paid for it.
  func isFirstFetch(of path: String) -> Bool {
    items.withLock { items in
      guard items[path]?.isForSale == true else { return false }
      return items.change(path) { $0.isForSale = false }
    }
  }

  func response(to request: StubRequest, now: ContinuousClock.Instant) -> HTTPResponse {
    guard request.message.method == .get || request.message.method == .head else {
      return HTTPResponse(405, fields: ["Allow": "GET, HEAD"])
    }
    guard let item = item(at: request.path.joined(separator: "/"), now: now) else {
      return HTTPResponse(404, fields: [.contentType: "text/plain"], body: HTTPBody("Not Found"))
    }
    let fields: HTTPFields = [
      .contentType: item.mediaType, "Cache-Control": "public,max-age=3600",
      "Access-Control-Allow-Origin": "*",
    ]
    return HTTPResponse(200, fields: fields, body: .bytes(item.bytes))
  }
}
