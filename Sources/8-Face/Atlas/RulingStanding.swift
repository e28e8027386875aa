import Contract

/// A ruling that a gateway answers in another way than ours.
package struct RulingStanding: Sendable, Equatable {
  package var ruling: String
  package var question: String
  /// Our answer, as the contract has it.
  package var ours: String
  package var answer: String
  /// Whether its profile gives that answer, so that it is held to it.
  package var isAdopted: Bool
  /// Cases that show it, of how many that asked.
  package var shown: Int
  package var asked: Int
}

extension RulingStanding {
  /// All of them in these cases, by the ruling's id.
  static func all(in results: [CaseResult], _ citations: Citations) -> [RulingStanding] {
    var tally = RulingTally()
    var adopted: [String: RulingStanding] = [:]
    for result in results {
      tally.count(result)
      for answer in result.findings.compactMap(\.ruled) {
        guard let ours = citations.ruling(answer.ruling)?.answer, ours != answer.held else {
          continue
        }
        adopted[
          answer.ruling,
          default: RulingStanding(
            ruling: answer.ruling,
            question: answer.question,
            ours: ours,
            answer: answer.held,
            isAdopted: true,
            shown: 0,
            asked: 0
          )
        ].count(answer)
      }
    }
    let differing = tally.differing.map { entry in
      RulingStanding(
        ruling: entry.ruling,
        question: entry.question,
        ours: citations.ruling(entry.ruling)?.answer ?? entry.held,
        answer: entry.constant ?? entry.others.keys.sorted().joined(separator: ", "),
        isAdopted: false,
        shown: entry.differing,
        asked: entry.asked
      )
    }
    let open = Set(differing.map(\.ruling))
    return (differing + adopted.values.filter { !open.contains($0.ruling) })
      .sorted { $0.ruling < $1.ruling }
  }

  private mutating func count(_ found: RulingAnswer) {
    asked += 1
    if found.given.contains(answer) || found.given.isEmpty { shown += 1 }
  }
}
