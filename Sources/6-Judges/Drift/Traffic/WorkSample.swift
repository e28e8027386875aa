/// One order in recorded traffic: when it was placed, and how long its pictures took.
struct WorkSample: Sendable, Equatable {
  /// Milliseconds since 1970.
  var at: Int
  /// From the order to the answer that has its pictures; nil where it failed.
  var milliseconds: Int?
}

/// What became of an endpoint's orders lately, and before: to be known, and never an alarm.
package struct TrafficTrend: Sendable, Equatable {
  /// So many orders in a row, looked at together.
  package struct Window: Sendable, Equatable {
    package var count: Int
    package var failures: Int
    /// In milliseconds; nil where all failed.
    package var median: Int?
  }

  package let before: Window
  package let last: Window

  /// Fewer orders tell chance and no trend.
  private static let fewest = 5
  private static let most = 50

  /// The last orders against as many before them; nil where there are too few.
  init?(_ samples: [WorkSample]) {
    let size = min(TrafficTrend.most, samples.count / 2)
    guard size >= TrafficTrend.fewest else { return nil }
    let recent = samples.sorted { $0.at < $1.at }.suffix(2 * size)
    before = Window(recent.prefix(size))
    last = Window(recent.suffix(size))
  }
}

extension TrafficTrend.Window {
  fileprivate init(_ samples: ArraySlice<WorkSample>) {
    let times = samples.compactMap(\.milliseconds).sorted()
    count = samples.count
    failures = samples.count - times.count
    median = times.isEmpty ? nil : (times[(times.count - 1) / 2] + times[times.count / 2]) / 2
  }

  fileprivate var time: String {
    guard let median else { return "none" }
    guard median >= 1000 else { return "\(median) ms" }
    return "\(median / 1000).\(median % 1000 / 100) s"
  }
}

extension TrafficTrend: CustomStringConvertible {
  /// `median time 4.2 s → 6.0 s, failures 0 of 20 → 3 of 20`.
  package var description: String {
    "median time \(before.time) → \(last.time), "
      + "failures \(before.failures) of \(before.count) → \(last.failures) of \(last.count)"
  }
}
