/// How often a measurement is repeated.
let roundCount = 5

extension Benchmark {
  /// The time of one call of `body`, in milliseconds, for each round, the first and cold one left out.
  static func milliseconds(_ body: () throws -> Void) rethrows -> [Double] {
    let clock = ContinuousClock()
    return try (0...roundCount).map { _ in try clock.measure(body) / .milliseconds(1) }
      .suffix(roundCount)
  }

  /// Measures two contenders in turn, so that what disturbs the machine disturbs both.
  ///
  /// Gives both, and the ratio of each round: the first over the second.
  static func paired(
    _ first: (name: String, measure: () async throws -> Double),
    _ second: (name: String, measure: () async throws -> Double),
    what: String,
    unit: String
  ) async throws -> [Figure] {
    var pairs: [(first: Double, second: Double)] = []
    for round in 0..<roundCount {
      // Whoever goes first changes, too.
      if round.isMultiple(of: 2) {
        let one = try await first.measure()
        pairs.append((one, try await second.measure()))
      } else {
        let two = try await second.measure()
        pairs.append((try await first.measure(), two))
      }
    }
    return [
      .spread("\(what), \(first.name)", pairs.map(\.first), unit: unit),
      .spread("\(what), \(second.name)", pairs.map(\.second), unit: unit),
      .spread("\(what), ratio", pairs.map { $0.first / $0.second }, unit: "of \(second.name)"),
    ]
  }
}
