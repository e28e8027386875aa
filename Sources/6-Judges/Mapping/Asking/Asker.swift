package import CanonicalJSON
package import Catalog
package import Conformance

/// Puts asks to one model of a gateway, side by side, and remembers what each came to.
package actor Asker {
  package nonisolated let model: String
  package nonisolated let mode: Mode
  private let put: Put
  /// How many are under way at a time.
  private let jobs: Int
  private var seen: [String: Observed] = [:]
  /// How many asks were put.
  package private(set) var count = 0

  /// The way to a gateway's two sides, in the JSON that `WireWitness.sides` gives.
  package typealias Put = @Sendable (Ask) async throws -> JSON

  package init(model: String, mode: Mode, jobs: Int, put: @escaping Put) {
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
    return asks.map { seen[key($0)] ?? Observed(silent: "not asked") }
  }

  package func one(_ ask: JSONObject) async throws -> Observed { try await all([ask])[0] }

  /// What each ask comes to now, whatever it came to before.
  package func again(_ asks: [JSONObject]) async throws -> [Observed] {
    count += asks.count
    return try await withThrowingTaskGroup(of: (Int, Observed).self) { group in
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
    } catch let error as WireError {
      if case .badURL = error { throw error }
      return Observed(silent: "no answer")
    }
  }

  private func key(_ ask: JSONObject) -> String { JSON.object(ask).text() }
}
