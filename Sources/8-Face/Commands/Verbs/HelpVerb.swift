import Bytes
import Conformance
import Contract
import Drift
import Reports
import Terminal

extension Verb {
  static let help = Verb(
    name: "help",
    operands: Operands(
      usage: "[VERB|REQUIREMENT|RULING|rulings|faults|bugs [PREFIX]]",
      count: 0...2
    ),
    summary:
      "what a verb does, what a requirement or a ruling demands, how stubs are told to fail, or bugs of gateways",
    words: ["bugs", "faults", "rulings"],
    speaksJSON: false,
    examples: [
      Example("help check", "what a verb takes"),
      Example("help size.table", "what a requirement demands, and who says so"),
      Example("help rulings", "the questions that no page answers, and who may answer how"),
      Example("help faults", "how stubs are told to fail"),
      Example("help bugs BerriAI", "bugs that people reported of gateways, and the case for each"),
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
    if topic == "bugs" { return try bugs(call) }
    if let extra = call.operands.dropFirst().first {
      throw UsageError.tooManyOperands(verb: "help", extra: [extra])
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

  /// The reports whose names, requirements or cases begin as the call says; all of them where it does not say.
  private static func bugs(_ call: Invocation) throws -> ExitCode {
    let layers = try call.goldenLayers()
    let reports = try layers.bugReports(heldTo: layers.requirements())
    let prefix = call.operands.dropFirst().first ?? ""
    let chosen = reports.filter { $0.begins(with: prefix) }
    guard !chosen.isEmpty else { throw VerbError.noBugs(prefix: prefix) }
    call.console.write(BugText.list(chosen, columns: call.console.columns))
    return .success
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
        Touchstone.verbs.map(\.name) + Verb.help.words + requirements.map(\.id)
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
