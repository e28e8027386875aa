import Contract
import Bytes
import Conformance
import Drift
import Reports

extension Verb {
  static let help = Verb(
    name: "help",
    operands: Operands(usage: "[VERB|REQUIREMENT|faults]", count: 0...1),
    summary: "what a verb does, what a requirement demands, or how stubs are told to fail",
    words: ["faults"],
    examples: [
      Example("help check", "what a verb takes"),
      Example("help size.table", "what a requirement demands, and who says so"),
      Example("help faults", "how stubs are told to fail"),
    ],
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
    if topic == "faults" {
      call.console.write(HelpText.faults)
      return .success
    }
    return try explain(topic, call)
  }

  private static func explain(_ topic: String, _ call: Invocation) throws -> ExitCode {
    let contract = (try? call.goldenLayers().requirements().all) ?? []
    let requirements = contract + DriftRequirements.all + [ReceivedInputs.requirement]
    guard let requirement = requirements.first(where: { $0.id == topic }) else {
      let topics = Touchstone.verbs.map(\.name) + ["faults"] + requirements.map(\.id)
      throw UsageError.unknownTopic(
        topic,
        suggestion: Suggestion.nearest(to: topic, among: topics)
      )
    }
    call.console.write(RequirementText.text(of: requirement, columns: call.console.columns))
    return .success
  }
}
