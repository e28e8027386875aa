import Exchanges

/// What help prints about one verb.
struct HelpText {
  let verb: Verb

  var text: String {
    var text = "touchstone \(verb.name): \(verb.summary)\n\nusage: \(verb.usage)\n"
    if !verb.options.all.isEmpty {
      text += "\n\(HelpText.table(verb.options.all.map(HelpText.row)))"
    }
    text += examples
    text += "\ncommon options\n\(HelpText.table(verb.commonOptions.all.map(HelpText.row)))"
    return text + "\nEvery option may also stand in the environment: \(example)\n"
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

  /// Two columns, the first as wide as its longest entry.
  static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { left, right in
      let space = String(repeating: " ", count: width - left.count + 2)
      return "  \(left)\(space)\(right)\n"
    }.joined()
  }

  /// Every verb in one line each.
  static func overview(_ verbs: [Verb]) -> String {
    """
    touchstone tests gateways that put one OpenAI-compatible API before many image providers.

    usage: touchstone VERB [options]

    \(table(verbs.map { ($0.name, $0.summary) }))
    'touchstone help VERB' tells more, and 'touchstone help REQUIREMENT' what is demanded and why.

    """
  }

  /// The fault grammar, each directive in one line.
  static var faults: String {
    """
    A prompt that holds directives makes the stub providers fail, call by call:

      a lighthouse [fault: status=429 retry-after=1 times=2]

    Of several brackets the first whose scope holds for a call is the one that hits it.

    POST /__touchstone/faults takes the same words for prompts that can't be changed.

    \(table(FaultDirective.all.map { ($0.form, $0.meaning) }))
    """
  }
}
