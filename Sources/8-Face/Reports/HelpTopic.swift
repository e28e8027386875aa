import Bytes
import Contract
import Exploring
import Terminal

/// A list that `help` prints: everything of one kind, or what begins with a prefix.
package struct HelpTopic: Sendable {
  package let name: String
  package let summary: String
  /// What there is of it, each by the words that a prefix may begin.
  private let entries: @Sendable (HelpSources) throws -> [Entry]
  /// What stands above them; empty where nothing needs to be said.
  private let introduction: String

  /// One row of a topic: what it is called, and its text for a number of columns.
  private struct Entry: Sendable {
    let names: [String]
    let text: @Sendable (_ columns: Int) -> String
  }

  private init(
    _ name: String,
    _ summary: String,
    introduction: String = "",
    entries: @escaping @Sendable (HelpSources) throws -> [Entry]
  ) {
    self.name = name
    self.summary = summary
    self.entries = entries
    self.introduction = introduction
  }

  package func text(
    from sources: HelpSources,
    prefix: String?,
    columns: Int
  ) throws -> String {
    let opening =
      introduction.isEmpty
      ? "" : WrappedRows.wrapped(introduction, by: 0, columns: columns) + "\n\n"
    return opening
      + (try chosen(sources, prefix)).map { $0.text(columns) }.joined(separator: "\n")
  }

  /// The entries that begin with the prefix; all of them without one.
  private func chosen(_ sources: HelpSources, _ prefix: String?) throws -> [Entry] {
    let all = try entries(sources)
    guard let prefix else { return all }
    let chosen = all.filter { $0.names.contains { $0.lowercased().hasPrefix(prefix.lowercased()) } }
    guard !chosen.isEmpty else {
      let names = all.compactMap(\.names.first)
      throw HelpError.nothingBegins(
        with: prefix,
        topic: name,
        suggestion: Suggestion.nearest(to: prefix, among: names)
      )
    }
    return chosen
  }
}

extension HelpTopic {
  /// Every topic, in the order that help lists them.
  package static let all: [HelpTopic] = [
    requirements, rulings, laws, groups, glossary, bugs, faults, exits,
  ]

  /// Every word that help explains besides commands, and that is known without a contract.
  package static let words =
    all.map(\.name) + CaseGroup.all.map(\.name) + Term.all.map(\.name) + Law.all.map(\.id)

  private static let requirements = HelpTopic(
    "requirements",
    "every sentence that a gateway is held to, by its id",
    introduction: "What a gateway must do. 'touchstone help REQUIREMENT' says who demands it."
  ) { sources in
    try sources.layers().requirements().all.map { requirement in
      Entry(names: [requirement.id]) { columns in
        let line = WrappedRows.wrapped(requirement.sentence, by: 2, columns: columns)
        return "\(requirement.id) (\(requirement.level))\n  \(line)\n"
      }
    }
  }

  private static let rulings = HelpTopic(
    "rulings",
    "questions that no page answers, our answer, and those that a profile may give",
    introduction: RulingText.introduction
  ) { sources in
    try sources.layers().requirements().citations.rulings.map { ruling in
      Entry(names: [ruling.id]) { RulingText.entry(ruling, columns: $0) }
    }
  }

  private static let laws = HelpTopic(
    "laws",
    "what 'explore' holds a gateway to, without a table",
    introduction: LawText.introduction
  ) { sources in
    sources.laws().map { law in Entry(names: [law.id]) { LawText.entry(law, columns: $0) } }
  }

  private static let groups = HelpTopic(
    "groups",
    "the groups of cases: the first step of each case's id"
  ) { _ in CaseGroup.all.map { group in Entry(names: [group.name], text: group.text) } }

  private static let glossary = HelpTopic("glossary", "every term in a sentence or two") { _ in
    Term.all.map { term in Entry(names: [term.name], text: term.text) }
  }

  private static let bugs = HelpTopic(
    "bugs",
    "bugs that people reported of gateways, each with the case that shows it",
    introduction: BugText.introduction
  ) { sources in
    let layers = try sources.layers()
    return try layers.bugReports(heldTo: layers.requirements()).map { report in
      Entry(names: [report.name, report.requirement, report.caseID]) {
        BugText.entry(report, columns: $0)
      }
    }
  }

  private static let exits = HelpTopic("exits", "what each exit code means") { _ in
    ExitCode.allCases.map { code in
      Entry(names: ["\(code.rawValue)"]) { _ in "\(code.rawValue)\n  \(code.meaning)\n" }
    }
  }

  private static let faults = HelpTopic(
    "faults",
    "how stub providers are told to fail"
  ) { _ in [Entry(names: [], text: { FaultText.text(columns: $0) })] }
}
