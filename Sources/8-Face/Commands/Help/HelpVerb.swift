import Exploring
import Reports
import Sessions
import Terminal

extension Verb {
  static let help = Verb(
    name: "help",
    operands: Operands(
      usage: "[COMMAND|REQUIREMENT|RULING|LAW|GROUP|TERM|TOPIC [PREFIX]]",
      count: 0...2
    ),
    summary:
      "explains a command, a requirement, a ruling, a law, a group of cases or a term; lists topics",
    options: Options(HelpVerb.manual),
    rules: [.withoutOperands(HelpVerb.manual)],
    words: HelpTopic.all.map(\.name),
    vocabulary: .known(.topics),
    speaksJSON: false,
    examples: [
      Example("help check", "what a command takes"),
      Example("help size.table", "what a requirement demands, and who says so"),
      Example("help requirements size.", "every requirement whose id begins with this"),
      Example("help rulings", "the questions that no page answers, and who may answer how"),
      Example("help laws", "what 'explore' holds a gateway to, without a table"),
      Example("help glossary", "every term in a sentence or two"),
      Example("help faults", "how stubs are told to fail"),
      Example("help bugs BerriAI", "bugs that people reported of gateways, and the case for each"),
      Example("help --man", "all of this as a manual page: touchstone help --man > touchstone.1"),
    ],
    run: HelpVerb.run
  )
}

private enum HelpVerb {
  static let manual = Option.flag("man", "print the help of every command as one manual page")

  static func run(_ call: Invocation) throws -> ExitCode {
    call.console.write(try text(call))
    return .success
  }

  private static func text(_ call: Invocation) throws -> String {
    if call[manual] { return manualPage(call) }
    let columns = call.console.columns
    guard let word = call.operands.first else {
      let topics = HelpTopic.all.map { (name: $0.name, summary: $0.summary) }
      return HelpText.overview(Touchstone.groups, topics: topics, columns: columns)
    }
    let prefix = call.operands.dropFirst().first
    if let topic = HelpTopic.all.first(where: { $0.name == word }) {
      return try topic.text(from: call.helpSources, prefix: prefix, columns: columns)
    }
    if let prefix { throw UsageError.unexpectedArguments([prefix], verb: "help \(word)") }
    if let verb = Touchstone.verbs.first(where: { $0.name == word }) {
      return HelpText(verb, columns: columns).text
    }
    return try call.helpSources.explanation(
      of: word,
      columns: columns,
      besides: Touchstone.verbs.map(\.name)
    )
  }

  private static func manualPage(_ call: Invocation) -> String {
    ManualPage(
      Touchstone.groups,
      topics: HelpTopic.all.map { (name: $0.name, summary: $0.summary) },
      version: Touchstone.version
    ).text(date: call.today)
  }
}

extension Invocation {
  var helpSources: HelpSources {
    HelpSources(
      layers: { try goldenLayers() },
      laws: { (try? caseSources().laws()) ?? Law.all }
    )
  }
}
