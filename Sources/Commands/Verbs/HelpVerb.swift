import Findings
import Goldens

extension Verb {
  static let help = Verb(
    name: "help",
    operands: Operands(usage: "[VERB|REQUIREMENT]", count: 0...1),
    summary: "what a verb does, or what a requirement demands",
    options: [],
    run: HelpVerb.run
  )
}

private enum HelpVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    guard let topic = call.operands.first else {
      call.console.write(HelpText.overview(Touchstone.verbs))
      return .success
    }
    if let verb = Touchstone.verbs.first(where: { $0.name == topic }) {
      call.console.write(HelpText(verb: verb).text)
      return .success
    }
    return try explain(topic, call)
  }

  private static func explain(_ topic: String, _ call: Invocation) throws -> ExitCode {
    let requirements = try? call.goldenLayers().requirements()
    guard let requirement = requirements?[topic] else {
      let topics = Touchstone.verbs.map(\.name) + (requirements?.all.map(\.id) ?? [])
      throw UsageError.unknownTopic(
        topic,
        suggestion: Suggestion.nearest(to: topic, among: topics)
      )
    }
    call.console.write(text(of: requirement))
    return .success
  }

  private static func text(of requirement: Requirement) -> String {
    var rows = [
      ("level", "\(requirement.level): \(meaning(of: requirement.level))"),
      ("source", requirement.source),
      ("since", "contract \(requirement.since)"),
    ]
    if requirement.isPlanned { rows.append(("status", "planned: no case holds it yet")) }
    if let example = requirement.example { rows.append(("example", example)) }
    return "\(requirement.id)\n  \(requirement.sentence)\n\n\(HelpText.table(rows))"
  }

  private static func meaning(of level: Level) -> String {
    switch level {
    case .published: "a published page says so"
    case .documented: "another first-party page says so"
    case .openai: "the OpenAI API says so"
    case .policy: "a ruling of this project; nobody published it"
    }
  }
}
