/// The help for one verb.
package struct HelpText {
  private let verb: Verb
  private let columns: Int

  package init(_ verb: Verb, columns: Int) {
    self.verb = verb
    self.columns = columns
  }

  package var text: String {
    let title = WrappedRows.wrapped("touchstone \(verb.name): \(verb.summary)", by: 2, columns)
    var text = "\(title)\n\nusage: \(verb.usage)\n"
    if !verb.options.all.isEmpty { text += "\n\(table(of: verb.options))" }
    text += examples + "\ncommon options\n\(table(of: verb.commonOptions))"
    let ending = "Every option may also stand in the environment: \(example)"
    return text + "\n\(WrappedRows.wrapped(ending, by: 2, columns))\n"
  }

  private func table(of options: Options) -> String {
    WrappedRows.table(options.all.map(HelpText.row), columns)
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

  private static func row(_ option: any DeclaredOption) -> (String, String) {
    let usage = [option.flag, option.placeholder].compactMap { $0 }.joined(separator: " ")
    return (usage, option.summary + (option.isRepeated ? " (may be repeated)" : ""))
  }

  /// Every verb in one line each, below what it is for.
  package static func overview(_ groups: [VerbGroup], columns: Int) -> String {
    let width = groups.flatMap(\.verbs).map(\.name.count).max() ?? 0
    let lists = groups.map { group in
      let rows = group.verbs.map { verb in
        (verb.name + String(repeating: " ", count: width - verb.name.count), verb.summary)
      }
      return "\(group.purpose)\n\(WrappedRows.table(rows, columns))"
    }
    return
      """
      touchstone tests gateways that put one OpenAI-compatible API before many image providers.

      usage: touchstone VERB [options]

      \(lists.joined(separator: "\n"))
      'touchstone help VERB' tells more, and 'touchstone help REQUIREMENT' what is demanded and why.

      """
  }
}
