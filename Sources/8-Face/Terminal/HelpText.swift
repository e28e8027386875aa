/// The help for one verb.
package struct HelpText {
  private let verb: Verb
  private let columns: Int

  package init(_ verb: Verb, columns: Int) {
    self.verb = verb
    self.columns = columns
  }

  package var text: String {
    let title = WrappedRows.wrapped(
      "touchstone \(verb.name): \(verb.summary)",
      by: 2,
      columns: columns
    )
    var text = "\(title)\n\nusage: \(verb.usage)\n"
    for group in verb.options.groups {
      text += "\n" + (group.title.map { "\($0)\n" } ?? "") + table(of: group.options)
    }
    text += examples + "\ncommon options\n\(table(of: verb.commonOptions.all))"
    let ending = "Every option can also be set in the environment: \(example)"
    return text + "\n\(WrappedRows.wrapped(ending, by: 2, columns: columns))\n"
  }

  private func table(of options: [any DeclaredOption]) -> String {
    WrappedRows.table(options.map { ($0.usage, $0.explanation) }, columns)
  }

  /// Each call below what it is for, so that long calls stay readable.
  private var examples: String {
    let lines = verb.examples.map { example in
      "  # \(example.meaning)\n  touchstone \(example.command)\n"
    }
    return lines.isEmpty ? "" : "\nexamples\n\(lines.joined(separator: "\n"))"
  }

  private var example: String {
    verb.allOptions.first { $0.placeholder != nil }.map { "\($0.variable)=\($0.placeholder ?? "")" }
      ?? ""
  }

  /// Every verb in one line each, below what it is for, and what else there is help on.
  package static func overview(
    _ groups: [VerbGroup],
    topics: [(name: String, summary: String)],
    columns: Int
  ) -> String {
    let width = groups.flatMap(\.verbs).map(\.name.count).max() ?? 0
    func list(_ title: String, _ rows: [(String, String)]) -> String {
      let padded = rows.map { name, text in
        (name + String(repeating: " ", count: max(0, width - name.count)), text)
      }
      return "\(title)\n\(WrappedRows.table(padded, columns))"
    }
    let lists =
      groups.map { group in list(group.purpose, group.verbs.map { ($0.name, $0.summary) }) }
      + [list("help on more than commands", topics.map { ("help \($0.name)", $0.summary) })]
    let ending =
      "'touchstone help COMMAND' explains a command, 'touchstone help REQUIREMENT' what a gateway must do and why."
    return
      """
      touchstone tests gateways that put one OpenAI-compatible API in front of many image providers.

      usage: touchstone COMMAND [options]

      \(lists.joined(separator: "\n"))
      \(WrappedRows.wrapped(ending, by: 0, columns: columns))

      """
  }
}

extension DeclaredOption {
  /// As help shows it: `-j, --jobs N`.
  package var usage: String {
    let flags = [shortFlag, flag].compactMap(\.self).joined(separator: ", ")
    return [flags, placeholder].compactMap(\.self).joined(separator: " ")
  }

  /// What it does, whether it may come again, and what stands without it.
  package var explanation: String {
    let notes = [
      isRepeated ? "can be repeated" : nil, standing.map { "default: \($0)" },
    ].compactMap(\.self)
    return summary + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
  }
}
