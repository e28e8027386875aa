import Exchanges
import HTTPMessages
import Synchronization

/// Delivers webhooks beside the answers: a bounded number at once, each a bounded number of times.
final class WebhookCourier: Sendable {
  private let client: (any HTTPHandler)?
  private let clock: any Waiting
  private let unixTime: @Sendable () -> Int
  private let underWay = Mutex(0)

  private static let mostAtOnce = 1000
  /// Before each attempt but the first; the real ones go on for a minute, or for hours.
  private static let pauses: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]

  /// Delivers nothing without a client.
  init(
    client: (any HTTPHandler)?,
    clock: any Waiting,
    unixTime: @escaping @Sendable () -> Int
  ) {
    self.client = client
    self.clock = clock
    self.unixTime = unixTime
  }

  /// Delivers them in order, and returns at once; `owner` is the id of the case that they belong to.
  func send(_ webhooks: [Webhook], owner: String?) {
    guard !webhooks.isEmpty, client != nil, takesOne() else { return }
    Task {
      for webhook in webhooks { await deliver(webhook, owner) }
      underWay.withLock { $0 -= 1 }
    }
  }

  private func takesOne() -> Bool {
    underWay.withLock { count in
      guard count < WebhookCourier.mostAtOnce else { return false }
      count += 1
      return true
    }
  }

  private func deliver(_ webhook: Webhook, _ owner: String?) async {
    var pauses = webhook.isFinal ? WebhookCourier.pauses[...] : []
    while await !isTaken(webhook, owner) {
      guard let pause = pauses.popFirst(), (try? await clock.wait(for: pause)) != nil else {
        return
      }
    }
  }

  /// Whether it need not be tried again.
  private func isTaken(_ webhook: Webhook, _ owner: String?) async -> Bool {
    guard var request = webhook.request(at: unixTime()), let client else { return true }
    request.fields[.touchstoneCase] = owner
    guard let response = try? await client.respond(to: request) else { return false }
    _ = try? await response.body.collected(limit: 1 << 20)
    return response.status.isSuccess
  }
}
