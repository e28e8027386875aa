/// How fast a body comes in; only the time counts in which its reader waits for it.
struct BodyPace: Sendable {
  private var waited = Duration.zero
  private var bytes = 0

  mutating func note(_ more: Int, in time: Duration) {
    bytes += more
    waited += time
  }

  /// How long the next bytes may take before the body is too slow; zero or less where it is.
  func patience(_ limits: HTTPServerLimits) -> Duration {
    let earned = limits.grace + .seconds(1) * (Double(bytes) / Double(max(1, limits.leastRate)))
    return min(limits.progress, limits.body - waited, earned - waited)
  }
}
