package import HTTPMessages
import Synchronization

/// Counts what a handler answers and how long that takes; the harness's own requests are left out.
package final class Meter: Sendable {
  /// Seconds within which a request is counted as answered.
  private static let bounds: [Double] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120,
  ]

  /// The parts that are counted apart.
  ///
  /// Methods that HTTP doesn't know are one, for clients may make up any number.
  private struct Key: Hashable {
    var method: String
    /// Empty where there was no answer.
    var status: String
  }

  private struct Counts {
    var answered: [Key: Int] = [:]
    var underWay = 0
    /// Requests by the first bound that they keep; the last is for those that keep none.
    var durations = [Int](repeating: 0, count: Meter.bounds.count + 1)
    var seconds = 0.0
  }

  private let clock: any Waiting
  private let counts = Mutex(Counts())

  package init(clock: any Waiting) { self.clock = clock }

  /// The same handler, counted.
  package func counting(_ handler: any HTTPHandler) -> any HTTPHandler {
    HTTPHandlerClosure { request in
      if request.target.path.hasPrefix("/__touchstone/") {
        return try await handler.respond(to: request)
      }
      let start = self.begin()
      do {
        let response = try await handler.respond(to: request)
        self.end(request, response.status, since: start)
        return response
      } catch {
        self.end(request, nil, since: start)
        throw error
      }
    }
  }

  private func begin() -> ContinuousClock.Instant {
    counts.withLock { $0.underWay += 1 }
    return clock.now
  }

  private func end(
    _ request: HTTPRequest,
    _ status: HTTPStatus?,
    since start: ContinuousClock.Instant
  ) {
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let key = Key(
      method: Meter.method(request.method),
      status: status.map { String($0.code) } ?? ""
    )
    let place = Meter.bounds.firstIndex { seconds <= $0 } ?? Meter.bounds.count
    counts.withLock { counts in
      counts.underWay -= 1
      counts.answered[key, default: 0] += 1
      counts.durations[place] += 1
      counts.seconds += seconds
    }
  }

  private static func method(_ method: HTTPMethod) -> String {
    let known: [HTTPMethod] = [.get, .head, .post, .put, .delete, .options]
    return known.contains(method) ? method.name : "other"
  }
}

extension Meter {
  /// Everything counted so far.
  package var metrics: [Metric] {
    let counts = counts.withLock { $0 }
    let answered = counts.answered.sorted {
      ($0.key.method, $0.key.status) < ($1.key.method, $1.key.status)
    }
    return [
      Metric(
        "touchstone_requests_total",
        "Requests by method and status; without a status the connection was cut.",
        kind: .counter,
        samples: answered.map { key, count in
          Metric.Sample(
            labels: [("method", key.method), ("code", key.status)],
            value: Double(count)
          )
        }
      ),
      Metric(
        "touchstone_requests_in_flight",
        "Requests under way.",
        kind: .gauge,
        value: Double(counts.underWay)
      ),
      Metric(
        "touchstone_request_duration_seconds",
        "From a request's head to its answer's.",
        kind: .histogram,
        samples: Meter.samples(counts.durations, counts.seconds)
      ),
    ]
  }

  private static func samples(_ durations: [Int], _ seconds: Double) -> [Metric.Sample] {
    var sum = 0
    var samples: [Metric.Sample] = []
    for (count, bound) in zip(durations, bounds.map { "\($0)" } + ["+Inf"]) {
      sum += count
      samples.append(
        Metric.Sample(suffix: "_bucket", labels: [("le", bound)], value: Double(sum))
      )
    }
    return samples + [
      Metric.Sample(suffix: "_sum", value: seconds),
      Metric.Sample(suffix: "_count", value: Double(sum)),
    ]
  }
}
