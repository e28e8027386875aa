/// How long to pause before each poll.
package struct PollSchedule: Sendable, Equatable {
  package var first: Duration
  package var growth: Double
  package var longest: Duration

  package init(first: Duration, growth: Double = 1, longest: Duration? = nil) {
    self.first = first
    self.growth = growth
    self.longest = longest ?? first
  }

  /// Half a second at first, as the providers' own clients have it, then slower.
  package static let patient = PollSchedule(
    first: .milliseconds(500),
    growth: 1.5,
    longest: .seconds(5)
  )

  /// For upstreams that are at hand.
  package static let eager = PollSchedule(
    first: .milliseconds(5),
    growth: 2,
    longest: .milliseconds(500)
  )

  /// The pause before the poll with this number, from 0.
  package func pause(before poll: Int) -> Duration {
    var pause = first
    for _ in 0..<min(poll, 64) where pause < longest { pause = pause * growth }
    return min(pause, longest)
  }
}
