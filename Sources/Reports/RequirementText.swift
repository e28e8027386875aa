package import Findings

/// A requirement explained: what must hold, who says so, and a request that shows it.
package enum RequirementText {
  /// What `help REQUIREMENT` prints, and what reports carry.
  package static func text(of requirement: Requirement) -> String {
    var lines = ["\(requirement.id) (\(requirement.level))", "", requirement.sentence, ""]
    lines.append("source   \(requirement.source)")
    if let example = requirement.example { lines.append("example  \(example)") }
    lines.append("since    contract \(requirement.since)")
    if requirement.isPlanned { lines.append("         no case holds it yet") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The command that prints it.
  package static func command(for id: String) -> String { "touchstone help \(id)" }
}
