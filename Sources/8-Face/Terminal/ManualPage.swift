/// The help of every verb as one manual page, in the language that `man` reads.
package struct ManualPage {
  private let groups: [VerbGroup]
  private let topics: [(name: String, summary: String)]
  private let version: String

  package init(
    _ groups: [VerbGroup],
    topics: [(name: String, summary: String)],
    version: String
  ) {
    self.groups = groups
    self.topics = topics
    self.version = version
  }

  /// `date` is the day of the page, as `2026-12-31`.
  package func text(date: String) -> String {
    var lines = [
      ".TH TOUCHSTONE 1 \(date) \"touchstone \(ManualPage.escaped(version))\" \"User Commands\"",
      ".SH NAME", "touchstone \\- tests gateways that put one API in front of many image providers",
      ".SH SYNOPSIS", ".B touchstone", ".I COMMAND", "[options]",
    ]
    for group in groups {
      lines.append(".SH \"\(ManualPage.escaped(group.purpose.uppercased()))\"")
      lines += group.verbs.flatMap(section)
    }
    lines.append(".SH \"COMMON OPTIONS\"")
    lines += (Options(.json) + .common).all.flatMap(ManualPage.item)
    lines.append(".SH \"HELP ON MORE\"")
    for topic in topics {
      lines += ManualPage.item("touchstone help \(topic.name)", topic.summary)
    }
    lines.append(".SH ENVIRONMENT")
    lines.append(
      ManualPage.escaped(
        "Every option can also be set by a variable: TOUCHSTONE_ and its name in capitals, with _ for -."
      )
    )
    lines.append(".SH \"EXIT STATUS\"")
    for code in ExitCode.allCases { lines += ManualPage.item("\(code.rawValue)", code.meaning) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ verb: Verb) -> [String] {
    var lines = [
      ".SS \"\(ManualPage.escaped(verb.usage))\"", ManualPage.escaped(verb.summary + "."),
    ]
    for group in verb.options.groups {
      if let title = group.title { lines += [".PP", ".I \(ManualPage.escaped(title))"] }
      lines += group.options.flatMap(ManualPage.item)
    }
    for example in verb.examples {
      lines += [
        ".PP", ManualPage.escaped(example.meaning + ":"), ".PP", ".nf",
        "    \(ManualPage.escaped("touchstone " + example.command))", ".fi",
      ]
    }
    return lines
  }

  private static func item(_ option: any DeclaredOption) -> [String] {
    item(option.usage, option.explanation)
  }

  private static func item(_ name: String, _ text: String) -> [String] {
    [".TP", ".B \(escaped(name))", escaped(text)]
  }

  /// Text that is no request of the language's own: a dash that can be copied, no full stop or quote in front.
  private static func escaped(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("\"", with: "\\(dq").replacing("'", with: "\\(aq")
      .replacing("…", with: "...")
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }
}
