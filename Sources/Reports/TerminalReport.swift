package import Findings

/// A run as people read it: what needs an eye while it happens, then one line that sums up.
package struct TerminalReport: Report {
  private let style: TextStyle
  /// Whether only what needs an eye is shown.
  private let isQuiet: Bool
  private var tally = Tally()

  package init(style: TextStyle, isQuiet: Bool = false) {
    self.style = style
    self.isQuiet = isQuiet
  }

  package mutating func record(_ event: RunEvent) -> String {
    switch event {
    case .began: return ""
    case .finished(let result):
      tally.count(result.verdict)
      return FailureText(style: style).text(of: result)
    case .ended(let ending): return isQuiet ? "" : summary(ending)
    }
  }

  private func summary(_ ending: RunEnding) -> String {
    let counts = tally.given.map { style.paint("\($0.count) \($0.verdict)", as: $0.verdict) }
    let cases = tally.total == 1 ? "1 case" : "\(tally.total) cases"
    var text = "\(cases) in \(duration(ending.milliseconds)): \(counts.joined(separator: ", "))\n"
    if ending.unrunCount > 0 { text += "\(ending.unrunCount) not run: stopped early\n" }
    return text
  }

  private func duration(_ milliseconds: Double) -> String {
    if milliseconds < 1000 { return "\(Int(milliseconds.rounded())) ms" }
    let tenths = Int((milliseconds / 100).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
