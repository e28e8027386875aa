package import Findings

/// A requirement explained: what must hold, who says so, and a request that shows it.
package enum RequirementText {
  /// What `help REQUIREMENT` prints, and what reports carry.
  package static func text(of requirement: Requirement) -> String {
    var rows = [
      ("level", "\(requirement.level): \(meaning(of: requirement.level))"),
      ("source", requirement.source),
      ("since", "contract \(requirement.since)"),
    ]
    if requirement.isPlanned { rows.append(("status", "planned: no case holds it yet")) }
    if let example = requirement.example { rows.append(("example", example)) }
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { name, text in
      "  \(name)\(String(repeating: " ", count: width - name.count + 2))\(text)\n"
    }
    return "\(requirement.id)\n  \(requirement.sentence)\n\n\(lines.joined())"
  }

  private static func meaning(of level: Level) -> String {
    switch level {
    case .published: "a published page says so"
    case .documented: "another first-party page says so"
    case .openai: "the OpenAI API says so"
    case .policy: "a ruling of this project; nobody published it"
    }
  }

  /// The command that prints it.
  package static func command(for id: String) -> String { "touchstone help \(id)" }
}
