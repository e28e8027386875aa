extension Question {
  /// The case that looks at what the planner says of it.
  func planned(by judge: @escaping @Sendable (Evidence) async throws -> [Judgement]) -> Case {
    planned(asking: [ask]) { try await judge($0[0]) }
  }

  /// The case that compares what the planner says of several requests.
  func planned(
    asking asks: [Ask],
    by judge: @escaping @Sendable ([Evidence]) async throws -> [Judgement]
  ) -> Case {
    Case(self) { session in
      do {
        guard let witness = session.plans else { throw SessionGap.planner }
        var seen: [Evidence] = []
        for ask in asks { seen.append(try await witness.testimony(to: ask)) }
        return try await judge(seen)
      } catch {
        let why = "the plan could not be asked for: \(error)"
        return requirements.map { Judgement($0, .unknown(why: why)) }
      }
    }
  }
}
