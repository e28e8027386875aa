package import Contract

/// A requirement explained: what must hold, who says so, and a request that shows it.
package enum RequirementText {
  /// The text that `help REQUIREMENT` prints and that reports carry.
  ///
  /// Prose is laid out in `columns`, if given; an example stays on its line, to be copied.
  package static func text(of requirement: Requirement, columns: Int = .max) -> String {
    var rows = [
      ("level", "\(requirement.level): \(meaning(of: requirement.level))"),
      requirement.grounds.row,
      ("since", "contract \(requirement.since)"),
    ]
    if requirement.isPlanned { rows.append(("status", "planned: no case holds it yet")) }
    if let example = requirement.example { rows.append(("example", example)) }
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { name, text in
      let head = "  \(name)\(String(repeating: " ", count: width - name.count + 2))"
      return head + (name == "example" ? text : wrapped(text, by: head.count, columns)) + "\n"
    }
    let sentence = wrapped(requirement.sentence, by: 2, columns)
    return "\(requirement.id)\n  \(sentence)\n\n\(lines.joined())"
  }

  /// Lines of words, each but the first behind a margin.
  private static func wrapped(_ text: String, by margin: Int, _ columns: Int) -> String {
    var wrapped = ""
    var used = margin
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if used > margin, used + 1 + word.count > columns {
        wrapped += "\n" + String(repeating: " ", count: margin)
        used = margin
      } else if used > margin {
        wrapped += " "
        used += 1
      }
      wrapped += word
      used += word.count
    }
    return wrapped
  }

  private static func meaning(of level: Level) -> String {
    switch level {
    case .published: "a published page says so"
    case .documented: "another first-party page says so"
    case .openai: "the OpenAI API says so"
    case .policy: "a ruling of this project; nobody published it"
    case .safety: "nobody has to say it: users lose keys, money or their network by it"
    }
  }

  /// The command that prints it.
  package static func command(for id: String) -> String { "touchstone help \(id)" }
}
