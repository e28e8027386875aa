import Terminal

extension Verb {
  static let completions = Verb(
    name: "completions",
    operands: .exactly(1, "bash|zsh|fish"),
    summary: "a script that lets your shell complete verbs and options",
    words: Shell.allCases.map(\.rawValue),
    speaksJSON: false,
    examples: [
      Example("completions bash", "put it where your shell looks for them")
    ],
    run: { call in
      let shell = try Shell(call.operands[0], of: "completions")
      call.console.write(CompletionScript(Touchstone.verbs).text(for: shell))
      return .success
    }
  )
}
