import Terminal

extension Verb {
  static let completions = Verb(
    name: "completions",
    operands: Operands(usage: "bash|zsh|fish|known SUBJECT [START]", count: 1...3),
    summary: "prints a script that lets your shell complete commands, options, models and cases",
    words: Shell.allCases.map(\.rawValue) + [CompletionsVerb.lookup],
    speaksJSON: false,
    examples: [
      Example("completions bash", "put it where your shell looks for them"),
      Example("completions known cases sizes/flux.2-max/", "what the script asks for"),
    ],
    run: CompletionsVerb.run
  )
}

private enum CompletionsVerb {
  static let lookup = "known"

  static func run(_ call: Invocation) throws -> ExitCode {
    guard call.operands[0] != lookup else { return try tellKnown(call) }
    if let extra = call.operands.dropFirst().first {
      throw UsageError.unexpectedArguments([extra], verb: "completions")
    }
    let shell = try Shell(call.operands[0], of: "completions")
    let script = CompletionScript(Touchstone.verbs, lookup: "completions \(lookup)")
    call.console.write(script.text(for: shell))
    return .success
  }

  /// The words of a subject that begin as was typed, one a line.
  private static func tellKnown(_ call: Invocation) throws -> ExitCode {
    guard call.operands.count > 1 else {
      throw UsageError.missingArgument(
        "SUBJECT",
        usage: "touchstone completions known SUBJECT [START]"
      )
    }
    let subject = try Vocabulary.Subject(call.operands[1], of: "completions known")
    let start = call.operands.count > 2 ? call.operands[2] : ""
    let words = try call.known(subject, start).filter { $0.hasPrefix(start) }
    call.console.write(words.map { $0 + "\n" }.joined())
    return .success
  }
}
