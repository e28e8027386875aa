import CanonicalJSON
import Catalog

/// The receiver that Replicate tells about a prediction, and of which events.
struct ReplicateWebhooks {
  enum Event: String, CaseIterable {
    case start
    case output
    case logs
    case completed
  }

  private let url: String?
  private let events: [Event]

  /// Reads `webhook` and `webhook_events_filter` beside the input.
  init(in body: JSONObject) throws(StubRefusal) {
    url = try ReplicateWebhooks.url(body["webhook"])
    guard let filter = body["webhook_events_filter"], !filter.isNull else {
      // As documented: of outputs, and of the end.
      events = [.output, .completed]
      return
    }
    let place = ["webhook_events_filter"]
    guard let items = filter.arrayValue else {
      throw .invalidInput([InputViolation(path: place, reason: .wrongType(.uris), given: filter)])
    }
    var events: [Event] = []
    for (index, item) in items.enumerated() {
      guard let event = item.stringValue.flatMap(Event.init(rawValue:)) else {
        let known = Event.allCases.map { JSON.string($0.rawValue) }
        throw .invalidInput([
          InputViolation(path: place + ["\(index)"], reason: .notAmong(known), given: item)
        ])
      }
      events.append(event)
    }
    self.events = events
  }

  /// Any http URL will do: a receiver under test has seldom a certificate.
  private static func url(_ value: JSON?) throws(StubRefusal) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let text = value.stringValue, text.hasPrefix("http://") || text.hasPrefix("https://")
    else {
      throw .invalidInput([InputViolation(path: ["webhook"], reason: .notURI, given: value)])
    }
    return text
  }

  /// The webhooks that are sent when a prediction begins.
  func beginning(_ page: ReplicatePrediction) -> [Webhook] {
    webhook(.start, page.id, page: page.starting).map { [$0] } ?? []
  }

  /// The webhooks that are sent when it has ended in `final`, in order.
  func ending(_ page: ReplicatePrediction, _ final: JSONObject) -> [Webhook] {
    var said = page.processing
    said["logs"] = final["logs"]
    let logs = final["logs"] == "" ? nil : webhook(.logs, page.id, page: said)
    said["output"] = final["output"]
    let output = final["output"]?.isNull == false ? webhook(.output, page.id, page: said) : nil
    return [logs, output, webhook(.completed, page.id, page: final)].compactMap { $0 }
  }

  private func webhook(_ event: Event, _ id: String, page: JSONObject) -> Webhook? {
    guard let url, events.contains(event) else { return nil }
    return Webhook(
      sender: .replicate,
      url: url,
      id: "\(id)_\(event.rawValue)",
      body: .object(page),
      isFinal: event == .completed
    )
  }
}
