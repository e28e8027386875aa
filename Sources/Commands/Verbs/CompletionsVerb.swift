extension Verb {
  static let completions = Verb(
    name: "completions",
    operands: .exactly(1, "bash|zsh|fish"),
    summary: "a script that lets your shell complete verbs and options",
    options: [],
    words: Shell.allCases.map(\.rawValue),
    run: { call in
      let name = call.operands[0]
      guard let shell = Shell(rawValue: name) else {
        throw UsageError.notOneOf(
          option: "completions",
          value: name,
          allowed: Shell.allCases.map(\.rawValue)
        )
      }
      call.console.write(CompletionScript(verbs: Touchstone.verbs).text(for: shell))
      return .success
    }
  )
}

/// The shells that are spoken to.
enum Shell: String, CaseIterable {
  case bash
  case zsh
  case fish
}
