/// The script from which a shell completes verbs, their words, their options, and the values of these.
///
/// What changes with catalog, contract and project, the script asks the program for.
package struct CompletionScript {
  private let verbs: [Verb]
  /// The call that prints the known words of a subject, one a line, without the program's name.
  private let lookup: String

  package init(_ verbs: [Verb], lookup: String) {
    self.verbs = verbs
    self.lookup = lookup
  }

  package func text(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    // zsh reads bash's scripts once it is told to.
    case .zsh: "autoload -U +X bashcompinit && bashcompinit\n" + bash
    case .fish: fish
    }
  }
}

extension CompletionScript {
  private var bash: String {
    """
    _touchstone() {
      local program="${COMP_WORDS[0]}" word="${COMP_WORDS[COMP_CWORD]}"
      local before="${COMP_WORDS[COMP_CWORD - 1]}" words= subject= files=
      COMPREPLY=()
      if [ "$COMP_CWORD" -eq 1 ]; then
        words="\(verbs.map(\.name).joined(separator: " "))"
      else
        case "${COMP_WORDS[1]} $before" in
    \(verbs.flatMap(bashValues).joined())    *)
          case "${COMP_WORDS[1]}" in
    \(verbs.map(bashOperands).joined())      esac ;;
        esac
      fi
      case "$subject" in '') ;; *) words="$words $("$program" \(lookup) "$subject" "$word" 2> /dev/null)" ;; esac
      case "$files" in '') ;; *) COMPREPLY=($(compgen "$files" -- "$word")) ;; esac
      COMPREPLY+=($(compgen -W "$words" -- "$word"))
      case "${COMPREPLY[0]}" in */ | *=) compopt -o nospace 2> /dev/null ;; esac
    }
    complete -F _touchstone touchstone

    """
  }

  /// The branches for what stands behind an option.
  private func bashValues(_ verb: Verb) -> [String] {
    verb.allOptions.filter { $0.placeholder != nil }.map { option in
      let flags = [option.flag, option.shortFlag].compactMap(\.self)
      let patterns = flags.map { "\"\(verb.name) \($0)\"" }.joined(separator: " | ")
      return "    \(patterns)) \(bashSetting(option.vocabulary)) ;;\n"
    }
  }

  private func bashOperands(_ verb: Verb) -> String {
    let words = (verb.words + verb.allOptions.map(\.flag)).joined(separator: " ")
    let setting = bashSetting(verb.vocabulary)
    return "      \(verb.name)) words=\"\(words)\"\(setting == ":" ? "" : "; \(setting)") ;;\n"
  }

  /// The commands that say where words come from; `:` does nothing.
  private func bashSetting(_ vocabulary: Vocabulary?) -> String {
    switch vocabulary {
    case nil, .words([]): ":"
    case .words(let words)?: "words=\"\(words.joined(separator: " "))\""
    case .files?: "files=-f"
    case .folders?: "files=-d"
    case .known(let subject)?: "subject=\(subject.rawValue)"
    }
  }
}

extension CompletionScript {
  private var fish: String {
    var lines = ["complete -c touchstone -f"]
    for verb in verbs {
      lines.append(
        "complete -c touchstone -n __fish_use_subcommand -a \(verb.name) -d \(quoted(verb.summary))"
      )
      let condition = "complete -c touchstone -n '__fish_seen_subcommand_from \(verb.name)'"
      for word in verb.words { lines.append("\(condition) -a \(word)") }
      if let words = fishWords(verb.vocabulary) { lines.append("\(condition) \(words)") }
      for option in verb.allOptions {
        let short = option.shortFlag.map { " -s \($0.dropFirst())" } ?? ""
        let value = option.placeholder == nil ? "" : " -r \(fishWords(option.vocabulary) ?? "-f")"
        lines.append(
          "\(condition) -l \(option.name)\(short)\(value) -d \(quoted(option.explanation))"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fishWords(_ vocabulary: Vocabulary?) -> String? {
    switch vocabulary {
    case nil, .words([]): nil
    case .words(let words)?: "-f -a \(quoted(words.joined(separator: " ")))"
    case .files?: "-F"
    case .folders?: "-f -a '(__fish_complete_directories (commandline -ct))'"
    case .known(let subject)?:
      "-f -a '(touchstone \(lookup) \(subject.rawValue) (commandline -ct))'"
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}

/// The shells that are spoken to.
package enum Shell: String, CaseIterable {
  case bash
  case zsh
  case fish
}
