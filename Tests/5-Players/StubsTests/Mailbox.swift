import HTTPMessages
import Synchronization

/// Whoever waits for webhooks: keeps what came, and answers as it is told.
final class Mailbox: HTTPHandler {
  private struct State {
    var messages: [Message] = []
    var statuses: [Int]
    var waiters: [(count: Int, wake: CheckedContinuation<Void, Never>)] = []
  }

  struct Message: Sendable {
    var url: String
    var fields: HTTPFields
    var body: [UInt8]
  }

  private let state: Mutex<State>

  /// `statuses` are given out in order, 200 after them.
  init(answering statuses: [Int] = []) { state = Mutex(State(statuses: statuses)) }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.body.collected()
    let (status, woken) = state.withLock { state in
      let message = Message(url: request.url, fields: request.fields, body: body)
      state.messages.append(message)
      let count = state.messages.count
      let woken = state.waiters.filter { $0.count <= count }
      state.waiters.removeAll { $0.count <= count }
      return (state.statuses.isEmpty ? 200 : state.statuses.removeFirst(), woken)
    }
    for waiter in woken { waiter.wake.resume() }
    return HTTPResponse(HTTPStatus(status))
  }

  /// The messages, as soon as there are so many.
  func messages(_ count: Int) async -> [Message] {
    await withCheckedContinuation { wake in
      let isThere = state.withLock { state in
        if state.messages.count < count { state.waiters.append((count, wake)) }
        return state.messages.count >= count
      }
      if isThere { wake.resume() }
    }
    return state.withLock { $0.messages }
  }
}
