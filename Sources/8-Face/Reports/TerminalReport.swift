import Bytes
package import Contract
package import Terminal

/// A run as people read it: how much is broken and where to begin, what is broken, then how it went.
///
/// Each kind of failure is shown in full where a screen holds them; otherwise every requirement in trouble has a
/// line, so that none hides another, and only some kinds are shown beside the lines. Only a verbose
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
    let alone = told(of: troubles)
    guard !isVerbose else { return lead + all(alone) + end }
    let room = screen.rows - screen.rows(of: lead) - screen.rows(of: end)
    return lead + failures(alone, room: room) + end
  }

  /// The troubles without answers to rulings, which are told together, a line for each ruling.
  private func told(of troubles: [Trouble]) -> [Trouble] {
    Trouble.each(in: troubles.flatMap(\.holdings).filter(\.isToldAlone))
  }

  /// A line for each of several requirements whose failures were shown as they happened.
  private func all(_ troubles: [Trouble]) -> String {
    guard troubles.count > 1 else { return "" }
    return TroubleLines(troubles).text(style: style, screen: screen) + "\n"
  }

  /// Each kind of failure in full; where a screen has no room for all of them, a line for each requirement, then
  /// those kinds for which there is room beside the lines.
  private func failures(_ troubles: [Trouble], room: Int) -> String {
    guard let first = troubles.first?.requirement else { return "" }
    let explains = "\(RequirementText.command(for: VisibleText.line(first))) explains"
    let all = whole(troubles, rows: room - 2, isFirstForced: true)
    guard all.isCut else { return all.text + (isQuiet ? "" : style.dim(explains) + "\n\n") }
    // Two rows are the hint's, one stands between lines and failures.
    let lines = TroubleLines(troubles)
      .text(style: style, screen: screen, rows: max(TerminalReport.lineLimit, room - 3))
    let rows = room - 3 - screen.rows(of: lines)
    let some = whole(troubles, rows: rows, isFirstForced: troubles.count <= TerminalReport.few)
    let hint = style.dim("--verbose shows them all, \(explains)") + "\n\n"
    return lines + "\n" + some.text + hint
  }

  /// Rows for lines of requirements however small a screen is.
  private static let lineLimit = 8
  /// Beside so few lines a failure is shown in any case.
  private static let few = 5

  /// The kinds of failure for which so many rows are enough.
  private func whole(
    _ troubles: [Trouble],
    rows: Int,
    isFirstForced: Bool
  ) -> (text: String, isCut: Bool) {
    var causes = FailureCauses()
    var text = ""
    var used = 0
    for kind in troubles.flatMap(\.kinds) {
      let height = screen.rows(of: failure(kind, .plain))
      let hasRoom = used == 0 && isFirstForced || used + height <= rows
      guard causes.shows(kind, hasRoom: hasRoom) else { continue }
      used += height
      text += failure(kind, style)
    }
    return (text, causes.isCut)
  }

  /// A kind with the names of four further cases, where half of the screen has room for them.
  private func failure(_ kind: Trouble.Kind, _ style: TextStyle) -> String {
    let rows = screen.rows(of: FailureText(style: .plain, isWhole: false).text(of: kind))
    let text = FailureText(style: style, isWhole: false)
    guard rows > screen.rows / 2, let first = kind.holdings.first else {
      return text.text(of: kind)
    }
    return text.text(of: first, left: kind.holdings.count - 1)
  }

  /// The gateway's answers that differ from our rulings: how many, or a line for each where all is shown.
  private var differing: String {
    let entries = run.rulings.differing
    guard let first = entries.first else { return "" }
    guard isVerbose else {
      let told =
        entries.count == 1
        ? "\(first.ruling): \(first.summary)"
        : "\(entries.count) answered in another way, which --verbose lists"
      return RunSummary.row("rulings", told, style: style) + "\n"
    }
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
