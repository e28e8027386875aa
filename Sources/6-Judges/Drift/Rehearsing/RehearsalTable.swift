package import CanonicalJSON

/// What came of everything that was planted: rule by provider, and the false alarms.
package struct RehearsalTable: Sendable {
  package enum Result: Sendable, Equatable {
    case found
    /// The provider has no place for it: it publishes no document, names no faults, bills in silence.
    case placeless
    case otherwise(saw: Set<Rule>, troubles: [String])
  }

  package struct Row: Sendable {
    package var name: String
    package var results: [String: [Result]] = [:]
  }

  package let providers: [String]
  /// One a rule, in the order of the rules; pages are no provider's.
  package private(set) var rules: [Row] = Rule.allCases
    .filter { $0.direction != .page }.map { Row(name: $0.id) }
  package private(set) var harmless: [Row] = HarmlessChange.all.map { Row(name: $0.name) }

  init(providers: [String]) { self.providers = providers }

  mutating func add(_ result: Result, of plant: PlantedChange, at subject: Subject) {
    add(result, plant.rule.id, subject: subject, to: &rules)
  }

  mutating func add(_ result: Result, of change: HarmlessChange, at subject: Subject) {
    add(result, change.name, subject: subject, to: &harmless)
  }

  private func add(_ result: Result, _ name: String, subject: Subject, to rows: inout [Row]) {
    guard let place = rows.firstIndex(where: { $0.name == name }) else { return }
    rows[place].results[subject.provider, default: []].append(result)
  }
}

extension RehearsalTable.Row {
  /// The word for one provider; where something was planted in several places, the worst counts.
  package func word(_ provider: String, good: String) -> String {
    let results = (results[provider] ?? []).filter { $0 != .placeless }
    guard !results.isEmpty else { return "–" }
    for case .otherwise(let saw, let troubles) in results {
      let seen = saw.map(\.id).sorted() + troubles.prefix(1)
      return seen.isEmpty ? "MISSED" : "SAW \(seen.joined(separator: ", "))"
    }
    return good
  }

  fileprivate var planted: [RehearsalTable.Result] {
    results.values.flatMap { $0 }.filter { $0 != .placeless }
  }
}

extension RehearsalTable {
  /// How many were planted, and how many of them came out as they must.
  package typealias Score = (planted: Int, right: Int)

  package var found: Score { RehearsalTable.score(rules) }

  package var quiet: Score { RehearsalTable.score(harmless) }

  /// Rules that nothing could be planted for.
  package var unplanted: [String] { rules.filter { $0.planted.isEmpty }.map(\.name) }

  /// Whether every rule was planted and found, and nothing else raised an alarm.
  package var isRight: Bool {
    found.planted == found.right && quiet.planted == quiet.right && unplanted.isEmpty
  }

  private static func score(_ rows: [Row]) -> Score {
    let results = rows.flatMap(\.planted)
    return (results.count, results.count { $0 == .found })
  }

  package var json: JSON {
    func rows(_ rows: [Row], good: String) -> JSON {
      .array(
        rows.map { row in
          [
            "name": .string(row.name),
            "providers": .sorted(
              Dictionary(
                uniqueKeysWithValues: providers.map { ($0, .string(row.word($0, good: good))) }
              )
            ),
          ]
        }
      )
    }
    return [
      "rules": rows(rules, good: "found"), "harmless": rows(harmless, good: "quiet"),
      "planted": .integer(found.planted), "found": .integer(found.right),
      "differences": .integer(quiet.planted), "alarms": .integer(quiet.planted - quiet.right),
    ]
  }
}
