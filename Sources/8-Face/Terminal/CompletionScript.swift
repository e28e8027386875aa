/// The script from which a shell completes verbs, their words and their options.
package struct CompletionScript {
  private let verbs: [Verb]

  package init(_ verbs: [Verb]) { self.verbs = verbs }

  package func text(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    // zsh reads bash's scripts once it is told to.
    case .zsh: "autoload -U +X bashcompinit && bashcompinit\n" + bash
    case .fish: fish
    }
  }

  private var bash: String {
    let cases = verbs.map { verb in
      "    \(verb.name)) words=\"\(words(verb).joined(separator: " "))\" ;;\n"
    }
    return """
      _touchstone() {
        local words
        case "${COMP_WORDS[1]}" in
      \(cases.joined())    *) words="\(verbs.map(\.name).joined(separator: " "))" ;;
        esac
        if [ "$COMP_CWORD" -eq 1 ]; then words="\(verbs.map(\.name).joined(separator: " "))"; fi
        COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
      }
      complete -o default -F _touchstone touchstone

      """
  }

  private func words(_ verb: Verb) -> [String] { verb.words + verb.allOptions.map(\.flag) }

  private var fish: String {
    var lines: [String] = []
    for verb in verbs {
      lines.append(
        "complete -c touchstone -n __fish_use_subcommand -a \(verb.name) -d \(quoted(verb.summary))"
      )
      let condition = "-n '__fish_seen_subcommand_from \(verb.name)'"
      for word in verb.words { lines.append("complete -c touchstone \(condition) -a \(word)") }
      for option in verb.allOptions {
        let takes = option.placeholder == nil ? "" : " -r"
        lines.append(
          "complete -c touchstone \(condition) -l \(option.name)\(takes) -d \(quoted(option.summary))"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "\\'") + "'"
  }
}

/// The shells that are spoken to.
package enum Shell: String, CaseIterable {
  case bash
  case zsh
  case fish
}
