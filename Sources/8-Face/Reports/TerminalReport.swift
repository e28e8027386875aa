import Bytes
package import Contract
package import Terminal

/// A run as people read it: what needs an eye while it happens, then how it went as a whole.
///
/// What one cause makes many of is shown once and then counted, so that a run fits a screen.
package struct TerminalReport: Report {
  private let style: TextStyle
  /// Whether only what needs an eye is shown.
  private let isQuiet: Bool
  private let isVerbose: Bool
  private let screen: Screen
  private var summary = RunSummary()
  private var causes: FailureCauses
  private var rulings = RulingTally()
  private var rowsUsed = 0
  /// The first requirement in trouble.
  private var first: String?

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
    causes = FailureCauses(isLimited: !isVerbose)
  }

  package mutating func record(_ event: RunEvent) -> String {
    switch event {
    case .began: return ""
    case .finished(let result):
      let holdings = Holding.each(of: result)
      summary.count(result, holdings)
      rulings.count(result)
      return holdings.filter(shows).map { failure($0) }.joined()
    case .ended(let ending):
      let end = isQuiet ? "" : self.end(ending)
      let rulings = differing
      return rest(above: end.utf8.count { $0 == UInt8(ascii: "\n") }) + rulings + end
    }
  }

  /// Whether it is told by itself; answers to rulings are told together, a line for each ruling.
  private func shows(_ holding: Holding) -> Bool {
    guard holding.verdict == .differs, holding.findings.contains(where: { $0.ruled != nil }) else {
      return holding.verdict.isNews
    }
    return isVerbose
  }

  /// The gateway's answers that differ from our rulings, a line for each.
  private var differing: String {
    let entries = rulings.differing
    guard !entries.isEmpty, !isQuiet else { return "" }
    let width = entries.map(\.ruling.count).max() ?? 0
    let rows = entries.map { entry in
      let gap = String(repeating: " ", count: width - entry.ruling.count + 2)
      return "  \(entry.ruling)\(gap)\(entry.summary)\n"
    }
    let head = "rulings that it answers in another way; touchstone help RULING explains\n"
    return style.dim(head) + rows.joined() + "\n"
  }

  /// Failures have half of the screen; the first is always shown.
  private mutating func failure(_ holding: Holding) -> String {
    first = first ?? holding.requirement
    let rows = screen.rows(of: FailureText(style: .plain, isWhole: isVerbose).text(of: holding))
    let hasRoom = rowsUsed == 0 || rowsUsed + rows <= screen.rows / 2
    guard causes.shows(holding, hasRoom: hasRoom) else { return "" }
    rowsUsed += rows
    return FailureText(style: style, isWhole: isVerbose).text(of: holding)
  }

  /// The failures that were only counted, a line for each cause, as many as there is room for.
  private func rest(above end: Int) -> String {
    guard let first, !isQuiet || !causes.lines.isEmpty else { return "" }
    let lines = causes.lines
    var room = max(4, screen.rows - rowsUsed - end - 4)
    var text = ""
    var left = 0
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
    let explains = "\(RequirementText.command(for: VisibleText.line(first))) explains"
    let hint = lines.isEmpty ? explains : "--verbose shows them all, \(explains)"
    return text + style.dim(hint) + "\n\n"
  }

  private func end(_ ending: RunEnding) -> String {
    let tally = summary.cases
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
