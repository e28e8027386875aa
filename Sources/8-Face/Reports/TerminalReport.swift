import Bytes
package import Contract
package import Terminal

/// A run as people read it: how much is broken and where to begin, each kind of failure, then how it went.
///
/// What one cause makes many of is shown once and then counted, so that a run fits a screen. Only a verbose
/// report tells of failures as they happen, for what comes first on the screen is known last.
package struct TerminalReport: Report {
  private let style: TextStyle
  /// Whether only what needs review is shown.
  private let isQuiet: Bool
  private let isVerbose: Bool
  private let screen: Screen
  private var run = RunRecord()

  /// How much a reader sees at once.
  package struct Screen: Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int = 80, rows: Int = 40) {
      self.columns = columns
      self.rows = rows
    }

    /// The rows that lines take, long ones wrapped.
    func rows(of text: String) -> Int {
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
    }
  }

  package init(
    style: TextStyle,
    isQuiet: Bool = false,
    isVerbose: Bool = false,
    screen: Screen = Screen()
  ) {
    self.style = style
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    self.screen = screen
  }

  package mutating func record(_ event: RunEvent) -> String {
    if let ending = run.record(event) { return told(ending) }
    guard isVerbose, case .finished(let result) = event else { return "" }
    return FailureText(style: style).text(of: result)
  }

  private func told(_ ending: RunEnding) -> String {
    let troubles = Trouble.each(in: run.holdings)
    if isQuiet, troubles.isEmpty { return "" }
    let lead = style.bold(RunLead(troubles, of: run).line) + "\n\n"
    let end = isQuiet ? "" : differing + summary(ending)
    guard !isVerbose else { return lead + end }
    let room = screen.rows - screen.rows(of: lead) - screen.rows(of: summary(ending))
    return lead + failures(told(of: troubles), room: room) + end
  }

  /// The troubles without answers to rulings, which are told together, a line for each ruling.
  private func told(of troubles: [Trouble]) -> [Trouble] {
    Trouble.each(in: troubles.flatMap(\.holdings).filter(\.isToldAlone))
  }

  /// Kinds of failure have half of the screen, the first in any case; then a line for each cause that is left.
  private func failures(_ troubles: [Trouble], room: Int) -> String {
    guard let first = troubles.first?.requirement else { return "" }
    var causes = FailureCauses()
    var text = ""
    var used = 0
    for kind in troubles.flatMap(\.kinds) {
      let rows = screen.rows(of: failure(kind, .plain))
      guard causes.shows(kind, hasRoom: used == 0 || used + rows <= screen.rows / 2) else {
        continue
      }
      used += rows
      text += failure(kind, style)
    }
    return text + rest(of: causes, explaining: first, room: max(least, room - used - 3))
  }

  /// Rows for what is left however little room there is; a small screen has none.
  private var least: Int { max(0, screen.rows / 10 - 2) }

  /// A kind with the names of four further cases, where half of the screen has room for them.
  private func failure(_ kind: Trouble.Kind, _ style: TextStyle) -> String {
    let rows = screen.rows(of: FailureText(style: .plain, isWhole: false).text(of: kind))
    let text = FailureText(style: style, isWhole: false)
    guard rows > screen.rows / 2, let first = kind.holdings.first else {
      return text.text(of: kind)
    }
    return text.text(of: first, left: kind.holdings.count - 1)
  }

  /// The failures that were only counted, as many lines as there is room for, and what explains them.
  private func rest(of causes: FailureCauses, explaining first: String, room: Int) -> String {
    let lines = causes.lines
    var (room, left, text) = (room, 0, "")
    for line in lines {
      let rows = screen.rows(of: "\(line.verdict): \(line.text)\n")
      guard rows <= room else {
        room = 0
        left += line.count
        continue
      }
      room -= rows
      text += "\(style.paint("\(line.verdict):", as: line.verdict)) \(line.text)\n"
    }
    if left > 0 { text += "and \(left) more of other kinds\n" }
    guard !isQuiet || !lines.isEmpty else { return text }
    let explains = "\(RequirementText.command(for: VisibleText.line(first))) explains"
    let hint = lines.isEmpty ? explains : "--verbose shows them all, \(explains)"
    return text + style.dim(hint) + "\n\n"
  }

  /// The gateway's answers that differ from our rulings, a line for each.
  private var differing: String {
    let entries = run.rulings.differing
    guard !entries.isEmpty else { return "" }
    let width = entries.map(\.ruling.count).max() ?? 0
    let rows = entries.map { entry in
      let gap = String(repeating: " ", count: width - entry.ruling.count + 2)
      return "  \(entry.ruling)\(gap)\(entry.summary)\n"
    }
    let head = "rulings that it answers in another way; touchstone help RULING explains\n"
    return style.dim(head) + rows.joined() + "\n"
  }

  private func summary(_ ending: RunEnding) -> String {
    let summary = RunSummary(run, ending)
    let tally = run.tally
    let lines =
      tally.total > 1
      ? summary.lines(style: style, columns: screen.columns)
      : summary.whySkipped(style: style, columns: screen.columns)
    var text = lines.map { $0 + "\n" }.joined()
    let counts = tally.given.map { style.paint("\($0.count) \($0.verdict)", as: $0.verdict) }
    let cases = tally.total == 1 ? "1 case" : "\(tally.total) cases"
    text += "\(cases) in \(ElapsedText.text(ending.milliseconds)): "
    text += counts.joined(separator: ", ") + "\n"
    if ending.unrunCount > 0 { text += "\(ending.unrunCount) not run: stopped early\n" }
    return text
  }
}
