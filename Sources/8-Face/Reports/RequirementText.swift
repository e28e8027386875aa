package import Contract
import Terminal

/// A requirement explained: what must hold, who says so, and a request that shows it.
package enum RequirementText {
  /// The text that `help REQUIREMENT` prints and that reports carry.
  ///
  /// Prose is laid out in `columns`, if given; an example stays on its line, to be copied. Of `citations` it tells what
  /// the requirement stands on for other models.
  package static func text(
    of requirement: Requirement,
    citing citations: Citations = Citations(),
    columns: Int = .max
  ) -> String {
    var rows = [
      ("level", "\(requirement.level): \(meaning(of: requirement.level))"),
      requirement.grounds.row,
    ]
    if let elsewhere = elsewhere(requirement, citations) { rows.append(("elsewhere", elsewhere)) }
    rows.append(("since", "contract \(requirement.since)"))
    if requirement.isPlanned { rows.append(("status", "planned: no case holds it yet")) }
    if let example = requirement.example { rows.append(("example", example)) }
    let sentence = WrappedRows.wrapped(requirement.sentence, by: 2, columns: columns)
    return
      "\(requirement.id)\n  \(sentence)\n\n\(WrappedRows.table(rows, columns, verbatim: "example"))"
  }

  /// What says so of models that its own quotation is not about; nil where that is about all.
  private static func elsewhere(_ requirement: Requirement, _ citations: Citations) -> String? {
    guard case .quotation(let quotation) = requirement.grounds,
      let others = citations.sayings[quotation.id]?.dropFirst(), !others.isEmpty
    else { return nil }
    let own = others.compactMap(\.quotation?.model)
    let pages = own.isEmpty ? [] : ["the models' own pages: \(own.joined(separator: ", "))"]
    let rest = others.filter { $0.quotation?.model == nil }.map { saying in
      let models = saying.models.map { $0.sorted().joined(separator: ", ") } ?? "all others"
      let source = saying.quotation?.page ?? saying.grounds.ruling.map { "the ruling \($0.id)" }
      return "\(source ?? ""): \(models)"
    }
    return (pages + rest).joined(separator: "; ")
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
