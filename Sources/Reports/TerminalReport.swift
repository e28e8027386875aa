package import Findings

/// A run as people read it: what needs an eye while it happens, then one line that sums up.
///
/// What one cause makes many of is shown a few times and then counted, so that a run fits a screen.
package struct TerminalReport: Report {
  private let style: TextStyle
  /// Whether only what needs an eye is shown.
  private let isQuiet: Bool
  private var tally = Tally()
  private var causes: FailureCauses

  package init(style: TextStyle, isQuiet: Bool = false, isVerbose: Bool = false) {
    self.style = style
    self.isQuiet = isQuiet
    causes = FailureCauses(isLimited: !isVerbose)
  }

  package mutating func record(_ event: RunEvent) -> String {
    switch event {
    case .began: return ""
    case .finished(let result):
      tally.count(result.verdict)
      return failures(result)
    case .ended(let ending): return rest() + (isQuiet ? "" : summary(ending))
    }
  }

  private mutating func failures(_ result: CaseResult) -> String {
    var text = ""
    for holding in Holding.each(of: result) where holding.verdict.isNews {
      guard causes.shows(holding) else { continue }
      let part = CaseResult(caseID: result.caseID, findings: holding.findings)
      text += FailureText(style: style).text(of: part)
    }
    return text
  }

  /// What was only counted, a line for each cause.
  private func rest() -> String {
    let hidden = causes.hidden
    guard !hidden.isEmpty else { return "" }
    let lines = hidden.prefix(FailureCauses.lineLimit).map { cause, count in
      let verdict = style.paint("\(cause.verdict):", as: cause.verdict)
      return "\(verdict) \(count) more of \(VisibleText.line(cause.name))\n"
    }
    let left = hidden.dropFirst(lines.count).map(\.count).reduce(0, +)
    return lines.joined() + (left > 0 ? "and \(left) more of other kinds\n" : "")
      + style.dim("--verbose shows them all") + "\n\n"
  }

  private func summary(_ ending: RunEnding) -> String {
    let counts = tally.given.map { style.paint("\($0.count) \($0.verdict)", as: $0.verdict) }
    let cases = tally.total == 1 ? "1 case" : "\(tally.total) cases"
    let time = ElapsedText.text(ending.milliseconds)
    var text = "\(cases) in \(time): \(counts.joined(separator: ", "))\n"
    if ending.unrunCount > 0 { text += "\(ending.unrunCount) not run: stopped early\n" }
    return text
  }
}
