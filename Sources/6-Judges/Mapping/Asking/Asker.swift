package import CanonicalJSON
package import Catalog
package import Conformance

/// Thrown by who puts asks where no more may be spent.
package struct MapLimit: Error {
  package init() {}
}

/// Puts asks to one model of a gateway, side by side, and remembers what each came to.
package actor Asker {
  package nonisolated let model: String
  package nonisolated let mode: Mode
  private let put: Put
  /// How many are under way at a time.
  private let jobs: Int
  private var seen: [String: Observed] = [:]
  /// The most asks that may be put; what is beyond is not asked.
  private let most: Int
  /// How many asks were put.
  package private(set) var count = 0
  /// How many were left out, for no more may be put or paid for.
  package private(set) var leftOut = 0

  /// The way to a gateway's two sides, in the JSON that `WireWitness.sides` gives.
  package typealias Put = @Sendable (Ask) async throws -> JSON

  package init(model: String, mode: Mode, jobs: Int, most: Int = .max, put: @escaping Put) {
    self.most = most
    self.model = model
    self.mode = mode
    self.jobs = max(1, jobs)
    self.put = put
  }

  /// What each ask came to; none is put twice.
  package func all(_ asks: [JSONObject]) async throws -> [Observed] {
    var open: [JSONObject] = []
    for ask in asks where seen[key(ask)] == nil && !open.contains(ask) { open.append(ask) }
    for (ask, observed) in zip(open, try await again(open)) { seen[key(ask)] = observed }
    return asks.map { seen[key($0)] ?? .unasked }
  }

  package func one(_ ask: JSONObject) async throws -> Observed { try await all([ask])[0] }

  /// What each ask comes to now, whatever it came to before.
  package func again(_ asks: [JSONObject]) async throws -> [Observed] {
    let covered = Array(asks.prefix(max(0, most - count)))
    let left = Array(repeating: Observed.unasked, count: asks.count - covered.count)
    let observed = try await putting(covered) + left
    // An ask that was cut off got no answer, and that says nothing of the gateway.
    try Task.checkCancellation()
    count += observed.count(where: \.isAsked)
    leftOut += observed.count { !$0.isAsked }
    return observed
  }

  private func putting(_ asks: [JSONObject]) async throws -> [Observed] {
    try await withThrowingTaskGroup(of: (Int, Observed).self) { group in
      var answers = [Observed?](repeating: nil, count: asks.count)
      var next = 0
      func launch() {
        guard next < asks.count else { return }
        let (index, ask) = (next, asks[next])
        next += 1
        group.addTask { (index, try await self.observe(ask)) }
      }
      for _ in 0..<jobs { launch() }
      while let (index, observed) = try await group.next() {
        answers[index] = observed
        launch()
      }
      return answers.compactMap(\.self)
    }
  }

  /// A gateway that gives no answer shows that, too.
  private nonisolated func observe(_ members: JSONObject) async throws -> Observed {
    let ask = MapAsk.ask(members, model: model, mode: mode)
    do {
      return Observed(try await put(ask), prompt: ask.fields["prompt"]?.stringValue ?? "")
    } catch is MapLimit {
      return .unasked
    } catch let error as WireError {
      if case .badURL = error { throw error }
      return Observed(silent: "no answer")
    }
  }

  private func key(_ ask: JSONObject) -> String { JSON.object(ask).text() }
}
