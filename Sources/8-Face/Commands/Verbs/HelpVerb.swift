import Bytes
import Conformance
import Contract
import Drift
import Reports
import Terminal

extension Verb {
  static let help = Verb(
    name: "help",
    operands: Operands(usage: "[VERB|REQUIREMENT|RULING|rulings|faults]", count: 0...1),
    summary:
      "what a verb does, what a requirement or a ruling demands, or how stubs are told to fail",
    words: ["faults", "rulings"],
    speaksJSON: false,
    examples: [
      Example("help check", "what a verb takes"),
      Example("help size.table", "what a requirement demands, and who says so"),
      Example("help rulings", "the questions that no page answers, and who may answer how"),
      Example("help faults", "how stubs are told to fail"),
    ],
    run: HelpVerb.run
  )
}

private enum HelpVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    guard let topic = call.operands.first else {
      call.console.write(HelpText.overview(Touchstone.groups, columns: call.console.columns))
      return .success
    }
    if let verb = Touchstone.verbs.first(where: { $0.name == topic }) {
      call.console.write(HelpText(verb, columns: call.console.columns).text)
      return .success
    }
    if topic == "faults" {
      call.console.write(FaultText.text(columns: call.console.columns))
      return .success
    }
    let requirements = try? call.goldenLayers().requirements()
    let rulings = requirements?.citations.rulings ?? []
    if topic == "rulings" {
      call.console.write(RulingText.list(rulings, columns: call.console.columns))
      return .success
    }
    if let ruling = rulings.first(where: { $0.id == topic }) {
      call.console.write(RulingText.text(of: ruling, columns: call.console.columns))
      return .success
    }
    return try explain(topic, requirements?.all ?? [], rulings, call)
  }

  private static func explain(
    _ topic: String,
    _ contract: [Requirement],
    _ rulings: [Ruling],
    _ call: Invocation
  ) throws -> ExitCode {
    let requirements = contract + DriftRequirements.all + [ReceivedInputs.requirement]
    guard let requirement = requirements.first(where: { $0.id == topic }) else {
      let topics =
        Touchstone.verbs.map(\.name) + ["faults", "rulings"] + requirements.map(\.id)
        + rulings.map(\.id)
      throw VerbError.unknownTopic(
        topic,
        suggestion: Suggestion.nearest(to: topic, among: topics)
      )
    }
    call.console.write(RequirementText.text(of: requirement, columns: call.console.columns))
    return .success
  }
}
