import Exchanges
import Reports

/// The help for one verb.
struct HelpText {
  let verb: Verb
  let columns: Int

  var text: String {
    let title = WrappedRows.wrapped("touchstone \(verb.name): \(verb.summary)", by: 2, columns)
    var text = "\(title)\n\nusage: \(verb.usage)\n"
    if !verb.options.all.isEmpty { text += "\n\(table(of: verb.options))" }
    text += examples + "\ncommon options\n\(table(of: verb.commonOptions))"
    let ending = "Every option may also stand in the environment: \(example)"
    return text + "\n\(WrappedRows.wrapped(ending, by: 2, columns))\n"
  }

  private func table(of options: Options) -> String {
    HelpText.table(options.all.map(HelpText.row), columns: columns)
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

  /// Two columns, the first as wide as its longest entry; where that leaves no room for words beside it, they
  /// stand below.
  static func table(_ rows: [(String, String)], columns: Int = .max) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    let isNarrow = width + 4 > columns / 2
    return rows.map { left, right in
      let margin = isNarrow ? 6 : width + 4
      let space = String(repeating: " ", count: isNarrow ? margin : margin - left.count - 2)
      let text = WrappedRows.wrapped(right, by: margin, columns)
      return "  \(left)\(isNarrow ? "\n" : "")\(space)\(text)\n"
    }.joined()
  }

  /// Every verb in one line each.
  static func overview(_ verbs: [Verb], columns: Int) -> String {
    """
    touchstone tests gateways that put one OpenAI-compatible API before many image providers.

    usage: touchstone VERB [options]

    \(table(verbs.map { ($0.name, $0.summary) }, columns: columns))
    'touchstone help VERB' tells more, and 'touchstone help REQUIREMENT' what is demanded and why.

    """
  }

  /// The fault grammar, each directive in one line.
  static func faults(columns: Int) -> String {
    """
    A prompt that holds directives makes the stub providers fail, call by call:

      a lighthouse [fault: status=429 retry-after=1 times=2]

    Of several brackets the first whose scope holds for a call is the one that hits it.

    POST /__touchstone/faults takes the same words for prompts that can't be changed.

    \(table(FaultDirective.all.map { ($0.form, $0.meaning) }, columns: columns))
    """
  }
}
